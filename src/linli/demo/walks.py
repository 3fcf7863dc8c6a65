"""How the demo's cases go: each flow as a walk through the real commands, ended by the demo's own day."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from linli.cases.commands import (
    accept_share,
    answer_question,
    ask_party,
    assign_case,
    attach_files,
    extend_clock,
    finish_share,
    open_case,
    rate_case,
    record_visit,
    refuse_share,
    take_step,
    tell_missing,
)
from linli.cases.queries.parties import first_party, last_question
from linli.demo.cast import Cast, at_moment
from linli.demo.matters import Matter, moment_on, stories
from linli.demo.photos import paper, photo
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.clock_port import LOCAL
from linli.kernel.command import Receipt
from linli.kernel.errors import Conflict

QUIET = ("help", "mediation")
WITHOUT_VERSION = (attach_files, record_visit)


class Enough(Exception):
    """The demo's own day has come: the case stays as it is."""


@dataclass
class Walk:
    """One case on its way; time only goes forward, and every act bears a key, so that a second load changes nothing."""

    matter: Matter
    cast: Cast
    end: datetime
    dice: random.Random = field(init=False)
    at: datetime = field(init=False)
    case: UUID = field(init=False)
    version: int = 0
    acts: int = 0
    repeated: bool = False
    state: str = ""

    def __post_init__(self) -> None:
        self.dice, self.at = random.Random(f"walk/{self.matter.number}"), self.matter.at

    def later(self, least: float, most: float) -> None:
        """Some hours later; whole days come in working hours. Enough past the demo's day."""
        hours = self.dice.uniform(least, most)
        after = self.at + timedelta(hours=hours)
        local = after.astimezone(LOCAL)
        if not 8 <= local.hour < 18:
            after = moment_on(self.dice, local.date() + timedelta(days=local.hour >= 18), 9, 12)
        self.at = max(after, self.at + timedelta(minutes=3))
        if self.at >= self.end:
            raise Enough

    def who(self, actor: Actor) -> Actor:
        """The actor at this moment, under the next key."""
        self.acts += 1
        return at_moment(actor, self.at, f"demo/case/{self.matter.run}/{self.matter.number}/{self.acts}")

    def do(self, command: Callable[..., Receipt], actor: Actor, **given: Any) -> None:
        """One command on the case."""
        edit = {} if command in WITHOUT_VERSION else {"expected_version": self.version}
        receipt = command(self.who(actor), case=self.case, **edit, **given)
        self.keep(receipt)

    def keep(self, receipt: Receipt) -> None:
        """How the case stands after a command."""
        self.version, self.repeated, self.state = receipt.version, receipt.repeated, receipt.status

    def step(self, actor: Actor, action: str, note: str = "", **more: Any) -> None:
        """A step of the flow."""
        self.do(take_step, actor, action=action, note=note, **more)

    def answer(self, text: str) -> None:
        """The resident answers the question that was asked last."""
        question = last_question(self.cast.county, self.case)
        receipt = answer_question(self.who(self.resident), question=question, text=text)
        self.keep(receipt)

    def open(self) -> None:
        """Take the case in, at the portal, a window or by a grid worker."""
        item, kind = self.matter, self.matter.kind
        role = (
            "applicant"
            if kind["type"] in ("residence_permit", "road_occupation", "petition", "mediation")
            else "reporter"
        )
        files = (photo(kind["photo"], "before", item.number),) if kind.get("photo") else ()
        given: dict[str, Any] = {
            "type": kind["type"], "sort": kind["sort"], "area": item.here.code, "text": item.text,
            "values": self._values(), "parties": ({"role": role, "name": item.name, "phone": item.phone},),
            "lon": item.lon, "lat": item.lat, "files": files, "place_name": f"{item.here.short}一带",
        }  # fmt: skip
        receipt = open_case(self.who(self.opener()), **given)
        self.case = receipt.id
        self.keep(receipt)

    def opener(self) -> Actor:
        """Who takes it in."""
        lead, type_ = self.cast.lead(self.matter.kind, self.matter.here), self.matter.kind["type"]
        if type_ == "petition":
            return self.cast.seat(lead, "case_intake")
        if type_ in QUIET:
            return self.keeper
        if self.matter.channel == "portal":
            return self.cast.visitor(self.at)
        return self.cast.seat(self.cast.station(self.matter.here), "case_intake")

    def _values(self) -> dict[str, Any]:
        values = dict(self.matter.values)
        day = local_day(self.matter.at)
        if self.matter.kind["type"] == "residence_permit":
            values["since"] = (day - timedelta(days=240)).isoformat()
        if self.matter.kind["type"] == "road_occupation":
            values["first"], values["last"] = ((day + timedelta(days=ahead)).isoformat() for ahead in (20, 22))
        return values

    @property
    def boss(self) -> Actor:
        """The dispatcher of the place; a matter for handlers only stays with the committee that took it in."""
        return self.keeper if self.matter.kind["type"] in QUIET else self.cast.dispatcher(self.matter.here)

    @property
    def keeper(self) -> Actor:
        """Who takes in confidential matters at the committee."""
        here = self.matter.here
        return self.cast.seat(self.cast.unit(here.code, f"{here.short}社区居民委员会"), "case_intake")

    @property
    def lead(self) -> UUID:
        """The unit that handles it."""
        return self.cast.lead(self.matter.kind, self.matter.here)

    @property
    def worker(self) -> Actor:
        """Who works on it there."""
        return self.cast.seat(self.lead, "case_worker")

    @property
    def resident(self) -> Actor:
        """Who reported it, with number and key."""
        return self.cast.party(self.case, first_party(self.cast.county, self.case), self.at)

    def give(self) -> None:
        """Dispatch and have it signed; now and then it comes back once."""
        self.later(0.3, 6)
        self.do(assign_case, self.boss, unit=self.lead)
        self.later(0.5, 7)
        if self.dice.random() < 0.05:
            self.do(refuse_share, self.worker, reason=self.dice.choice(stories()["returned"]))
            self.later(0.5, 5)
            self.do(assign_case, self.boss, unit=self.lead, note="经核实属你单位职责")
            self.later(0.5, 5)
        self.do(accept_share, self.worker)

    def help(self) -> None:
        """Another unit helps and says when it has done its part."""
        helper = self.cast.office(self.matter.here)
        if helper == self.lead:
            return
        self.do(assign_case, self.boss, unit=helper, role="helping", note="请配合现场协调")
        self.later(0.5, 4)
        worker = self.cast.seat(helper, "case_worker")
        self.do(accept_share, worker)
        self.later(1, 12)
        self.do(finish_share, worker, note="已到现场配合")

    def rate(self, *, reopen: bool) -> bool:
        """The resident rates; True when a bad rating opened it again."""
        chance = self.dice.random()
        if chance < 0.35:
            return False
        bad = chance > 0.88
        self.later(2, 60)
        words = self.dice.choice(stories()["bad" if bad else "good"])
        stars, reasons = (
            (self.dice.choice((1, 2)), ("not_solved",)) if bad else (self.dice.choice((4, 5, 5)), ("quick",))
        )
        self.do(rate_case, self.resident, stars=stars, reasons=reasons, text=words)
        return bad and reopen


def refused_attempt(walk: Walk) -> None:
    """Somebody tries to give a community what it may not be given; it is refused and counted."""
    here = walk.matter.here
    if walk.repeated or not here.urban:
        return
    unit = walk.cast.unit(here.code, f"{here.short}社区居民委员会")
    actor = at_moment(walk.boss, walk.at, "")
    try:
        assign_case(actor, case=walk.case, unit=unit, expected_version=walk.version)
    except Conflict:
        return


def report(walk: Walk) -> None:
    """Report: accepted, dispatched, done with photos, verified by another, rated; perhaps open again."""
    walk.later(0.2, 9)
    if walk.dice.random() < 0.04:
        walk.step(walk.boss, "reject", "重复反映，已有同一事项在办")
        return
    walk.step(walk.boss, "accept")
    if walk.dice.random() < 0.06:
        refused_attempt(walk)
    walk.give()
    if walk.dice.random() < 0.08:
        walk.help()
    _work(walk)
    if walk.rate(reopen=True):
        _work(walk)


def _work(walk: Walk) -> None:
    slow = walk.dice.random()
    walk.later(*((90, 260) if slow < 0.12 else (3, 40)))
    scene = walk.matter.kind.get("photo") or "road"
    walk.do(attach_files, walk.worker, files=(photo(scene, "after", walk.matter.number),))
    walk.step(walk.worker, "finish", walk.matter.done)
    walk.later(2, 40)
    if walk.dice.random() < 0.06:
        walk.step(walk.cast.verifier(walk.matter.here), "redo", "现场仍有遗留，请返工")
        walk.later(5, 30)
        walk.step(walk.worker, "finish", walk.matter.done)
        walk.later(2, 20)
    walk.step(walk.cast.verifier(walk.matter.here), "verify")


def order(walk: Walk) -> None:
    """Complaints and calls for help: answered, called back, rated."""
    walk.later(0.2, 4)
    walk.step(walk.boss, "accept")
    if walk.dice.random() < 0.12:
        walk.later(0.2, 1)
        walk.do(ask_party, walk.boss, text="请问什么时间方便联系您？")
        walk.later(1, 30)
        walk.answer("下午两点以后都可以")
    walk.give()
    walk.later(4, 70)
    walk.step(walk.worker, "answer", walk.matter.done)
    walk.later(3, 40)
    quiet = walk.matter.kind["type"] in QUIET
    walk.step(walk.keeper if quiet else walk.cast.verifier(walk.matter.here), "call_back", "已电话回访")
    if walk.rate(reopen=True):
        walk.later(4, 40)
        walk.step(walk.worker, "answer", f"再次办理：{walk.matter.done}")


def service(walk: Walk) -> None:
    """Applications: often a paper is missing, told once; opinion, decision, delivery."""
    taker = walk.cast.seat(walk.cast.station(walk.matter.here), "case_intake")
    walk.later(1, 10)
    if walk.dice.random() < 0.45:
        walk.do(tell_missing, walk.boss, materials=walk.matter.kind["missing"], note="请补齐后再来，不用重新排队")
        walk.later(20, 90)
        if walk.dice.random() < 0.4 and walk.matter.channel != "portal":
            walk.do(record_visit, taker, note="送来一份材料")
        walk.step(walk.resident, "supply", "已补齐")
        walk.later(2, 12)
    walk.step(walk.boss, "accept")
    walk.give()
    if walk.dice.random() < 0.1 and walk.matter.kind["type"] == "road_occupation":
        head = walk.cast.seat(walk.lead, "case_head")
        walk.do(extend_clock, head, clock="decide", by="5wd", reason="需现场踏勘")
    walk.later(20, 90)
    walk.step(walk.worker, "review", walk.matter.done)
    walk.later(3, 30)
    walk.step(walk.cast.seat(walk.lead, "case_head"), "approve")
    walk.later(5, 60)
    walk.step(walk.worker, "deliver")
    walk.rate(reopen=False)


def opinion(walk: Walk) -> None:
    """Suggestions in their four stages."""
    walk.later(2, 20)
    walk.step(walk.boss, "take_up")
    walk.give()
    walk.later(30, 160)
    walk.step(walk.worker, "answer", walk.matter.done)
    walk.later(5, 40)
    walk.step(walk.cast.verifier(walk.matter.here), "feed_back", f"公开答复：{walk.matter.done}")


def petition(walk: Walk) -> None:
    """A petition: accepted in writing, handled, answered in writing."""
    walk.later(5, 40)
    clerk = walk.cast.seat(walk.lead, "case_intake")
    walk.step(clerk, "accept", "已登记并书面告知受理")
    walk.later(1, 20)
    walk.do(assign_case, clerk, unit=walk.lead)
    walk.later(1, 20)
    walk.do(accept_share, clerk)
    walk.later(120, 700)
    walk.do(attach_files, clerk, files=({**paper("答复"), "kind": "answer", "material": ""},))
    walk.step(clerk, "answer", walk.matter.done)


def mediation(walk: Walk) -> None:
    """A mediation: both agree to it, signed by all, sealed."""
    walk.later(4, 30)
    walk.do(assign_case, walk.boss, unit=walk.lead)
    walk.later(2, 20)
    walk.do(accept_share, walk.worker)
    walk.later(10, 50)
    walk.step(walk.worker, "begin", "双方都愿意调解")
    walk.later(40, 250)
    walk.do(attach_files, walk.worker, files=({**paper("协议"), "kind": "agreement", "material": ""},))
    walk.step(walk.worker, "agree", walk.matter.done)
    walk.later(1, 20)
    walk.step(walk.worker, "seal", "已盖章")


FLOWS: dict[str, Callable[[Walk], None]] = {
    "report_part": report, "report_event": report, "hazard": report, "complaint": order, "help": order,
    "suggestion": opinion, "residence_permit": service, "road_occupation": service, "petition": petition,
    "mediation": mediation,
}  # fmt: skip


def walk_through(matter: Matter, cast: Cast, end: datetime) -> Walk:
    """Take a case in and let it go as far as the demo's day lets it."""
    walk = Walk(matter, cast, end)
    walk.open()
    try:
        FLOWS[matter.kind["type"]](walk)
    except Enough:
        return walk
    return walk
