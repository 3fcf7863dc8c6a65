"""Age on a day (R0.4)."""

from datetime import date

from linli.kernel.clock.reasons import ClockCode
from linli.kernel.errors import Invalid


def age(born: date, day: date) -> int:
    """Completed years on ``day``; the birthday itself counts (R0.4). Raises ``Invalid`` before the birth."""
    if day < born:
        raise Invalid(ClockCode.BORN_LATER)
    years = day.year - born.year
    return years if day >= birthday(born, years) else years - 1


def birthday(born: date, years: int) -> date:
    """The day on which ``years`` are completed; for 29 February it is 1 March in common years (R0.4)."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)
