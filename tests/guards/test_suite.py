"""The guards of the suite itself: unordered rows come shuffled, warnings are errors, unmarked names are refused."""

import random
import tomllib
import warnings

import pytest

from linli.kernel.ids import new
from linli.people.models import Unit
from tests.guards.source import PROJECT


@pytest.mark.django_db
@pytest.mark.usefixtures("writing_as_test")
def test_rows_without_an_order_come_in_any_order() -> None:
    Unit.objects.bulk_create(
        Unit(id=new("329921"), county="329921", area="329921", name=f"{i:02}", kind="x") for i in range(30)
    )
    random.seed(1)
    orders = {tuple(unit.name for unit in Unit.objects.all()) for _ in range(3)}
    assert len(orders) > 1
    assert len({tuple(unit.name for unit in Unit.objects.order_by("name")) for _ in range(3)}) == 1


@pytest.mark.pure
def test_a_warning_fails_a_test() -> None:
    with pytest.raises(DeprecationWarning):
        warnings.warn("old", DeprecationWarning, stacklevel=1)
    options = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["pytest"]["ini_options"]
    assert options["filterwarnings"][0] == "error"
