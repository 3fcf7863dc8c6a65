"""Sample words in both languages; they are no text of the product and so stay out of the catalogue."""

from datetime import datetime, timedelta, timezone

from django.utils.translation import get_language

MORNING = datetime(2026, 11, 22, 14, 5, tzinfo=timezone(timedelta(hours=8)))

LONG_ZH = "关于清和街道梧桐社区三号楼东侧人行道路灯连续多日不亮、夜间老人与孩子通行不便并存在跌倒危险的情况反映"
LONG_EN = (
    "Report that the street lamps along the eastern footpath of building three in Wutong community have been "
    "dark for several days, which makes it hard and risky for old people and children to pass at night"
)


def say(chinese: str, english: str) -> str:
    """The sample in the active language."""
    return chinese if (get_language() or "").startswith("zh") else english


def long_text() -> str:
    """A title longer than any design expects."""
    return say(LONG_ZH, LONG_EN)


def hours_later(hours: int) -> datetime:
    """A moment near the sample morning."""
    return MORNING + timedelta(hours=hours)
