"""Relations between units: circles, supervision, basis, who answers for a place (E15)."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from linli.kernel.journal.reading import history
from linli.people.commands import end_relation, relate_units
from linli.people.models import UnitRelation
from linli.people.queries.relations import answers_for, relations_of
from linli.people.rules.reasons import PeopleCode
from linli.people.rules.relations import Edge, circle_day
from tests.actors import actor_with
from tests.people.units.making import COMMUNITY, office, unit

pytestmark = pytest.mark.django_db
YEAR, DAY = date(2026, 1, 1), date(2026, 11, 20)


@pytest.fixture
def units() -> list[UUID]:
    return [unit(name) for name in "甲乙丙丁"]


def relate(upper: UUID, lower: UUID | None = None, kind: str = "leads", since: date = YEAR, **more: Any) -> UUID:
    return relate_units(office(), unit=upper, other=lower, kind=kind, since=since, **more).id


def test_no_circle(units: list[UUID]) -> None:
    a, b, c, d = units
    relate(a, b)
    relate(b, c)
    relate(c, d)
    with pytest.raises(Conflict) as caught:
        relate(d, a, since=date(2026, 5, 1))
    assert caught.value.code is PeopleCode.RELATION_CIRCLE and caught.value.data["day"] == "2026-05-01"
    relate(d, a, "guides")
    assert UnitRelation.objects.count() == 4


def test_a_circle_only_on_a_later_day_is_found(units: list[UUID]) -> None:
    a, b, *_ = units
    relate(a, b, since=date(2026, 6, 1))
    with pytest.raises(Conflict) as caught:
        relate(b, a)
    assert caught.value.data["day"] == "2026-06-01"
    relate(b, a, until=date(2026, 5, 31))


def test_who_supervises_is_not_led_by_the_object(units: list[UUID]) -> None:
    a, b, c, _ = units
    relate(a, b, "supervises")
    relate(c, a)
    for kind, code in (("leads", PeopleCode.SUPERVISED_BY_OBJECT), ("supervises", PeopleCode.RELATION_CIRCLE)):
        with pytest.raises(Conflict) as caught:
            relate(b, a, kind)
        assert caught.value.code is code
    with pytest.raises(Conflict):
        relate(a, c, "supervises")


def test_entrusting_needs_its_basis(units: list[UUID]) -> None:
    a, b, *_ = units
    for basis in ("", "  "):
        with pytest.raises(Invalid) as caught:
            relate(a, b, "entrusts", basis=basis)
        assert caught.value.code is PeopleCode.RELATION_BASIS
    relate(a, b, "entrusts", basis="准入清单第3项")


def test_what_is_refused(units: list[UUID]) -> None:
    a, b, *_ = units
    wrong: list[dict[str, Any]] = [
        {"kind": "owns", "lower": b}, {"kind": "leads"}, {"kind": "leads", "lower": b, "place": COMMUNITY},
        {"kind": "answers_for", "lower": b}, {"kind": "leads", "lower": b, "until": date(2025, 1, 1)},
    ]  # fmt: skip
    for asked in wrong:
        with pytest.raises(Invalid):
            relate(a, **asked)
    with pytest.raises(NotFound):
        relate(a, UUID(int=4))
    with pytest.raises(Conflict):
        relate(a, a)
    relate(a, b)
    with pytest.raises(Conflict) as twice:
        relate(a, b, since=DAY)
    assert twice.value.code is PeopleCode.RELATION_THERE


def test_rights_versions_and_journal(units: list[UUID]) -> None:
    a, b, *_ = units
    with pytest.raises(NotAllowed):
        relate_units(actor_with("people.create_unit"), unit=a, other=b, kind="leads", since=YEAR)
    with pytest.raises(NotFound):
        relate_units(office("329921002"), unit=a, other=b, kind="leads", since=YEAR)
    made = relate(a, b)
    with pytest.raises(NotFound):
        end_relation(office("329921002"), relation=made, until=DAY, expected_version=1)
    end_relation(office(), relation=made, until=DAY, expected_version=1)
    with pytest.raises(Conflict):
        end_relation(office(), relation=made, until=DAY, expected_version=1)
    with pytest.raises(Invalid):
        end_relation(office(), relation=made, until=date(2027, 1, 1), expected_version=2)
    entries = history("329921", "people.unitrelation", made)
    assert [entry.command for entry in entries] == ["people.relate_units", "people.end_relation"]
    assert [row.kind for row in relations_of(office(), b, DAY)] == ["leads"]
    assert relations_of(office(), b, date(2026, 11, 21)) == () == relations_of(office("329921002"), b, DAY)


def test_who_answers_for_a_place(units: list[UUID]) -> None:
    street = unit("街道办", "street_office", "329921001")
    committee = unit("居委会", "residents_committee")
    relate(street, kind="answers_for", place="329921001")
    relate(committee, kind="answers_for", place=COMMUNITY, since=date(2026, 6, 1))
    assert [row.name for row in answers_for(COMMUNITY, date(2026, 5, 31))] == ["街道办"]
    assert [row.name for row in answers_for(COMMUNITY + "001", DAY)] == ["居委会"]
    assert [row.name for row in answers_for("329921001002", DAY)] == ["街道办"]
    assert answers_for("329921002", DAY) == ()


PLACES = st.integers(0, 4).map(lambda number: UUID(int=number))
DAYS = st.integers(1, 28).map(lambda day: date(2026, 2, day))
EDGES = st.builds(Edge, PLACES, PLACES, DAYS, st.none() | DAYS).filter(
    lambda edge: edge.upper != edge.lower and (edge.until is None or edge.until >= edge.since)
)


def in_order(edges: list[Edge], day: date) -> bool:
    """Whether units can be put in an order, upper before lower: taking away those that nobody stands over."""
    left = [(edge.upper, edge.lower) for edge in edges if edge.holds_on(day)]
    while left:
        free = {upper for upper, _ in left} - {lower for _, lower in left}
        if not free:
            return False
        left = [pair for pair in left if pair[0] not in free]
    return True


@pytest.mark.pure
@settings(max_examples=200, deadline=None)
@given(st.lists(EDGES, max_size=9))
def test_an_edge_is_refused_exactly_if_some_day_has_a_circle(given_edges: list[Edge]) -> None:
    standing: list[Edge] = []
    for edge in given_edges:
        bad = [d for d in (date(2026, 2, n) for n in range(1, 29)) if not in_order([*standing, edge], d)]
        assert circle_day(standing, edge) == (bad[0] if bad else None)
        if not bad:
            standing.append(edge)
