"""Pages of cases keep their budgets of statements, with one row and with many."""

import pytest

from linli.cases.commands import attach_files, note_case
from linli.kernel.files.store import take_in
from tests.cases.town import lamp
from tests.faces.case_desk import make_streets, photo
from tests.ledger import budget

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 55])
def test_pages_of_cases(count: int) -> None:
    streets = make_streets()
    boss, clerk = streets.boss(), streets.town.who("street", "case_intake")
    cases = [lamp(clerk) for _ in range(count)]
    taken = take_in(photo().read()).as_data()
    for _ in range(min(count, 5)):
        attach_files(clerk, case=cases[0], files=({**taken, "kind": "before"},))
        note_case(clerk, case=cases[0], text="备注")
    pages = {
        "desk.home": "/desk/",
        "desk.cases.list": "/desk/cases/",
        "desk.cases.one": f"/desk/cases/{cases[0]}/",
        "desk.board": "/desk/board/",
        "desk.catalogue.one": "/desk/catalogue/report_part/",
        "desk.intake": "/desk/intake/",
    }
    for path in pages.values():
        boss.text(path)
    for name, path in pages.items():
        with budget(name):
            assert boss.get(path).status_code == 200
