"""The journal on the desk: who sees which entries, filters, one object's history, nothing personal."""

import json
from typing import Any
from uuid import UUID

import pytest

from linli.kernel.actor import system_actor
from linli.kernel.clock_port import LOCAL, now
from linli.places.commands import draw_grid
from tests.faces.test_desk_notes import Desk
from tests.faces.test_desk_units import tree
from tests.people.units.making import COMMUNITY, account, post, unit

pytestmark = pytest.mark.django_db

RING = [[119.80, 33.40], [119.81, 33.40], [119.81, 33.41], [119.80, 33.41], [119.80, 33.40]]


@pytest.fixture
def security() -> Desk:
    return Desk("fang", "安全科", "security_admin")


def text(answer: Any) -> str:
    return str(answer.content.decode())


def rows(answer: Any) -> str:
    return text(answer).partition('id="rows"')[2]


def test_who_appoints_finds_it_in_the_journal(security: Desk) -> None:
    where, worker = post(unit("居委会", "residents_committee"), "网格员", "grid_worker"), account("范志强")
    data = {"account": str(worker), "since": "2026-01-01", "procedure": "appointed", "proof": "任命书3号"}
    assert security.post(f"/desk/posts/{where}/appoint/", **data).status_code == 302
    away = {"account": str(account("许")), "since": "2026-01-01", "until": "2099-01-01", "reason": "手术"}
    assert security.post(f"/desk/posts/{where}/stand-in/", **away).status_code == 302
    page = rows(security.get("/desk/journal/"))
    assert "任命" in page and "指定代理人" in page and "fang" in page and "安全科" in page
    found = rows(security.get("/desk/journal/?command=people.appoint"))
    path = next(part for part in found.split('"') if part.startswith("/desk/journal/people.tenure/"))
    told = text(security.get(path))
    assert "范志强" in told and "任命书3号" in told and "网格员" in told
    found = rows(security.get("/desk/journal/?type=people.standin"))
    path = next(part for part in found.split('"') if part.startswith("/desk/journal/people.standin/"))
    told = text(security.get(path))
    assert "手术" not in told and "已加密保存" in told


def test_filters_by_day_type_and_place(security: Desk) -> None:
    unit("柳岸居委会", "residents_committee")
    today = now().astimezone(LOCAL).date().isoformat()
    for query, seen in (
        (f"?day={today}&command=people.create_unit", True), ("?day=2001-01-01", False), (f"?area={COMMUNITY}", True),
        ("?area=329921002", False), ("?type=people.unit", True), ("?type=cases.note", False),
    ):  # fmt: skip
        assert ("/desk/journal/people.unit/" in rows(security.get(f"/desk/journal/{query}"))) == seen, query
    for query in ("?day=yesterday", "?command=people.nothing", "?type=king", "?after=x"):
        assert security.get(f"/desk/journal/{query}").status_code == 422, query
    assert security.get("/desk/journal/?area=x").status_code in (200, 422)


def test_pages_fragments_and_export(security: Desk) -> None:
    for number in range(60):
        account(f"a{number}")
    page = text(security.get("/desk/journal/?command=people.create_account&size=20"))
    assert "after=" in page and "command=people.create_account" in page
    part = security.client.get("/desk/journal/", headers={"HX-Request": "true"})
    assert "<html" not in text(part)
    answer = security.post("/desk/journal/?command=people.create_account", export="csv")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert len(lines) >= 61 and "people.create_account" in lines[1]


def test_another_area_and_without_the_look(security: Desk) -> None:
    made = unit("居委会", "residents_committee")
    assert security.get(f"/desk/journal/people.unit/{made}/").status_code == 200
    assert security.get(f"/desk/journal/people.unit/{UUID(int=3)}/").status_code == 404
    assert security.get(f"/desk/journal/people.post/{made}/").status_code == 404
    for role in ("clerk", "system_admin"):
        other = Desk(role, f"{role}科", role)
        assert other.get("/desk/journal/").status_code == 403
        assert other.get(f"/desk/journal/people.unit/{made}/").status_code == 403


def test_who_draws_a_grid_finds_it_in_the_journal() -> None:
    tree()
    keeper = Desk("qu", "民政局", "places_admin")
    actor = system_actor("329921", now(), "places.draw_grid")
    polygon = json.dumps({"type": "Polygon", "coordinates": [RING]})
    draw_grid(actor, community=COMMUNITY, polygon=polygon, since=now().astimezone(LOCAL).date(), name="一格")
    page = rows(keeper.get("/desk/journal/?command=places.draw_grid"))
    assert "画网格" in page
    path = next(part for part in page.split('"') if part.startswith("/desk/journal/places.subdivision/"))
    assert keeper.get(path).status_code == 200
