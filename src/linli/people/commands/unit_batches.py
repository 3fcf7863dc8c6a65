"""Many units in one command, with posts and whoever holds them; and many accounts (E14, E16)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password

from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.codes import county_of
from linli.kernel.command import Receipt, SortedRows, batch_digest, check_size, command, read_rows, record
from linli.kernel.db.bulk import load_rows
from linli.kernel.errors import Conflict, Invalid, KernelCode, NotFound, Problem
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, Subject
from linli.people.commands.duty import checked_phone
from linli.people.commands.posts import check_words
from linli.people.commands.terms import check_presence, latest_end
from linli.people.commands.units import checked_code, checked_hours, checked_kind, checked_name
from linli.people.models import Account, Post, Tenure, Unit, UnitState
from linli.people.queries.conflicts import facts_of, held_by
from linli.people.queries.post_kinds import post_conflicts
from linli.people.rules.conflicts import PostFacts, clashes_among
from linli.people.rules.reasons import PeopleCode
from linli.people.rules.terms import PROCEDURES, Term, in_the_way
from linli.people.rules.unit_batches import NewAccount, NewPost, NewTerm, NewUnit
from linli.people.rules.unit_states import may_follow

COMMAND = "people.load_units_batch"
ACCOUNT_COLUMNS = (
    "id", "county", "login_name", "display_name", "password", "is_active", "is_program", "failures", "created_at",
)  # fmt: skip
UNIT_COLUMNS = ("id", "county", "area", "version", "name", "kind", "credit_code", "since", "hours", "hours_on")
STATE_COLUMNS = ("id", "county", "area", "version", "unit", "state", "since", "basis")
POST_COLUMNS = ("id", "county", "area", "version", "unit", "title", "kind", "seats", "roles", "since",
                "place", "duty_phone")  # fmt: skip
TENURE_COLUMNS = ("id", "county", "area", "version", "post", "account", "since", "until", "procedure", "proof")


@command("people.load_accounts_batch")
def load_accounts_batch(actor: Actor, *, accounts: Sequence[NewAccount], run: str) -> Receipt:
    """Create up to 2,000 accounts without passwords; ``values["ids"]`` maps each name to its account."""
    check_size(len(accounts))
    names = [item[0].strip().lower() for item in accounts]
    taken = set(Account.objects.filter(login_name__in=names).values_list("login_name", flat=True).order_by("id"))
    double = {name for name, count in Counter(names).items() if count > 1}
    rows = read_rows(accounts, lambda _, item: _account(actor, NewAccount(*item), taken | double))
    load_rows(
        Account, ACCOUNT_COLUMNS, ([getattr(row, name) for name in ACCOUNT_COLUMNS] for row in rows.passed.values())
    )
    ids = {row.login_name: row.id for row in rows.passed.values()}
    return _recorded(actor, "accounts", run, rows, list(ids.items()), ids)


def _account(actor: Actor, item: NewAccount, taken: set[str]) -> Account:
    name = item.login_name.strip().lower()
    if not name or len(name) > 60 or not item.display_name.strip():
        raise Invalid(KernelCode.INVALID, problems=(Problem("login_name", KernelCode.REQUIRED),))
    if name in taken:
        raise Conflict(PeopleCode.NAME_TAKEN, {"name": name})
    return Account(
        id=new(actor.county), county=actor.county, login_name=name, display_name=item.display_name.strip()[:60],
        password=make_password(None), created_at=actor.at,
    )  # fmt: skip


def _recorded(
    actor: Actor, what: str, run: str, rows: SortedRows[Any], lines: Sequence[object], ids: object
) -> Receipt:
    subject = Subject("people.batch", new(actor.county), actor.county, actor.county)
    facts = {"run": run, what: len(rows.passed), "refused": len(rows.refused), "digest": batch_digest(lines)}
    record(actor, subject, Act((what,), facts=facts, event=f"people.{what}_loaded"))
    return Receipt(subject.type, subject.id, "loaded", 1, values={"refused": rows.told(), "ids": ids})


@dataclass(frozen=True)
class _Read:
    unit: Unit
    state: str
    basis: str
    posts: tuple[Post, ...]
    tenures: tuple[Tenure, ...]


@command(COMMAND)
def load_units_batch(actor: Actor, *, units: Sequence[NewUnit], run: str) -> Receipt:
    """Set up to 2,000 units up with posts and terms; ``values["ids"]`` maps (area, name) to the unit.

    Refused are rows that a single command would refuse: unknown kinds, doubles, full seats, posts that must not go
    together (for the whole batch, whatever the dates).
    """
    check_size(len(units))
    accounts = _accounts(term[0] for unit in units for post in NewUnit(*unit).posts for term in NewPost(*post).terms)
    rows = read_rows(units, lambda _, row: _unit(actor, NewUnit(*row), accounts))
    _refuse_doubles(actor.county, rows)
    _refuse_clashes(actor, rows)
    chosen = [row for _, row in sorted(rows.passed.items())]
    _write(chosen)
    ids = {(row.unit.area, row.unit.name): row.unit.id for row in chosen}
    return _recorded(actor, "units", run, rows, list(units), ids)


def _accounts(names: Iterable[str]) -> dict[str, UUID]:
    rows = Account.objects.filter(login_name__in=set(names)).order_by("id")
    return dict(rows.values_list("login_name", "id"))


def _unit(actor: Actor, row: NewUnit, accounts: dict[str, UUID]) -> _Read:
    if not actor.may(COMMAND, row.area):
        raise NotFound(KernelCode.NOT_FOUND)
    kind, county = checked_kind(actor, row.area, row.kind), county_of(row.area)
    state = row.state or kind.begins
    if state != "idea" and not may_follow("idea", state):
        raise Invalid(PeopleCode.UNIT_STATE, {"before": "idea", "after": state})
    unit = Unit(
        id=new(county), county=county, area=row.area, name=checked_name(row.name), kind=row.kind,
        credit_code=checked_code(kind, county, row.credit_code, state), since=row.since,
        hours=checked_hours(row.hours), hours_on=local_day(actor.at) if row.hours else None,
    )  # fmt: skip
    given = [NewPost(*post) for post in row.posts]
    posts = tuple(_post(actor, unit, post) for post in given)
    _refuse_double_posts(actor, posts)
    tenures = tuple(
        tenure for post, item in zip(posts, given, strict=True) for tenure in _tenures(post, item, accounts)
    )
    return _Read(unit, state, row.basis, posts, tenures)


def _post(actor: Actor, unit: Unit, given: NewPost) -> Post:
    area = given.area or unit.area
    if not area.startswith(unit.area):
        raise Invalid(KernelCode.INVALID, problems=(Problem("posts.area", KernelCode.NOT_FOUND),))
    check_words(actor, area, given.roles, given.kind, given.seats)
    return Post(
        id=new(unit.county), county=unit.county, area=area, unit=unit, title=checked_name(given.title)[:80],
        kind=given.kind, seats=given.seats, roles=list(given.roles), since=given.since,
        place=area if area != unit.area else "", duty_phone=checked_phone(given.duty_phone),
    )  # fmt: skip


def _refuse_double_posts(actor: Actor, posts: Sequence[Post]) -> None:
    titles = Counter(post.title for post in posts)
    kinds = Counter(post.kind for post in posts if check_words(actor, post.area, (), post.kind, 1).one_a_unit)
    double = next((title for title, count in titles.items() if count > 1), None)
    if double is not None:
        raise Conflict(PeopleCode.NAME_TAKEN, {"name": double})
    if any(count > 1 for count in kinds.values()):
        raise Conflict(PeopleCode.ONE_A_UNIT, {"title": posts[0].title})


def _tenures(post: Post, given: NewPost, accounts: dict[str, UUID]) -> list[Tenure]:
    found: list[Tenure] = []
    terms: list[Term] = []
    for item in (NewTerm(*term) for term in given.terms):
        account = accounts.get(item.holder)
        if account is None:
            raise NotFound(KernelCode.NOT_FOUND, problems=(Problem("holder", KernelCode.NOT_FOUND),))
        if item.procedure not in PROCEDURES:
            raise Invalid(PeopleCode.PROCEDURE, {"procedure": item.procedure})
        until = latest_end(post, item.since, item.until, item.procedure)
        check_presence(post, item.since, until)
        term = Term(new(post.county), account, item.since, until)
        if in_the_way(terms, term, post.seats) is not None:
            raise Conflict(PeopleCode.SEAT_TAKEN, {"name": item.holder, "since": str(item.since)})
        terms.append(term)
        found.append(
            Tenure(
                id=term.id, county=post.county, area=post.area, post=post, account_id=account, since=item.since,
                until=until, procedure=item.procedure, proof=item.proof[:200],
            )
        )  # fmt: skip
    return found


def _refuse_doubles(county: str, rows: SortedRows[_Read]) -> None:
    areas = {row.unit.area for row in rows.passed.values()}
    there = Unit.objects.filter(county=county, area__in=areas).order_by("id").values_list("area", "name")
    names, codes = set(there), set()
    for place, row in sorted(rows.passed.items()):
        name, code = (row.unit.area, row.unit.name), row.unit.credit_code
        if name in names or (code and code in codes):
            rows.refuse(place, Problem("name", PeopleCode.NAME_TAKEN, {"name": row.unit.name}))
            continue
        names.add(name)
        codes.add(code)


def _refuse_clashes(actor: Actor, rows: SortedRows[_Read]) -> None:
    """Walk the rows in order: a unit whose holders would get posts that must not go together is left out."""
    holders = {tenure.account_id for row in rows.passed.values() for tenure in row.tenures}
    held = held_by(holders, actor.at)
    rules = [rule for rule in post_conflicts(actor.county, local_day(actor.at)) if rule.refuses]
    for place, row in sorted(rows.passed.items()):
        fresh: dict[UUID, list[PostFacts]] = {}
        for tenure in row.tenures:
            fresh.setdefault(tenure.account_id, []).append(facts_of(tenure.post, actor.at))
        clash = next(
            (c for key, posts in fresh.items() for c in clashes_among([*held.get(key, ()), *posts], rules)), None
        )
        if clash is not None:
            rows.refuse(place, Problem("posts", PeopleCode.POSTS_CONFLICT, {"conflict": clash.conflict.key}))
            continue
        for key, posts in fresh.items():
            held.setdefault(key, []).extend(posts)


def _write(rows: Sequence[_Read]) -> None:
    units = [row.unit for row in rows]
    load_rows(Unit, UNIT_COLUMNS, ([getattr(unit, name) for name in UNIT_COLUMNS] for unit in units))
    states = (
        (new(row.unit.county), row.unit.county, row.unit.area, 1, row.unit.id, row.state, row.unit.since, row.basis)
        for row in rows
    )
    load_rows(UnitState, STATE_COLUMNS, states)
    posts = [post for row in rows for post in row.posts]
    load_rows(Post, POST_COLUMNS, (_values(post, POST_COLUMNS, "unit") for post in posts))
    tenures = [tenure for row in rows for tenure in row.tenures]
    load_rows(Tenure, TENURE_COLUMNS, (_values(tenure, TENURE_COLUMNS, "post", "account") for tenure in tenures))


def _values(row: Post | Tenure, columns: Sequence[str], *links: str) -> list[object]:
    return [getattr(row, f"{name}_id" if name in links else name) for name in columns]
