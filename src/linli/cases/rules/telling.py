"""What a party is told when something happens to their case, and what the staff is."""

from collections.abc import Mapping

from linli.cases.rules.visibility import Visibility

_OF_ACTION = {
    **dict.fromkeys(("accept", "take_up", "deem_accepted"), "accepted"),
    **dict.fromkeys(("finish", "answer", "solve", "approve", "agree", "conclude"), "done"),
    **dict.fromkeys(
        ("verify", "confirm", "call_back", "feed_back", "deliver", "at_once", "seal", "give_review", "give_rereview"),
        "closed",
    ),
    **dict.fromkeys(("reject", "not_take", "not_ours", "deny", "tell_route", "refuse", "fail"), "refused"),
    "open": "received",
    "ask": "question",
    "tell_missing": "missing",
    "pause": "paused",
    "extend": "extended",
    "reopen": "reopened",
    "merge": "merged",
}
# Told to a party of a matter that no message names.
_QUIET = {"received": "quiet_received", "question": "question"}
_ALARMS = {1: "alarm_warned", 2: "alarm_overdue"}
# Acts that the unit that answers is told of: something outside is not as it should be.
OUTSIDE_ALARMS = ("outside_failed", "outside_late")
MOST_REASON = 60


def told_by(action: str, visibility: str, rated: bool) -> str:
    """The text that the parties get of an act; "" for acts that concern only those who work on the case."""
    kind = _OF_ACTION.get(action, "")
    if not kind:
        return ""
    if visibility in (Visibility.HANDLERS.value, Visibility.SEALED.value):
        return _QUIET.get(kind, "quiet")
    return "closed_rate" if kind == "closed" and rated else kind


def alarm_text(rung: int) -> str:
    """The notice of an alarm: a warning, overdue, or up the line."""
    return _ALARMS.get(rung, "alarm_ladder")


def shortened(text: str) -> str:
    """A reason as a short message can carry it."""
    plain = " ".join(text.split())
    return plain if len(plain) <= MOST_REASON else f"{plain[: MOST_REASON - 1]}…"


def papers_named(labels: Mapping[str, str], keys: object) -> str:
    """The missing papers by their names, in the order in which they were named."""
    wanted = [str(key) for key in keys] if isinstance(keys, list | tuple) else []
    return "、".join(labels.get(key, key) for key in wanted)
