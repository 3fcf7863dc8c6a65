"""Questions whose SQL is kept give what the query set gives, on each engine, for every kind of value."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db.models import QuerySet

from linli.kernel.clock import local_day
from linli.kernel.clock_port import now
from linli.kernel.db.kept import Kept, NotKept
from linli.people.models import AccessToken, Tenure
from linli.people.queries.actors import _HELD, _TOKEN, _held_rows, _token_rows
from linli.people.rules.secrets import digest_of
from tests.cases.town import COUNTY, make_town
from tests.faces.test_api_notes import Program
from tests.people.people import make_colleague


@pytest.mark.django_db
def test_a_kept_question_answers_as_its_query_set_whatever_was_asked_before() -> None:
    town = make_town()
    people = [make_colleague(name, town.units["street"], "clerk") for name in ("one", "other")]
    secret = Program(people[0], ("cases.send_note",)).headers["Authorization"].split("_", 2)[2]
    day, at = local_day(now()), now()
    for colleague in (*people, *people):
        wanted = {"account": colleague.account, "day": day}
        assert sorted(_HELD.tuples(**wanted), key=str) == sorted(_held_rows(**wanted), key=str)
    asked = {"county": COUNTY, "secret": digest_of(secret), "at": at, "day": day}
    found = _TOKEN.tuples(**asked)
    assert found == list(_token_rows(**asked))
    assert found[0][1] == ["cases.send_note"]
    assert _TOKEN.tuples(**{**asked, "at": at + timedelta(days=9999)}) == []


@pytest.mark.django_db
def test_whole_rows_are_models_that_can_be_saved() -> None:
    town = make_town()
    held = make_colleague("one", town.units["street"], "clerk")
    kept = Kept(lambda account: Tenure.objects.filter(account_id=account).order_by("id"), account=UUID(int=1))
    (row,) = kept.rows(account=held.account)
    assert row == Tenure.objects.get(account_id=held.account)
    assert row.since == Tenure.objects.get(pk=row.pk).since
    assert row._state.db == "default"
    assert not row._state.adding


@pytest.mark.django_db
def test_a_sample_that_is_not_in_the_sql_is_a_bug_told_at_once() -> None:
    def nothing_asked(name: str) -> QuerySet[AccessToken, Any]:
        return AccessToken.objects.order_by("id")

    with pytest.raises(NotKept, match="name not found"):
        Kept(nothing_asked, name="sample").tuples(name="x")
