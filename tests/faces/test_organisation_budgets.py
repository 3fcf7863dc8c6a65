"""The pages of the organisation keep their budget of statements, with few rows and with many."""

import pytest

from linli.people.commands import appoint_stand_in, relate_units
from tests.faces.test_desk_notes import Desk
from tests.faces.test_desk_units import DAY, tree
from tests.ledger import budget
from tests.people.units.making import COMMUNITY, account, office, post, seat, unit

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 12])
def test_pages_of_the_organisation(count: int) -> None:
    tree()
    security = Desk("fang", "安全科", "security_admin")
    committee = unit("居委会", "residents_committee")
    who = [account(f"人{number}") for number in range(count)]
    posts = [post(committee, f"委员{number}", "member") for number in range(count)]
    for number, (where, holder) in enumerate(zip(posts, who, strict=True), start=1):
        seat(where, holder)
        relate_units(office(), unit=committee, kind="answers_for", place=f"{COMMUNITY}{number:03d}", since=DAY)
        away = account(f"代{number}")
        appoint_stand_in(office(), post=where, account=away, since=DAY, until=DAY, reason="学习")
    pages = {
        "desk.units.one": f"/desk/units/{committee}/?day={DAY}",
        "desk.posts.one": f"/desk/posts/{posts[0]}/",
        "desk.posts.appoint": f"/desk/posts/{posts[0]}/appoint/",
        "desk.chart": f"/desk/areas/{COMMUNITY}/chart/?day={DAY}",
        "desk.area.terms": "/desk/areas/329921/terms/",
        "desk.accounts.one": f"/desk/accounts/{who[0]}/",
        "desk.roles": "/desk/roles/",
        "desk.roles.one": "/desk/roles/clerk/",
        "desk.journal": "/desk/journal/",
        "desk.journal.object": f"/desk/journal/people.post/{posts[0]}/",
    }
    security.get(pages["desk.units.one"])  # the first page of a session reads the packs
    for name, path in pages.items():
        with budget(name):
            assert security.get(path).status_code == 200, path
