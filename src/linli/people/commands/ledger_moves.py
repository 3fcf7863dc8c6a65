"""Where known persons live, as a run says otherwise: shown with the run's other changes, and given back with them."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from linli.kernel.crypto.boxes import seal_box
from linli.kernel.db.bulk import load_rows
from linli.kernel.db.updating import update_rows
from linli.kernel.ids import new
from linli.people.commands.ledger_rows import open_line, seal_line
from linli.people.commands.person_writing import RESIDENCE_COLUMNS
from linli.people.models import LedgerLine, LedgerRun, Person, Residence
from linli.people.queries.ledger_homes import (
    home_of,
    home_words,
    homes_of_moves,
    is_as_written,
    open_homes,
    told_by,
)
from linli.people.rules.ledgers.homes import MOVED, Place, step_to
from linli.people.rules.ledgers.taking import taken_of
from linli.people.rules.ledgers.weighing import HOME

SOURCE = "import"
_DAY = timedelta(days=1)
_COLUMNS = ("dwelling", "address", "source", "until", "version")


def show_moves(run: LedgerRun, lines: Sequence[LedgerLine], rows: Mapping[UUID, Person], day: date) -> None:
    """Write where the lines say that their persons live: from a day on, the old residence ending the day before it,
    or in place where the register named no place yet. What was there is kept sealed with the line.

    The persons are locked; who was moved by the run already, or by somebody to the same place, stays.
    """
    moving = [line for line in lines if HOME in line.changes and line.target in rows]
    if not moving:
        return
    homes = open_homes(run, {line.target for line in moving if line.target})
    words = home_words(run.county, homes.values())
    done = []
    for line in moving:
        home = homes.pop(line.target, None) if line.target else None
        if home is not None and (kept := _write(run, home, line, day)):
            kept["words"] = [words[home.person_id], kept["now"]["address"]]
            line.before = seal_line(line.id, "before", {**open_line(line, "before"), HOME: kept})
            rows[home.person_id].version += 1
            done.append((line, home, kept))
    update_rows([home for _, home, _ in done], _COLUMNS)
    load_rows(Residence, RESIDENCE_COLUMNS, [_made(run, home, kept) for _, home, kept in done if kept["made"]])
    update_rows([line for line, _, _ in done], ["before"])


def _write(run: LedgerRun, home: Residence, line: LedgerLine, day: date) -> dict[str, Any] | None:
    """Change the residence that was open; returns what was and what is now, or nothing when there is no need."""
    place = _place(line)
    step = step_to(home_of(home), place, day)
    if not step or home.run == run.id:
        return None
    start = place.starts(day)
    made, until = (str(new(run.county)), str(start - _DAY)) if step == MOVED else ("", "")
    now = {"dwelling": str(place.dwelling or ""), "address": place.address, "source": SOURCE}
    was = told_by(home)
    if made:
        home.until = start - _DAY
    else:
        _put(home, now)
    home.version += 1
    return {"home": str(home.id), "made": made, "since": str(start), "until": until, "was": was, "now": now}


def _place(line: LedgerLine) -> Place:
    data = open_line(line)
    taken = taken_of(data["taken"])
    return Place(UUID(data["dwelling"]) if data["dwelling"] else None, taken.address, taken.since)


def _put(home: Residence, told: Mapping[str, str]) -> None:
    home.dwelling = UUID(told["dwelling"]) if told["dwelling"] else None
    home.address, home.source = _sealed(home.id, told["address"]), told["source"]


def _sealed(home: UUID, address: str) -> bytes | None:
    return seal_box(address, table="people_residence", field="address", row=home) if address else None


def _made(run: LedgerRun, home: Residence, kept: Mapping[str, Any]) -> tuple[Any, ...]:
    made, told = UUID(kept["made"]), kept["now"]
    dwelling = UUID(told["dwelling"]) if told["dwelling"] else None
    return (
        made, run.county, run.area, 1, home.person_id, home.kind, dwelling, None, "", SOURCE,
        date.fromisoformat(kept["since"]), None, _sealed(made, told["address"]), run.id,
    )  # fmt: skip


def give_back_homes(run: LedgerRun, kept: Mapping[UUID, Mapping[str, Any]], rows: Mapping[UUID, Person]) -> set[UUID]:
    """Give back the residences that lines wrote over (``kept`` by line, the latest first); returns the lines that stay
    because somebody has changed where the person lives since.
    """
    moves = {line: told[HOME] for line, told in kept.items() if told.get(HOME)}
    homes = homes_of_moves(run, moves.values())
    stay, gone = set(), []
    for line, told in moves.items():
        old, made = homes.get(told["home"]), homes.get(told["made"])
        if old is None or old.person_id not in rows or not is_as_written(told, homes):
            stay.add(line)
            continue
        _return(old, told)
        rows[old.person_id].version += 1
        gone += [made.id] if made else []
    _let_stay(run, [told["made"] for line, told in moves.items() if line in stay and told["made"]])
    Residence.everything.filter(county=run.county, pk__in=gone).delete()
    update_rows(homes.values(), _COLUMNS)
    return stay


def _return(old: Residence, told: Mapping[str, Any]) -> None:
    if told["made"]:
        old.until = None
    else:
        _put(old, told["was"])
    old.version += 1


def _let_stay(run: LedgerRun, made: Sequence[str]) -> None:
    """A residence that somebody built on is the register's now, not the run's."""
    Residence.everything.filter(county=run.county, pk__in=made, run=run.id).update(run=None)
