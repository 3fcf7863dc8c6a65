"""A day of the demo: every few seconds a resident or a clerk does something believable, through the commands."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta

from linli.demo.cases import cast_of
from linli.demo.cast import Cast
from linli.demo.matters import Matter, matters
from linli.demo.places import communities
from linli.demo.walks import FLOWS, Enough, Walk
from linli.kernel.clock import local_day
from linli.kernel.clock_port import now
from linli.kernel.errors import Refusal
from linli.kernel.ids import new
from linli.kernel.jobs.demo_clock import follow_demo_clock

Say = Callable[[str], None]
MOST_AT_ONCE, SEASON = 9, timedelta(days=30)


@dataclass
class Living(Walk):
    """A case of today, walked ``budget`` pauses far.

    It is walked anew from its beginning each time, one pause further, under the same keys: what was done already is
    answered from memory, so only the last part happens, at the moment at which it is played.
    """

    budget: int = 0

    def later(self, least: float, most: float) -> None:
        """Nobody waits in play: the case goes on at its next turn."""
        if self.budget <= 0:
            raise Enough
        self.budget, self.at = self.budget - 1, now()


@dataclass
class Story:
    """A case under way and how far it has come."""

    matter: Matter
    turns: int = 0
    over: bool = False


@dataclass
class Day:
    """What goes on at this moment: cases under way, and those that may come in this season."""

    county: str
    dice: random.Random = field(default_factory=random.Random)
    going: list[Story] = field(default_factory=list)
    cast: Cast = field(init=False)
    season: list[Matter] = field(init=False)

    def __post_init__(self) -> None:
        self.cast = cast_of(self.county, now())
        today = local_day(now())
        year = matters(400, communities(), today)
        self.season = [item for item in year if today - local_day(item.at) < SEASON]

    def next_story(self) -> Story:
        """A case that waits for its next turn, or a new one."""
        waiting = [story for story in self.going if not story.over]
        if not waiting or (len(waiting) < MOST_AT_ONCE and self.dice.random() < 0.45):
            # A number of its own: keys and dice of this case are like those of no other.
            fresh = replace(self.dice.choice(self.season), number=new(self.county).int, at=now())
            self.going = [*waiting, Story(fresh)]
            return self.going[-1]
        return self.dice.choice(waiting)

    def step(self) -> str:
        """Let one case take its next turn; what happened, in words for the terminal."""
        story = self.next_story()
        walk = Living(story.matter, self.cast, now() + timedelta(days=1), budget=story.turns)
        try:
            walk.open()
            FLOWS[story.matter.kind["type"]](walk)
            story.over = True
        except Enough:
            pass
        except Refusal as refusal:
            # Somebody at the desk was quicker: the case is theirs now.
            story.over = True
            return f"{_words(story.matter)}: {refusal.code.code}"
        story.turns += 1
        return f"{_words(story.matter)}: {walk.state}"


def _words(matter: Matter) -> str:
    return f"{matter.here.short} · {matter.text}"


def play(day: Day, steps: int | None, seconds: float, say: Say) -> int:
    """Play until ``steps`` are done, or for ever; returns how many were."""
    done = 0
    while steps is None or done < steps:
        follow_demo_clock()
        say(f"{now():%H:%M} {day.step()}")
        done += 1
        if steps is None or done < steps:
            time.sleep(seconds)
    return done
