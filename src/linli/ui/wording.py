"""How dates, spans, counts, money and areas are written (look.md, voice).

Pure but for the active language and time zone.
"""

from datetime import date, datetime
from enum import StrEnum
from functools import cache

from django.utils import dateformat, timezone
from django.utils.translation import get_language, gettext, ngettext, pgettext

COUNT_LIMIT = 1000
GROUP = 4


class Span(StrEnum):
    """A unit of time in which a due date is told."""

    WORKDAYS = "workdays"
    DAYS = "days"
    HOURS = "hours"
    MINUTES = "minutes"


def day_words(value: date, *, with_year: bool = False) -> str:
    """A day: 11月22日(周日), with the year if asked. Moments are shown in the active time zone."""
    pattern = (
        pgettext("day", "{weekday} {day} {month} {year}") if with_year else pgettext("day", "{weekday} {day} {month}")
    )
    return _filled(pattern, _local(value))


def moment_words(value: datetime, *, with_year: bool = False) -> str:
    """A moment: 11月22日(周日)14:05, with the year if asked."""
    local = _local(value)
    return pgettext("moment", "{day}, {time}").format(
        day=day_words(local, with_year=with_year), time=dateformat.format(local, "H:i")
    )


def when_words(value: date, *, with_year: bool = False) -> str:
    """A day or a moment, whichever it is."""
    if isinstance(value, datetime):
        return moment_words(value, with_year=with_year)
    return day_words(value, with_year=with_year)


def span_words(amount: int, span: Span) -> str:
    """A length of time: 2个工作日, 3小时."""
    if span is Span.WORKDAYS:
        pattern = ngettext("{amount} working day", "{amount} working days", amount)
    elif span is Span.DAYS:
        pattern = ngettext("{amount} day", "{amount} days", amount)
    elif span is Span.HOURS:
        pattern = ngettext("{amount} hour", "{amount} hours", amount)
    else:
        pattern = ngettext("{amount} minute", "{amount} minutes", amount)
    return pattern.format(amount=amount)


def number_words(value: int) -> str:
    """A number with commas between thousands."""
    return f"{value:,}"


def count_words(count: int, *, exact: bool = True) -> str:
    """How many there are; above the limit of exact counting "1,000+"."""
    if exact and count <= COUNT_LIMIT:
        return number_words(count)
    return f"{COUNT_LIMIT:,}+"


def money_words(fen: int) -> str:
    """An amount in fen as 1,200.00元."""
    return gettext("¥{amount}").format(amount=plain_money(fen))


def plain_money(fen: int) -> str:
    """An amount in fen as one types it into a field that says yuan: 1,200.00."""
    whole, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{whole:,}.{rest:02d}"


def area_words(hundredths: int) -> str:
    """An area in 0.01 m² as 480 平方米 or 480.5 平方米."""
    sign = "-" if hundredths < 0 else ""
    whole, rest = divmod(abs(hundredths), 100)
    decimals = f".{rest:02d}".rstrip("0") if rest else ""
    return gettext("{area} m²").format(area=f"{sign}{whole:,}{decimals}")


def grouped(number: str) -> str:
    """A number that people read out, in groups of four."""
    return " ".join(number[at : at + GROUP] for at in range(0, len(number), GROUP))


def _local(value: date) -> date:
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def _filled(pattern: str, day: date) -> str:
    return pattern.format(
        year=day.year,
        month=_months(get_language())[day.month - 1],
        day=day.day,
        weekday=_weekdays(get_language())[day.weekday()],
    )


# Looked up once for each language: a list of fifty lines writes a hundred dates.
@cache
def _weekdays(_language: str | None) -> tuple[str, ...]:
    return (
        pgettext("weekday", "Mon"),
        pgettext("weekday", "Tue"),
        pgettext("weekday", "Wed"),
        pgettext("weekday", "Thu"),
        pgettext("weekday", "Fri"),
        pgettext("weekday", "Sat"),
        pgettext("weekday", "Sun"),
    )


@cache
def _months(_language: str | None) -> tuple[str, ...]:
    """Months as they stand in a date; in Chinese their numbers."""
    return (
        pgettext("month", "Jan"),
        pgettext("month", "Feb"),
        pgettext("month", "Mar"),
        pgettext("month", "Apr"),
        pgettext("month", "May"),
        pgettext("month", "Jun"),
        pgettext("month", "Jul"),
        pgettext("month", "Aug"),
        pgettext("month", "Sep"),
        pgettext("month", "Oct"),
        pgettext("month", "Nov"),
        pgettext("month", "Dec"),
    )
