"""A pack's form at the portal and at the desk: marks stay, money is exact, numbers are read as people write them."""

import re
from typing import Any

import pytest

from linli.cases.models import Case
from linli.cases.queries.case_detail import case_detail
from linli.kernel.actor import Actor
from tests.cases.town import COMMUNITY, make_town
from tests.faces.case_desk import Seat, hidden, make_streets
from tests.faces.every_kind import MATTER, ask_everything
from tests.faces.portal import Visitor, fresh_limits, only_case

pytestmark = pytest.mark.django_db
STEP = f"/apply/{MATTER}/form-all/"
ASKED = "fee,square_metres,wants,home,agree,since,call,identity"
GIVEN: dict[str, Any] = {
    "fee": "\uff11,200.05", "square_metres": "1\uff0c200", "wants": ["a", "c"], "home": "y", "agree": "on",
    "since": "2026-11-02",
}  # fmt: skip


@pytest.fixture
def visitor(db: None) -> Visitor:
    fresh_limits()
    make_town()
    ask_everything()
    one = Visitor()
    one.post(f"/apply/{MATTER}/where/", area=COMMUNITY)
    return one


def _text(page: Any) -> str:
    return str(page.content.decode())


def _marked(text: str) -> set[str]:
    """The choices that are marked, as name=value."""
    boxes = re.findall(r'<input type="(?:radio|checkbox)"[^>]*>', text)
    pairs = [re.search(r'name="([^"]*)" value="([^"]*)".* checked', box) for box in boxes]
    return {f"{pair[1]}={pair[2]}" for pair in pairs if pair}


MARKED = {"wants=a", "wants=c", "home=y", "agree=on"}


def test_marks_stay_when_a_step_is_refused(visitor: Visitor) -> None:
    page = visitor.post(STEP, asked=ASKED, **{**GIVEN, "fee": "viel"})
    assert page.status_code == 422 and _marked(_text(page)) == MARKED
    bare = visitor.post(STEP, asked=ASKED, fee="viel")
    assert bare.status_code == 422 and _marked(_text(bare)) == set()


def test_marks_and_amounts_stay_when_a_step_is_looked_at_again(visitor: Visitor) -> None:
    assert visitor.post(STEP, asked=ASKED, **GIVEN).status_code == 302
    for _ in range(2):
        text = visitor.text(STEP)
        assert _marked(text) == MARKED and 'value="1,200.05"' in text and 'value="1200"' in text
        again = {**GIVEN, "fee": "1,200.05", "square_metres": "1200"}
        assert visitor.post(STEP, asked=ASKED, **again).status_code == 302
    summary = visitor.text(f"/apply/{MATTER}/check/")
    assert "1,200.05元" in summary and "2026年11月2日" in summary and "选项a、选项c" in summary


@pytest.mark.parametrize(
    ("field", "typed"),
    [("fee", "-1"), ("fee", "9" * 30), ("fee", "0.005"), ("fee", "1,20"), ("fee", "1000000.01"),
     ("square_metres", "-5"), ("square_metres", "0"), ("square_metres", "9" * 30),
     ("square_metres", "1.5"), ("square_metres", "x")],
)  # fmt: skip
def test_numbers_that_cannot_be_are_told_under_their_field(visitor: Visitor, field: str, typed: str) -> None:
    page = visitor.post(STEP, asked=ASKED, **{**GIVEN, field: typed})
    text = _text(page)
    assert page.status_code == 422 and f'id="id_{field}_error"' in text and f'value="{typed}"' in text
    assert "a whole number" not in text


def _kept(actor: Actor, case: Case) -> dict[str, Any]:
    return dict(case_detail(actor, case.pk).values)


def _intake(seat: Seat, **values: Any) -> Any:
    key = hidden(seat.get("/desk/intake/"), "key")
    given = {f"values.{name}": value for name, value in values.items()}
    return seat.post("/desk/intake/", key=key, kind="临时占用城市道路许可", place=COMMUNITY, text="占道",
                     name="王小明", phone="13800138000", **given)  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "fen"),
    [("1200", 120_000), ("1200.50", 120_050), ("\uff11\uff12\uff10\uff10", 120_000), ("1.2万元", 1_200_000)],
)
def test_the_desk_reads_yuan(typed: str, fen: int) -> None:
    streets = make_streets()
    ask_everything()
    boss = streets.boss()
    assert _intake(boss, **{**GIVEN, "fee": typed, "people": "7 | 13911112222\n70"}).status_code == 200
    kept = _kept(boss.who.actor(), only_case())
    assert (kept["fee"], kept["square_metres"], kept["wants"], kept["agree"]) == (fen, 1_200, ["a", "c"], True)
    assert [row["age"] for row in kept["people"]] == [7, 70]
    assert f"{fen // 100:,}.{fen % 100:02}元" in boss.text(f"/desk/cases/{only_case().pk}/")


def test_the_desk_tells_wrong_numbers_under_their_field() -> None:
    boss = make_streets().boss()
    ask_everything()
    page = _intake(boss, fee="-1", square_metres="9" * 30, wants=["b"], people="sieben")
    text = _text(page)
    assert page.status_code == 422 and "values.wants=b" in _marked(text)
    for name in ("fee", "square_metres", "people"):
        assert f'id="id_values.{name}_error"' in text, name
