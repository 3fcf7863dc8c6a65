"""Ports and effects: filled once, refused while empty, and a flow may name only effects that exist."""

from collections.abc import Iterator
from typing import Any

import pytest

from linli.kernel import ports
from linli.kernel.packs.flows import _check
from linli.kernel.packs.sections import PackText
from linli.kernel.ports import Port, PortEmpty, PortTaken, effect_named, effect_names, register_effect

pytestmark = pytest.mark.pure
PACK = PackText("p", 1, "", "p", {}, "")


@pytest.fixture(autouse=True)
def _own_effects(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(ports, "_effects", dict(ports._effects))
    yield


def double(number: int) -> int:
    return number * 2


def test_a_port_is_empty_until_it_is_filled_and_filled_once() -> None:
    port: Port[[int], int] = Port("double")
    with pytest.raises(PortEmpty):
        port(2)
    assert not port.is_filled
    port.fill(double)
    port.fill(double)
    assert port(2) == 4 and port.is_filled
    with pytest.raises(PortTaken):
        port.fill(lambda number: number)


def test_an_effect_has_one_owner() -> None:
    with pytest.raises(PortEmpty):
        effect_named("money.award")
    register_effect("money.award", print)
    assert effect_named("money.award") is print and "money.award" in effect_names()
    with pytest.raises(PortTaken):
        register_effect("money.award", repr)


def flow(effect: str) -> dict[str, Any]:
    action = {"key": "end", "from": ["open"], "to": "done", "by": ["clerk"], "effects": [effect]}
    return {
        "key": "f",
        "flow": {"version": 1, "initial": "open", "states": {"open": {}, "done": {"end": True}}, "actions": [action]},
    }


def test_a_flow_may_name_only_effects_that_exist() -> None:
    assert _check("f", flow("money.award"), PACK)
    register_effect("money.award", print)
    assert _check("f", flow("money.award"), PACK) == []
