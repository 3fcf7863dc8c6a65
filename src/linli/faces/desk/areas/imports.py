"""A division list taken in on the desk: checked line by line, shown, then applied batch by batch (R1.6)."""

import io
from functools import partial

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from linli.faces.desk.areas.corners import sent_text
from linli.faces.desk.doing import actor_of, refused, shown
from linli.faces.desk.faulty import fault_row, fault_table, refused_notice
from linli.faces.desk.forms import FormCode, typed_optional
from linli.kernel.errors import Invalid, KernelCode, Problem, Refusal
from linli.places.commands.division_files import Checked, Imported, NamedFault, Source, check_files, import_part
from linli.places.commands.divisions import BATCH
from linli.ui.parts import (
    Action,
    FieldKind,
    Form,
    FormField,
    Link,
    Notice,
    ObjectPage,
    PageHead,
    Progress,
    Section,
    Text,
    Tone,
    Upload,
    one_group,
)
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest

ADDRESS = "/desk/areas/import/"
SHOWN = 200
MOST = 10_000
AT_ONCE = 2
"""Batches a request: it answers within seconds, and what is done stays done."""


def _page(text: str = "", sections: tuple[Section, ...] = (), notices: tuple[Notice, ...] = ()) -> ObjectPage:
    hint = gettext("The lists of the statistics office: code12,name,level,parent12 or the layout of villages.csv.")
    fields = one_group(
        Upload("file", gettext("CSV file"), accept=".csv,text/csv", max_mb=5, multiple=False),
        FormField("list", gettext("Or paste it here"), FieldKind.AREA, text, rows=6, hint=hint),
    )
    words = gettext("Check the list")
    form = Form(ADDRESS, groups=fields, submit=words, submit_name="act", submit_value="check")
    section = Section(gettext("The list"), (form,), foldable=bool(sections), folded=bool(sections))
    head = PageHead(gettext("Take in a division list"), back=Link(gettext("Areas"), "/desk/areas/"))
    return ObjectPage(head, sections=(*sections, section), notices=notices)


def _source(text: str) -> Source:
    return Source("list", partial(io.StringIO, text, newline=""))


def _faulty(text: str, checked: Checked, faults: list[NamedFault]) -> ObjectPage:
    found = [item.fault for item in faults[:SHOWN]]
    rows = tuple(fault_row(f.line, f.column, f.code, dict(f.data)) for f in found)
    told = Text(gettext("The first {count} are shown.").format(count=SHOWN))
    parts = (fault_table(rows), told) if len(faults) > SHOWN else (fault_table(rows),)
    section = Section(gettext("Refused lines"), parts, count=str(checked.faults))
    return _page(text, (section,), (refused_notice(checked.faults, checked.lines),))


def _apply_form(text: str, first: int, words: str) -> Form:
    hidden = (("list", text), ("act", "save"), ("first", str(first)))
    return Form(ADDRESS, hidden=hidden, submit=words, key="form_save", others=(Action(gettext("Back"), ADDRESS),))


def _preview(text: str, checked: Checked) -> ObjectPage:
    told = gettext("{lines} lines without a fault. Known areas stay as they are; what is new comes in.")
    form = _apply_form(text, 0, gettext("Take the list in"))
    parts = (Text(told.format(lines=checked.lines)), form)
    return _page(text, (Section(gettext("Checked"), parts),))


def _progress(text: str, checked: Checked, first: int, result: Imported) -> ObjectPage:
    lines = min((first + AT_ONCE) * BATCH, checked.lines)
    told = gettext("{new} areas new, {filled} named, {placeholders} placeholders made.").format(
        new=result.new, filled=result.filled, placeholders=result.placeholders
    )
    kept = gettext("Known under another name, which was kept: {codes}").format(codes=", ".join(result.differing[:20]))
    words = Text("\n".join([told, kept] if result.differing else [told]))
    bar = Progress(gettext("Lines taken in"), lines, checked.lines)
    if lines >= checked.lines:
        done = Notice(told, gettext("The list was taken in"), Tone.DONE)
        return _page(sections=(Section(gettext("Done"), (bar, words)),), notices=(done,))
    go_on = _apply_form(text, first + AT_ONCE, gettext("Go on"))
    return _page(text, (Section(gettext("Taking in"), (bar, words, go_on)),))


def _answer(request: LinliRequest, text: str) -> HttpResponse:
    actor, faults = actor_of(request), list[NamedFault]()
    checked = check_files(actor, [_source(text)], faults.append)
    if checked.faults:
        return shown(request, _faulty(text, checked, faults), 422)
    if checked.lines > MOST:
        problem = Problem("file", FormCode.TOO_MANY_LINES, {"limit": MOST})
        raise Invalid(KernelCode.INVALID, problems=(problem,))
    if request.POST.get("act") != "save":
        return shown(request, _preview(text, checked))
    first = typed_optional(request.POST, "first") or 0
    result = import_part(actor, _source(text), checked.run, first, AT_ONCE)
    return shown(request, _progress(text, checked, first, result))


@needs("places.import_divisions")
@require_http_methods(["GET", "HEAD", "POST"])
def division_list(request: LinliRequest) -> HttpResponse:
    """Ask for the list, show what is in it, take it in."""
    if request.method != "POST":
        return shown(request, _page())
    text = ""
    try:
        text = sent_text(request, "file", "list")
        return _answer(request, text)
    except Refusal as refusal:
        return refused(request, refusal, _page(text), "list")
