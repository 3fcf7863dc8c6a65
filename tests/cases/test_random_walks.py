"""Random acts over every flow: refused or done, never half; the fold equals the row, the journal is true."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from linli.cases.commands import (
    accept_share,
    ask_party,
    assign_case,
    drop_share,
    extend_clock,
    finish_share,
    note_case,
    open_case,
    pause_clock,
    rate_case,
    record_visit,
    refuse_share,
    reroute_case,
    resume_clock,
    take_step,
    tell_missing,
)
from linli.cases.models import Case, CaseClock
from linli.cases.queries.matter import loaded
from linli.cases.queries.types import kept_flow
from linli.kernel.actor import Actor
from linli.kernel.errors import Refusal
from linli.kernel.files.store import take_in
from linli.kernel.flow import check_flow
from linli.kernel.jobs.worker import work_until_idle
from linli.kernel.journal.verifying import verify
from tests.cases.town import COMMUNITY, COUNTY, REPORTER, Town, make_town, version
from tests.cases.walking import assert_folds, attach, on, party_of, sweep
from tests.kernel.files.made import picture

pytestmark = pytest.mark.django_db
ROLES = ("case_intake", "case_worker", "dispatcher", "verifier", "case_head", "confidential_worker")
TYPES: dict[str, dict[str, Any]] = {
    "report_part": {"sort": "road"},
    "report_event": {"sort": "noise"},
    "complaint": {"sort": "service"},
    "help": {"sort": "meals"},
    "hazard": {"sort": "lift", "values": {"grade": "ordinary"}},
    "suggestion": {},
    "petition": {"sort": "claim"},
    "mediation": {"sort": "neighbours"},
    "information_request": {"values": {"document": "预算", "form": "paper"}},
    "residence_permit": {"values": {"since": "2026-01-01", "home": "own", "ground": "home"}},
    "road_occupation": {
        "values": {"purpose": "event", "first": "2026-05-01", "last": "2026-05-02", "square_metres": 4}
    },
    "task": {},
    "consultation": {},
    "duty": {},
}
UNITS = ("station", "committee", "mediation", "street", "urban", "housing", "petitions")


class Walk:
    """A case and the dice that decide what is tried next."""

    def __init__(self, town: Town, case: UUID, seed: int) -> None:
        self.town, self.case, self.dice = town, case, random.Random(seed)
        self.at = on(2026, 3, 2)
        self.done: list[str] = []

    def somebody(self) -> Actor:
        unit, mark = self.dice.choice(UNITS), self.dice.choice(("", "b"))
        return self.town.who(unit, *ROLES, at=self.at, mark=mark)

    def resident(self) -> Actor:
        return replace(party_of(self.case, self.somebody()), at=self.at)

    def move(self) -> None:
        """Try something; a refusal is fine, anything else is a bug."""
        self.at += timedelta(hours=self.dice.choice((1, 5, 30, 200)))
        name, act = self.dice.choice(sorted(ACTS.items()))
        try:
            act(self)
            self.done.append(name)
        except Refusal:
            pass
        assert_folds(self.case)

    def step(self) -> None:
        row = Case.objects.get(pk=self.case)
        flow = kept_flow(row.flow_entry, COUNTY)
        actions = [action.key for action in flow.actions_from(row.state)] or ["accept"]
        actor = self.resident() if self.dice.random() < 0.3 else self.somebody()
        given = self.dice.choice(((), ("materials",)))
        take_step(
            actor, case=self.case, action=self.dice.choice(actions), note="说明", given=given,
            expected_version=version(self.case),
        )  # fmt: skip

    def assign(self) -> None:
        unit, role = self.town.units[self.dice.choice(UNITS)], self.dice.choice(("lead", "lead", "helping"))
        assign_case(self.somebody(), case=self.case, unit=unit, role=role, expected_version=version(self.case))

    def share(self) -> None:
        now = version(self.case)
        match self.dice.choice(("accept", "accept", "refuse", "finish", "drop")):
            case "accept":
                accept_share(self.somebody(), case=self.case, expected_version=now)
            case "refuse":
                refuse_share(self.somebody(), case=self.case, reason="不归我们", expected_version=now)
            case "finish":
                finish_share(self.somebody(), case=self.case, note="做完了", expected_version=now)
            case _:
                unit = self.town.units[self.dice.choice(UNITS)]
                drop_share(self.somebody(), case=self.case, unit=unit, reason="收回", expected_version=now)

    def clocks(self) -> None:
        keys = list(CaseClock.objects.filter(case=self.case).order_by("id").values_list("key", flat=True))
        clock, now, actor = self.dice.choice(keys or ["handle"]), version(self.case), self.somebody()
        match self.dice.choice(("pause", "resume", "extend")):
            case "pause":
                pause_clock(actor, case=self.case, clock=clock, reason="weather", note="下雨", expected_version=now)
            case "resume":
                resume_clock(actor, case=self.case, clock=clock, expected_version=now)
            case _:
                extend_clock(actor, case=self.case, clock=clock, by="3wd", reason="复杂", expected_version=now)

    def words(self) -> None:
        match self.dice.choice(("note", "visit", "rate", "missing", "ask", "file")):
            case "note":
                note_case(self.somebody(), case=self.case, text="看过了")
            case "visit":
                record_visit(self.somebody(), case=self.case)
            case "rate":
                stars = self.dice.randint(1, 5)
                rate_case(self.resident(), case=self.case, stars=stars, expected_version=version(self.case))
            case "missing":
                tell_missing(
                    self.somebody(), case=self.case, materials=("plan",), why_again=self.dice.choice(("", "新情况")),
                    expected_version=version(self.case),
                )  # fmt: skip
            case "ask":
                ask_party(self.somebody(), case=self.case, text="在几楼?", expected_version=version(self.case))
            case _:
                attach(self.case, self.dice.choice(("before", "after", "agreement", "answer")))

    def machine(self) -> None:
        sweep(self.at, self.case)

    def route(self) -> None:
        kind = self.dice.choice(sorted(TYPES))
        reroute_case(
            self.somebody(), case=self.case, type=kind, sort=TYPES[kind].get("sort", ""), area=COMMUNITY,
            reason="走错了门", expected_version=version(self.case),
        )  # fmt: skip


ACTS: dict[str, Callable[[Walk], None]] = {
    "step": Walk.step, "step2": Walk.step, "step3": Walk.step, "assign": Walk.assign, "share": Walk.share,
    "share2": Walk.share, "clocks": Walk.clocks, "words": Walk.words, "machine": Walk.machine, "route": Walk.route,
}  # fmt: skip


@pytest.mark.parametrize("type", sorted(TYPES))
def test_random_acts(type: str) -> None:
    town = make_town()
    opener = town.who("street" if type in ("task", "consultation", "duty") else "station", *ROLES, at=on(2026, 3, 2))
    moved = 0
    for seed in range(2):
        files = [{**take_in(picture()).as_data(), "kind": "before"}] if type == "hazard" else []
        case = open_case(
            opener,
            files=files,
            type=type,
            area=COMMUNITY,
            text="事由",
            parties=({**REPORTER, "role": "reporter"},),
            **TYPES[type],
        ).id
        walk = Walk(town, case, seed * 1000 + len(type))
        for _ in range(30):
            walk.move()
        moved += len(walk.done)
        assert check_flow(loaded(opener, Case.objects.get(pk=case)).flow) == []
    assert moved > 10
    work_until_idle(COUNTY)
    assert list(verify(COUNTY)) == []
