"""Words for programmes, their tasks and figures; the portal's are its own."""

from uuid import UUID

from django.utils.translation import gettext

from linli.documents.rules.library.findings import OPERATOR_WORDS
from linli.faces.desk.policies.words import UNITS_OF_TIME
from linli.programmes.queries.programmes import LineRow, TaskRow
from linli.programmes.rules.figures import figures_of
from linli.ui.parts import StateBadge, StateTone
from linli.ui.web.wording import label_of
from linli.ui.wording import day_words

LIST = "/desk/programmes/"


def address_of(programme: UUID, more: str = "") -> str:
    """A page of a programme."""
    return f"{LIST}{programme}/{more}"


def state_of(row: TaskRow) -> StateBadge:
    """A task's state; one past its day says so."""
    if row.overdue:
        return StateBadge(gettext("Overdue"), StateTone.DANGER)
    words = label_of(row.state_label)
    if row.ended:
        return StateBadge(words, StateTone.DONE if row.state == "closed" else StateTone.STOPPED)
    return StateBadge(words, StateTone.ATTENTION if row.state in ("set", "done") else StateTone.ACTIVE)


def until_words(row: TaskRow | LineRow) -> str:
    """The day, a rhythm, or that none is named."""
    if row.until:
        return day_words(row.until, with_year=True)
    if row.rhythm:
        return gettext(UNITS_OF_TIME[row.rhythm[-1]]).format(count=row.rhythm[3:-1])
    return gettext("no day named")


def value_words(line: LineRow, pair: tuple[int, int | None]) -> str:
    """A figure in the line's unit: at least 98 %."""
    return f"{gettext(OPERATOR_WORDS[line.operator])} {figures_of(pair)} {line.unit}".strip()
