"""Pages of the acts beside the flow: notes, files, visits, questions, titles, parts."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext

from linli.cases.commands import (
    ask_party,
    attach_files,
    note_case,
    open_case,
    record_visit,
    remove_file,
    reroute_case,
    retitle_case,
)
from linli.cases.queries.types import case_types
from linli.cases.rules.data_sharing import GROUP
from linli.faces.desk.cases.deed import Asked, Deed, chosen_id, note_field, select
from linli.faces.desk.cases.looks import FILE_KINDS, mapped
from linli.faces.desk.cases.uploads import file_field, taken_files, with_material
from linli.kernel.actor import Actor
from linli.kernel.command import Receipt
from linli.ui.parts import Choice, DateCell, FieldKind, FormField, Notice
from linli.ui.web.wording import label_of


def note_deed(asked: Asked) -> Deed:
    """A note, for the staff or also for the parties."""
    choices = (Choice("inner", gettext("those who work on it")), Choice("reporter", gettext("the parties too")))
    shown = FormField("shown", gettext("Who reads it?"), FieldKind.RADIO, "inner", choices=choices, required=True)

    def send(actor: Actor, given: QueryDict) -> Receipt:
        return note_case(actor, case=asked.id, text=given.get("note", ""), shown=given.get("shown", ""))

    return Deed(gettext("Write a note"), (note_field(gettext("Note")), shown), send)


def attach_deed(asked: Asked) -> Deed:
    """Photos or papers."""
    kinds = tuple(Choice(key, gettext(words)) for key, words in FILE_KINDS.items())
    papers = tuple(Choice(item.key, label_of(item.label)) for item in asked.case.type.materials)
    fields = [
        file_field("files", gettext("Files"), required=True, hint=gettext("Photos and documents, up to 20 MB each.")),
        select("kind", gettext("What is it?"), kinds),
    ]
    if papers:
        empty = Choice("", gettext("none of them"))
        fields.append(FormField("material", gettext("Which paper?"), FieldKind.SELECT, choices=(empty, *papers)))

    def send(actor: Actor, given: QueryDict) -> Receipt:
        files = taken_files(asked.request, (("files", given.get("kind", "")),))
        return attach_files(actor, case=asked.id, files=with_material(files, given.get("material", "")))

    return Deed(gettext("Add files"), tuple(fields), send)


def visit_deed(asked: Asked) -> Deed:
    """Somebody came again."""

    def send(actor: Actor, given: QueryDict) -> Receipt:
        return record_visit(actor, case=asked.id, note=given.get("note", ""))

    return Deed(gettext("Count a visit"), (note_field(gettext("Why they came again"), required=False),), send)


def ask_deed(asked: Asked) -> Deed:
    """A question to the reporter; the main clock waits."""

    def send(actor: Actor, given: QueryDict) -> Receipt:
        return ask_party(actor, case=asked.id, text=given.get("note", ""), **asked.at(given))

    told = Notice(gettext("The main clock stands still until the answer, at most fourteen days."))
    return Deed(gettext("Ask back"), (note_field(gettext("Question")),), send, notices=(told,))


def retitle_deed(asked: Asked) -> Deed:
    """Title and place that others may read."""
    row = asked.case.row
    hint = gettext("Everybody may read it: no names, no house doors.")
    fields = (
        FormField("title", gettext("Title"), value=row.title, required=True, maxlength=120, hint=hint),
        FormField("place_name", gettext("Place, as people call it"), value=asked.case.place_name, maxlength=80),
        FormField("urgent", gettext("Urgent"), FieldKind.CHECK, "on" if row.urgent else ""),
    )

    def send(actor: Actor, given: QueryDict) -> Receipt:
        return retitle_case(
            actor,
            case=asked.id,
            title=given.get("title", ""),
            place_name=given.get("place_name", ""),
            urgent=bool(given.get("urgent")),
            **asked.at(given),
        )

    return Deed(gettext("Title and place"), fields, send)


def kinds_at(actor: Actor, area: str) -> tuple[Choice, ...]:
    """Every matter with its sorts that a case can be turned to, as one list: "type/sort"."""
    found = []
    for key, item in sorted(case_types(area, actor.at).items(), key=lambda pair: (pair[1].group, pair[0])):
        if item.group == GROUP:
            continue
        name = label_of(item.label)
        found += [Choice(f"{key}/{sort}", f"{label_of(item.sorts[sort].label)} · {name}") for sort in item.sorts]
        if not item.sorts:
            found.append(Choice(f"{key}/", name))
    return tuple(found)


def reroute_deed(asked: Asked) -> Deed:
    """Another matter or place, under the same number."""
    row, case = asked.case.row, asked.case
    kinds = select("way", gettext("Which matter?"), kinds_at(asked.actor, row.area), value=f"{row.type}/{case.sort}")
    area = FormField("area", gettext("Place (code)"), value=row.area, required=True, inputmode="numeric")

    def send(actor: Actor, given: QueryDict) -> Receipt:
        type_, _, sort = given.get("way", "").partition("/")
        return reroute_case(
            actor,
            case=asked.id,
            type=type_,
            sort=sort,
            area=given.get("area", "").strip(),
            reason=given.get("note", ""),
            **asked.at(given),
        )

    told = Notice(gettext("The case keeps its number and its day of receipt; no time is won by it."))
    return Deed(gettext("Send another way"), (kinds, area, note_field(gettext("Why"))), send, notices=(told,))


def remove_file_deed(asked: Asked) -> Deed:
    """Take a file out, with the reason."""
    choices = tuple(
        Choice(str(file.id), f"{mapped(FILE_KINDS, file.kind)} · {DateCell(file.added_at).words}")
        for file in asked.case.files
    )

    def send(actor: Actor, given: QueryDict) -> Receipt:
        reason = given.get("note", "")
        return remove_file(actor, case=asked.id, file=chosen_id(given, "file"), reason=reason, **asked.at(given))

    fields = (select("file", gettext("Which file?"), choices), note_field(gettext("Why")))
    return Deed(gettext("Take a file out"), fields, send, danger=True)


def part_deed(asked: Asked) -> Deed:
    """A part of the case that another unit handles by itself; the whole is closed after its parts."""
    row, case = asked.case.row, asked.case
    kinds = select("way", gettext("Which matter?"), kinds_at(asked.actor, row.area), value=f"{row.type}/{case.sort}")
    title = FormField("title", gettext("Title"), required=True, maxlength=120)

    def send(actor: Actor, given: QueryDict) -> Receipt:
        type_, _, sort = given.get("way", "").partition("/")
        more: dict[str, Any] = {"title": given.get("title", ""), "place_name": case.place_name, "parent": asked.id}
        return open_case(
            actor, type=type_, sort=sort, area=row.area, text=given.get("note", ""), lon=case.lon, lat=case.lat, **more
        )

    return Deed(gettext("Open a part of it"), (kinds, title, note_field(gettext("What has to be done"))), send)
