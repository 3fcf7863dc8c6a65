"""What holds for every list: each sort, each filter, search, pages, fragment, export, refusals, budget."""

import csv
import io
from typing import Any

import pytest
import yaml
from django.urls import get_resolver

from linli.kernel.db.listing import Listing
from linli.ui.web.exports import harmless
from linli.ui.web.gates import gate_of
from tests.faces.test_desk_notes import Desk, send
from tests.guards.source import ROOT
from tests.guards.test_urls import walk
from tests.ledger import budget

pytestmark = pytest.mark.django_db
HOSTILE = ["'; DROP TABLE x--", "%", "_", "\\", "<script>", "王", "x" * 5000, "\x00"]


def lists() -> list[tuple[str, Listing[Any]]]:
    found = [(route, getattr(view, "listing", None)) for route, view in walk(get_resolver().url_patterns)]
    return [(f"/{route}", listing) for route, listing in found if listing is not None]


LISTS = lists()
NATION = ROOT / "packs" / "nation"


BELOW = ("town", "community", "grid")  # the reader's unit is the county's
ROLES = [
    entry for path in sorted(NATION.glob("roles*.yaml")) for entry in yaml.safe_load(path.read_text("utf-8"))["roles"]
]


def power_of(path: str) -> str:
    """The power that a list asks for."""
    gate = gate_of(next(view for route, view in walk(get_resolver().url_patterns) if f"/{route}" == path))
    assert gate is not None and gate.power
    return gate.power


@pytest.fixture
def reader(path: str) -> Desk:
    """Somebody whose role may see the list."""
    power = power_of(path)
    at_county = (role["key"] for role in ROLES if power in role["may"] and role.get("highest") not in BELOW)
    role = next(at_county)
    return Desk("reader", "联席办", role)


def rows_part(page: Any) -> str:
    return page.content.decode().partition('id="rows"')[2]


def test_there_are_lists() -> None:
    assert len(LISTS) >= 2


@pytest.mark.parametrize(("path", "listing"), LISTS)
def test_each_sort_filter_and_search(reader: Desk, path: str, listing: Listing[Any]) -> None:
    asked = [f"?sort={sign}{column.key}" for column in listing.columns if column.sort for sign in ("", "-")]
    asked += [f"?{item.key}={value}" for item in listing.filters for value, _ in item.choices]
    for query in ["", *asked]:
        assert reader.get(path + query).status_code == 200, query
    for text in HOSTILE:
        assert reader.client.get(path, {"q": text}).status_code == 200, text


@pytest.mark.parametrize(("path", "listing"), LISTS)
def test_what_cannot_be_shown_is_refused(reader: Desk, path: str, listing: Listing[Any]) -> None:
    for query in ("?sort=nothing", "?after=x", "?before=%7B", "?after=" + "e" * 3000):
        assert reader.get(path + query).status_code == 422, query
    for item in listing.filters:
        assert reader.get(f"{path}?{item.key}=nonsense").status_code == 422


@pytest.mark.parametrize(("path", "listing"), LISTS)
def test_a_fragment_and_an_export(reader: Desk, path: str, listing: Listing[Any]) -> None:
    part = reader.client.get(path, headers={"HX-Request": "true"})
    assert part.status_code == 200 and "<html" not in part.content.decode()
    answer = reader.post(path, export="csv")
    head = next(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert len(head) == len(listing.columns) and "attachment" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize(("path", "listing"), LISTS)
def test_without_the_power_nothing_is_shown(path: str, listing: Listing[Any]) -> None:
    without = next(role["key"] for role in ROLES if power_of(path) not in role["may"])
    someone = Desk("someone", "旁观办", without)
    assert someone.get(path).status_code == 403
    assert someone.post(path, export="csv").status_code == 403


@pytest.mark.parametrize(("path", "listing"), LISTS)
def test_six_statements_at_most(reader: Desk, path: str, listing: Listing[Any]) -> None:
    reader.get(path)
    with budget("any list"):
        reader.get(path)


def test_an_export_holds_what_the_filters_say_and_no_formula() -> None:
    zhou, fan = Desk("zhou", "街道办"), Desk("fan", "住建局")
    send(zhou, fan, subject="=HYPERLINK(1)")
    send(zhou, fan, subject="路灯", key="k2")
    text = b"".join(zhou.client.post("/desk/notes/?q=HYPER", {"export": "csv"}).streaming_content).decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in text and "路灯" not in text


@pytest.mark.pure
@pytest.mark.parametrize(
    ("value", "text"), [("=1+1", "'=1+1"), ("@x", "'@x"), ("-5", "'-5"), (None, ""), (3, "3"), ("王", "王")]
)
def test_formulas_are_made_harmless(value: object, text: str) -> None:
    assert harmless(value) == text


@pytest.mark.parametrize(("language", "word"), [("en", "Subject"), ("zh-hant", "標題"), ("", "标题")])
def test_an_export_speaks_the_readers_language(language: str, word: str) -> None:
    zhou = Desk("zhou", "街道办")
    zhou.client.cookies["linli_language"] = language
    text = b"".join(zhou.client.post("/desk/notes/", {"export": "csv"}).streaming_content).decode("utf-8-sig")
    assert word in text.splitlines()[0], text[:200]
