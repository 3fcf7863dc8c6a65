"""What is wrong with grids, in words: overlaps, gaps, excesses, and their size in households."""

from django.utils.translation import gettext

from linli.kernel.codes import GridSize, SizeVerdict
from linli.kernel.errors import n_
from linli.places.queries.grid_faults import GridFaults
from linli.places.queries.subdivisions import PartRow
from linli.ui.parts import Notice, StateBadge, StateTone, Tone
from linli.ui.wording import number_words

NOT_KNOWN = n_("Not known")
VERDICTS = {
    SizeVerdict.OK: n_("Good size"),
    SizeVerdict.TOO_LARGE: n_("Too large"),
    SizeVerdict.TOO_SMALL: n_("Too small"),
    SizeVerdict.NOT_APPLICABLE: n_("No size is set"),
}


def verdict_badge(verdict: SizeVerdict) -> StateBadge:
    """A size verdict as a badge."""
    warns = verdict in (SizeVerdict.TOO_LARGE, SizeVerdict.TOO_SMALL)
    tone = StateTone.ATTENTION if warns else StateTone.DONE if verdict is SizeVerdict.OK else StateTone.NEUTRAL
    return StateBadge(gettext(VERDICTS.get(verdict, NOT_KNOWN)), tone)


def _side_name(part: PartRow | None) -> str:
    return part.name if part else gettext("the boundary")


def fault_lines(faults: GridFaults) -> list[str]:
    """Each fault as a sentence with both grids and the square metres."""
    lines = [
        gettext("{first} and {second} overlap by {area} m².").format(
            first=item.first.name, second=item.second.name, area=number_words(item.square_metres)
        )
        for item in faults.overlaps
    ]
    lines += [
        gettext("Between {first} and {second} {area} m² belong to no grid.").format(
            first=_side_name(item.first), second=_side_name(item.second), area=number_words(item.square_metres)
        )
        for item in faults.gaps
    ]
    return lines + [
        gettext("{grid} reaches {area} m² beyond the community.").format(
            grid=item.grid.name, area=number_words(item.square_metres)
        )
        for item in faults.excesses
    ]


def fault_notices(faults: GridFaults) -> tuple[Notice, ...]:
    """One notice with every fault; none where the grids fit."""
    lines = fault_lines(faults)
    if not lines:
        return ()
    hint = gettext("Nothing is mended by itself: draw the grid anew.")
    return (Notice("\n".join([*lines, hint]), gettext("The grids do not fit together"), Tone.ATTENTION),)


def size_words(size: GridSize) -> str:
    """Households a grid, and how many grids are suggested where that is too many or too few (R1.4)."""
    told = gettext("{households} households in {grids} grids: {average} a grid on average.").format(
        households=number_words(size.households), grids=size.grids, average=size.average
    )
    if size.verdict not in (SizeVerdict.TOO_LARGE, SizeVerdict.TOO_SMALL):
        return told
    return told + " " + gettext("Suggested: {count} grids.").format(count=size.suggested)


def size_notices(size: GridSize | None) -> tuple[Notice, ...]:
    """The size check where it warns."""
    if size is None or not size.grids or size.verdict not in (SizeVerdict.TOO_LARGE, SizeVerdict.TOO_SMALL):
        return ()
    return (Notice(size_words(size), gettext(VERDICTS[size.verdict]), Tone.ATTENTION),)
