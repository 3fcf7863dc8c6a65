"""People say what columns mean: for a file, for later ones of the community, and never against what is forbidden."""

import pytest

from linli.kernel.errors import Conflict, Invalid, NotFound
from linli.people.commands import confirm_ledger, map_ledger
from linli.people.jobs.ledgers import read_run, write_run
from linli.people.models import LedgerLine, LedgerMapping, LedgerRun, Person
from linli.people.queries.ledger_preview import preview_of
from linli.people.queries.person_values import values_of
from linli.people.rules.ledgers.run_reasons import RunCode
from tests.actors import actor_with
from tests.people.ledgers.runs import COUNTY, POWERS, as_csv, begun, clerk, confirmed, counts
from tests.people.persons.records import HERE, THERE, number

pytestmark = [pytest.mark.django_db, pytest.mark.serves("S-281", boundary="columns mapped by hand")]
HEAD = ("甲", "乙", "身份证号", "民族", "丙")
ROWS = [("陈国强", "柳岸路一号", number(1), "汉族", "汉族"), ("李明", "柳岸路二号", number(2), "满族", "满族")]
FILE = as_csv((HEAD, *ROWS))
NAMES = {"A": "person.name", "B": "person.hukou_address"}


def version(run: object) -> int:
    return LedgerRun.objects.get(pk=run).version


def mapped(run: object, columns: dict[str, str], *, remember: bool = False, area: str = HERE) -> None:
    """Say what columns mean, and read the file again."""
    who = actor_with(*POWERS, "people.map_ledger", area=area)
    map_ledger(who, run=run, sheet=0, columns=columns, expected_version=version(run), remember=remember)
    read_run(COUNTY, run)  # type: ignore[arg-type]  # an id


def test_a_name_that_nobody_could_guess_is_chosen_by_hand() -> None:
    run = begun(FILE)
    assert counts(run) == {"refused": 2}
    mapped(run, NAMES)
    assert counts(run) == {"new": 2} and LedgerLine.objects.filter(run=run).count() == 2
    confirmed(run)
    write_run(COUNTY, run)
    row = Person.objects.get(name="陈国强")
    assert values_of(row).hukou_address == "柳岸路一号"
    columns = {column.letter: column for column in preview_of(clerk(), run)[0].columns}
    assert (columns["A"].confidence, columns["A"].why) == (100, ("chosen",))


def test_only_what_is_remembered_holds_for_later_files_and_only_here() -> None:
    mapped(begun(FILE), NAMES)
    assert counts(begun(FILE)) == {"refused": 2}
    mapped(begun(FILE), NAMES, remember=True)
    assert counts(begun(FILE)) == {"new": 2}
    assert counts(begun(FILE, area=THERE)) == {"refused": 2}
    other = as_csv((("甲", "乙", "证号", "民族", "丙"), *ROWS))
    assert counts(begun(other)) == {"refused": 2}, "another head is another table"


def test_what_is_remembered_later_changes_nothing_about_an_earlier_file() -> None:
    early = begun(FILE)
    mapped(begun(FILE), NAMES, remember=True)
    assert not preview_of(clerk(), early)[0].columns[0].meaning


def test_a_second_choice_keeps_the_first() -> None:
    run = begun(FILE)
    mapped(run, {"A": "person.name"})
    mapped(run, {"B": "person.hukou_address"})
    mapped(run, {"C": ""})
    found = [column.meaning for column in preview_of(clerk(), run)[0].columns]
    assert found[:3] == ["person.name", "person.hukou_address", ""]
    assert LedgerMapping.objects.filter(run=run).count() == 3


def test_what_may_not_be_kept_cannot_be_called_something_else() -> None:
    run = begun(FILE)
    with pytest.raises(Invalid) as refused:
        mapped(run, {"D": "person.hukou_address"})
    assert [problem.code for problem in refused.value.problems] == [RunCode.NEVER_KEPT]
    # By its content: the name says nothing, what stands there does.
    mapped(run, {"A": "person.name", "E": "person.hukou_address"})
    assert preview_of(clerk(), run)[0].columns[4].meaning != "person.hukou_address"
    confirmed(run)
    write_run(COUNTY, run)
    assert {values_of(row).hukou_address for row in Person.objects.all()} == {""}


@pytest.mark.parametrize("columns", [{}, {"Z": "person.name"}, {"A": "person.nobody"}])
def test_what_is_no_choice_is_refused(columns: dict[str, str]) -> None:
    run = begun(FILE)
    with pytest.raises(Invalid):
        mapped(run, columns)
    assert counts(run) == {"refused": 2}


def test_a_table_without_names_cannot_be_mapped() -> None:
    run = begun(as_csv(ROWS))
    with pytest.raises(Invalid) as refused:
        mapped(run, {"A": "person.name"})
    assert refused.value.code is RunCode.NO_NAMES


def test_only_here_and_only_before_it_is_confirmed() -> None:
    run = begun(FILE)
    with pytest.raises(NotFound):
        mapped(run, NAMES, area=THERE)
    mapped(run, NAMES)
    confirm_ledger(clerk(), run=run, expected_version=version(run))
    with pytest.raises(Conflict):
        mapped(run, NAMES)
