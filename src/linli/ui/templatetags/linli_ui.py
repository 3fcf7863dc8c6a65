"""Template tags of the design system: bundles, icons, one tag a part, block tags, formats."""

from collections.abc import Callable
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from django import template
from django.template import Context
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from linli.ui import bundle as built
from linli.ui import parts, wording
from linli.ui.cell_html import cell_html, due_html, has_form, person_html, row_htmls, state_html
from linli.ui.icon_html import icon_html
from linli.ui.parts import Cell, Dialog, Notice, Part, PersonCell, Section, Table, TableRow, Tone

register = template.Library()

NOTHING = mark_safe("")


def draw(context: Context, part: Part | None, content: str = "") -> SafeString:
    """The part drawn by its own template, which sees of the page only the CSRF token. None draws nothing."""
    if part is None:
        return NOTHING
    engine = context.template.engine  # type: ignore[union-attr]  # bound while a tag renders
    inner = {part.variable: part, "content": content, "csrf_token": context.get("csrf_token")}
    return engine.get_template(part.template).render(context.new(inner))


@register.simple_tag(name="bundle")
def bundle_tag(entry: str) -> SafeString:
    """Links to the style sheets and scripts of an entry of the front-end build."""
    found = built.bundle(entry)
    styles = format_html_join("\n", '<link rel="stylesheet" href="{}">', ((static(f),) for f in found.styles))
    scripts = format_html_join("\n", '<script type="module" src="{}"></script>', ((static(f),) for f in found.scripts))
    return format_html("{}\n{}", styles, scripts)


register.simple_tag(icon_html, name="icon")
# The templates of these parts and the cells of tables say the same by the same words.
register.filter("due_mark", due_html)
register.filter("state_mark", state_html)
register.filter("person_mark", person_html)


@register.simple_tag(takes_context=True)
def ui_cell(context: Context, cell: Cell) -> SafeString:
    """What stands in a cell of a table or behind the label of a fact."""
    if has_form(cell) and isinstance(cell, PersonCell):
        return draw(context, cell.person)
    return cell_html(cell)


@register.simple_tag(takes_context=True)
def ui_part(context: Context, part: Part | None) -> SafeString:
    """Any part."""
    return draw(context, part)


def _tag_for(kind: type[Part]) -> Callable[..., SafeString]:
    """The tag of one kind of part; it refuses another kind, so that a mix-up shows in the first test."""

    def tag(context: Context, part: Part | None) -> SafeString:
        if part is not None and not isinstance(part, kind):
            raise TypeError(f"this tag draws a {kind.__name__}, not a {type(part).__name__}")
        return draw(context, part)

    return tag


def part_kinds() -> dict[str, type[Part]]:
    """Every kind of part under the name of its tag: ``ui_table`` draws ``Table``."""
    kinds = [kind for kind in vars(parts).values() if isinstance(kind, type) and issubclass(kind, Part)]
    kinds.remove(Part)
    return {f"ui_{PurePosixPath(kind.template).stem}": kind for kind in kinds}


for _name, _kind in part_kinds().items():
    register.simple_tag(_tag_for(_kind), takes_context=True, name=_name)


@register.simple_block_tag(takes_context=True)
def card(context: Context, content: str, title: str = "", **more: Any) -> SafeString:
    """``{% card "Title" key="…" foldable=True %}…{% endcard %}``: a section with free content."""
    return draw(context, Section(title, **more), content)


@register.simple_block_tag(takes_context=True)
def dialog(context: Context, content: str, key: str, title: str) -> SafeString:
    """``{% dialog "key" "Title" %}…{% enddialog %}``: a dialog with free content."""
    return draw(context, Dialog(title, key=key), content)


@register.simple_block_tag(takes_context=True)
def notice(context: Context, content: str, tone: str = Tone.INFO, title: str = "") -> SafeString:
    """``{% notice "attention" title="…" %}…{% endnotice %}``: a message with free content."""
    return draw(context, Notice(title=title, tone=Tone(tone)), content)


@register.filter
def when(value: date | None) -> str:
    """A day or a moment in words; nothing for None."""
    return "" if value is None else wording.when_words(value)


@register.filter
def when_with_year(value: date | None) -> str:
    """A day or a moment in words with its year; nothing for None."""
    return "" if value is None else wording.when_words(value, with_year=True)


@register.filter
def money(fen: int) -> str:
    """An amount in fen."""
    return wording.money_words(fen)


@register.filter
def area(hundredths: int) -> str:
    """An area in 0.01 m²."""
    return wording.area_words(hundredths)


@register.filter
def whole(value: int) -> str:
    """A whole number with commas."""
    return wording.number_words(value)


@register.filter
def grouped(number: str) -> str:
    """A number in groups of four."""
    return wording.grouped(number)


@register.filter
def lines(table: Table) -> list[tuple[TableRow, SafeString]]:
    """Rows of a table, each with its cells drawn."""
    return list(zip(table.rows, row_htmls(table), strict=True))
