"""The model lint: what must hold so that a county's rows can live together on one node (stack.md)."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import models

pytestmark = pytest.mark.pure

# Tables of the whole installation: few rows, rarely written (settled.md, machinery 10).
REFERENCE = {"people_account", "people_outsideidentity", "people_session"}
COORDINATES = {"lon", "lat"}


def our_models() -> Iterator[type[models.Model]]:
    for model in apps.get_models():
        if model.__module__.startswith("linli."):
            yield model


def faults_of(model: type[models.Model]) -> list[str]:
    """What the lint finds in a model."""
    if model._meta.db_table in REFERENCE:
        return _field_faults(model)
    names = {field.name for field in model._meta.concrete_fields}
    faults = [] if "county" in names else ["has no county"]
    return faults + _field_faults(model) + list(_index_faults(model)) + list(_unique_faults(model))


def _field_faults(model: type[models.Model]) -> list[str]:
    faults = ["has a many-to-many"] if model._meta.many_to_many else []
    for field in model._meta.concrete_fields:
        if isinstance(field, models.DecimalField | models.FloatField) and field.name not in COORDINATES:
            faults.append(f"{field.name} is no integer")
    return faults


def _index_faults(model: type[models.Model]) -> Iterator[str]:
    for index in model._meta.indexes:
        if not index.fields or index.fields[0] != "county":
            yield f"index {index.name} does not begin with county"


def _unique_faults(model: type[models.Model]) -> Iterator[str]:
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and (
            not constraint.fields or constraint.fields[0] != "county"
        ):
            yield f"{constraint.name} does not begin with county"
    for field in model._meta.concrete_fields:
        if field.unique and not field.primary_key:
            yield f"{field.name} is unique without county"


def test_every_model_passes() -> None:
    found = {model._meta.label: faults for model in our_models() if (faults := faults_of(model))}
    assert found == {}


def _made(**attributes: Any) -> type[models.Model]:
    meta = type("Meta", (), {"app_label": "people", **attributes.pop("meta", {})})
    return type("Made", (models.Model,), {"__module__": "linli.people.models", "Meta": meta, **attributes})


def text(**options: Any) -> Any:
    return models.CharField(max_length=6, **options)


BY_CODE = {"indexes": [models.Index(fields=["code"], name="made_code")]}
ONE_CODE = {"constraints": [models.UniqueConstraint(fields=["code"], name="made_unique")]}
BAD: list[tuple[dict[str, Any], str]] = [
    ({"name": text()}, "has no county"),
    ({"county": text(), "price": models.DecimalField(max_digits=3, decimal_places=1)}, "price is no integer"),
    ({"county": text(), "share": models.FloatField()}, "share is no integer"),
    ({"county": text(), "units": models.ManyToManyField("people.Unit")}, "has a many-to-many"),
    ({"county": text(), "code": text(unique=True)}, "code is unique without county"),
    ({"county": text(), "code": text(), "meta": BY_CODE}, "index made_code does not begin with county"),
    ({"county": text(), "code": text(), "meta": ONE_CODE}, "made_unique does not begin with county"),
]


@pytest.mark.parametrize(("attributes", "fault"), BAD)
def test_the_lint_finds(attributes: dict[str, Any], fault: str) -> None:
    model = _made(**attributes)
    try:
        assert fault in faults_of(model)
    finally:
        apps.all_models["people"].pop("made", None)
        for name in [n for n in apps.all_models["people"] if n.startswith("made_")]:
            apps.all_models["people"].pop(name)
        apps.clear_cache()
