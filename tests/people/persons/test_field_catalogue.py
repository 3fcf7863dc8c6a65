"""Every personal column has an entry; belief, nation, labels and free text can have none."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.apps import apps
from django.db import models

from linli.kernel.packs.reading import check_pack, read_pack
from linli.kernel.packs.sections import PackText
from linli.people.models import BindingCode, Consent, ContactPoint, Household, Look, NameToken, Person, Residence
from linli.people.queries.fields import SHOWN, catalogued_columns
from linli.people.rules.field_catalogue import FORBIDDEN, forbidden_in
from linli.people.rules.persons import GIVEN
from tests.guards.source import ROOT

PERSONAL: tuple[type[models.Model], ...] = (
    BindingCode, Consent, ContactPoint, Household, Look, NameToken, Person, Residence,
)  # fmt: skip
TECHNICAL = {"id", "county", "version"}
NATION = ROOT / "packs" / "nation"


def columns_of(model: type[models.Model]) -> set[str]:
    names = {field.name for field in model._meta.concrete_fields} - TECHNICAL
    return {f"{model._meta.db_table}.{name}" for name in names}


def uncatalogued(found: set[str], allowed: frozenset[str]) -> set[str]:
    return found - allowed


def fields() -> list[dict[str, Any]]:
    text: str = Path(NATION / "fields.yaml").read_text(encoding="utf-8")
    entries: list[dict[str, Any]] = yaml.safe_load(text)["fields"]
    return entries


@pytest.mark.django_db
def test_the_columns_of_persons_are_exactly_those_of_the_catalogue() -> None:
    found = set().union(*(columns_of(model) for model in PERSONAL))
    assert uncatalogued(found, catalogued_columns()) == set()
    assert catalogued_columns() - found == set()
    assert uncatalogued({"people_person.belief"}, catalogued_columns()) == {"people_person.belief"}


@pytest.mark.pure
def test_every_table_that_points_at_a_person_is_watched() -> None:
    pointing = {
        model
        for model in apps.get_models()
        if model.__module__.startswith("linli.")
        for field in model._meta.concrete_fields
        if field.related_model is Person
    }
    assert pointing - set(PERSONAL) == set()


@pytest.mark.pure
def test_no_column_of_people_has_a_forbidden_name() -> None:
    names = [f"{model._meta.db_table}.{f.name}" for model in PERSONAL for f in model._meta.concrete_fields]
    assert forbidden_in(names) == []
    assert forbidden_in(["people_person.belief", "people_person.ethnicity", "people_person.risk_level"]) != []


@pytest.mark.pure
def test_there_is_no_free_text_about_a_person() -> None:
    assert [f.name for model in PERSONAL for f in model._meta.concrete_fields if isinstance(f, models.TextField)] == []
    long = {
        f"{model._meta.db_table}.{f.name}"
        for model in PERSONAL
        for f in model._meta.concrete_fields
        if isinstance(f, models.CharField) and (f.max_length or 0) > 60
    }
    assert long == {"people_person.pinyin", "people_person.initials", "people_person.sort_key"}


@pytest.mark.django_db
@pytest.mark.parametrize("word", FORBIDDEN)
def test_a_pack_cannot_add_a_forbidden_field(word: str) -> None:
    good = fields()[0]
    bad = {**good, "key": f"x_{word}", "columns": [f"people_person.{word}"]}
    findings = check_pack(_pack(bad))
    assert any("no person may have the field" in finding.what for finding in findings)


def _pack(entry: dict[str, Any]) -> PackText:
    return PackText("local", 1, "329921", "x", {"fields": (entry,)}, "x")


@pytest.mark.django_db
def test_the_national_catalogue_is_whole() -> None:
    found = [finding for finding in check_pack(read_pack(NATION)) if re.match("fields|purposes", finding.where)]
    assert found == []
    keys = {entry["key"] for entry in fields()}
    assert set(SHOWN) | set(GIVEN) <= keys
    unknown = {**fields()[0], "purposes": ["profit"]}
    assert any("no purpose profit" in finding.what for finding in check_pack(_pack(unknown)))


@pytest.mark.pure
def test_sealed_fields_are_binary() -> None:
    named = {f"{m._meta.db_table}.{f.name}": f for m in PERSONAL for f in m._meta.concrete_fields}
    for entry in fields():
        if entry["protection"] == "sealed":
            sealed = [named[column] for column in entry["columns"]]
            assert any(isinstance(field, models.BinaryField) for field in sealed), entry["key"]
