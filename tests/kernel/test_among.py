"""``among`` finds what ``in`` finds, on both engines and for each kind of column that is asked by it."""

import pytest
from django.db.models import Q

from linli.people.models import ContactPoint, Person, Residence
from tests.people.persons.records import make_person, phone

pytestmark = pytest.mark.django_db


def test_it_is_in_for_texts_ids_and_bytes() -> None:
    some = [make_person(name, place, phones=(phone(place),)) for place, name in enumerate(("张伟", "王芳", "李明"), 1)]
    keys = [bytes(row.identity_key or b"") for row in Person.objects.order_by("id")[:2]]
    lookups = [bytes(row.lookup) for row in ContactPoint.objects.order_by("id")[:2]]
    for rows, column, values in (
        (Person.objects, "name", ["张伟", "李明", "谁"]), (Person.objects, "pk", some[1:]),
        (Person.objects, "birth_year", [1980]),
        (Person.objects, "identity_key", keys), (ContactPoint.objects, "lookup", lookups),
        (Residence.objects, "person__pk", some[:1]), (Person.objects, "name", []),
    ):  # fmt: skip
        wanted = set(rows.filter(**{f"{column}__in": values}).values_list("pk", flat=True))
        assert set(rows.filter(**{f"{column}__among": values}).values_list("pk", flat=True)) == wanted, column
        assert bool(wanted) == bool(values)


def test_it_goes_into_larger_questions() -> None:
    person = make_person()
    rows = Person.objects.filter(Q(pk__among=[person]) & ~Q(name__among=["王芳"]), residences__area__startswith="3299")
    assert [row.pk for row in rows] == [person]
