"""The demo's requests for data: one that was granted and given, one that was refused with its basis."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from linli.cases.commands import ask_for_data, decide_data_request, give_data
from linli.demo.cast import Cast, at_moment
from linli.demo.matters import stories
from linli.kernel.clock import local_day

COMMUNITY, TOWN, STREET = "329921001001", "329921001", "河滨街道办事处"
DUTY = "tasks.handle.county"


def load_sharing(cast: Cast, end: datetime) -> None:
    """Both requests, as far as their story goes."""
    for number, story in enumerate(stories()["data"]):
        _load(cast, story, f"demo/data/{number}", end - timedelta(days=story["days_ago"], hours=-9))


def _load(cast: Cast, story: Mapping[str, Any], key: str, at: datetime) -> None:
    asker = cast.seat(cast.unit(cast.county, story["from"]), "data_officer")
    street = cast.unit(TOWN, STREET)
    officer, day = cast.seat(street, "data_officer"), local_day(at)
    asked = ask_for_data(
        at_moment(asker, at, key), holder=street, fields=story["fields"], area=COMMUNITY,
        since=date(day.year - 1, 1, 1), until=day, duty=DUTY, purpose=story["purpose"], ground=story["ground"],
        keep_until=day + timedelta(days=365),
    )  # fmt: skip
    decided = at_moment(officer, at + timedelta(days=2), f"{key}/decide")
    version = decide_data_request(
        decided, request=asked.id, granted=() if "refusal" in story else story["fields"],
        conditions=story.get("conditions", ""), refusal=story.get("refusal", ""),
        expected_version=asked.version,
    ).version  # fmt: skip
    if "persons" in story:
        give_data(
            at_moment(officer, at + timedelta(days=5), f"{key}/give"), request=asked.id, fields=story["fields"],
            persons=story["persons"], way="file", expected_version=version,
        )  # fmt: skip
