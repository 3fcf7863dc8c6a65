"""Days as patterns: ISO texts have a fixed length, so a range of days is a range of texts."""

from datetime import date
from typing import Final

# Every day that there is from 1800 to 2199: 31, 30 and 28 days, and 29 February of leap years.
REAL_DAY: Final = (
    r"^(?:(?:18|19|20|21)[0-9]{2}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    r"|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))"
    r"|(?:(?:18|19|20|21)(?:0[48]|[2468][048]|[13579][26])|2000)-02-29)$"
)


def not_before(day: date) -> str:
    """A pattern for ISO days from ``day`` on."""
    return _pattern(day.isoformat(), "9", ("[{0}-9]", 1))


def not_after(day: date) -> str:
    """A pattern for ISO days up to ``day``."""
    return _pattern(day.isoformat(), "0", ("[0-{0}]", -1))


def _pattern(text: str, extreme: str, beyond: tuple[str, int]) -> str:
    # Either the text itself, or the same up to some digit, there one beyond, and anything behind.
    written, step = beyond
    ways = [text]
    for place, digit in enumerate(text):
        if digit not in ("-", extreme):
            rest = "".join("-" if later == "-" else "[0-9]" for later in text[place + 1 :])
            ways.append(text[:place] + written.format(int(digit) + step) + rest)
    return f"^(?:{'|'.join(ways)})$"
