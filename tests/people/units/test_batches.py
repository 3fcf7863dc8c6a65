"""Many units, accounts and relations in one command: the rules of the single ones, row by row."""

from datetime import date

import pytest

from linli.kernel.actor import Actor
from linli.kernel.command import Receipt
from linli.kernel.errors import Invalid
from linli.people.commands import load_accounts_batch, load_relations_batch, load_units_batch
from linli.people.models import Account, Post, Tenure, Unit, UnitRelation, UnitState
from linli.people.rules.reasons import PeopleCode
from linli.people.rules.unit_batches import NewAccount, NewPost, NewRelation, NewTerm, NewUnit
from tests.actors import actor_with

pytestmark = pytest.mark.django_db
HERE, TOWN, SINCE = "329921001001", "329921001", date(2026, 2, 1)
COMMANDS = ("people.load_units_batch", "people.load_accounts_batch", "people.load_relations_batch")


def office(area: str = "329921") -> Actor:
    return actor_with(*COMMANDS, area=area)


def units(*rows: NewUnit, area: str = "329921") -> Receipt:
    return load_units_batch(office(area), units=rows, run="r")


def refused(receipt: Receipt) -> dict[int, object]:
    return {item.row: item.problems[0].code for item in receipt.values["refused"]}


@pytest.fixture(autouse=True)
def _people(db: None) -> None:
    load_accounts_batch(office(), accounts=[NewAccount(name, name) for name in ("zhou", "wu", "zheng")], run="r")


def test_units_come_with_state_posts_and_terms() -> None:
    grid = NewPost("网格员", "grid_worker", area=f"{HERE}001", terms=(NewTerm("wu", SINCE),))
    head = NewPost("主任", "director", terms=(NewTerm("zhou", SINCE, None, "elected", "会议记录"),))
    receipt = units(NewUnit(HERE, "柳岸社区居民委员会", "residents_committee", posts=(head, grid)))
    assert refused(receipt) == {}
    assert UnitState.objects.get().state == "registered"
    term = Tenure.objects.get(account__login_name="zhou")
    assert term.until == date(2031, 1, 31) and term.post.unit_id == receipt.values["ids"][HERE, "柳岸社区居民委员会"]
    assert Post.objects.get(kind="grid_worker").area == f"{HERE}001"


def test_bad_units_are_told() -> None:
    two = NewPost("委员", "member", terms=(NewTerm("zhou", SINCE), NewTerm("wu", SINCE)))
    admin = NewPost("管理员", "administrator", ("system_admin",), terms=(NewTerm("zheng", SINCE),))
    audit = NewPost("审计", "administrator", ("auditor",), terms=(NewTerm("zheng", SINCE),))
    receipt = units(
        NewUnit(HERE, "甲", "department"),
        NewUnit(HERE, "甲", "department"),
        NewUnit(HERE, "乙", "castle"),
        NewUnit(HERE, "丙", "property_company"),
        NewUnit(HERE, "丁", "department", "123"),
        NewUnit(HERE, "戊", "department", posts=(two,)),
        NewUnit(HERE, "己", "department", posts=(NewPost("长", "director"), NewPost("长二", "director"))),
        NewUnit(HERE, "庚", "department", posts=(NewPost("长", terms=(NewTerm("nobody", SINCE),)),)),
        NewUnit(HERE, "辛", "department", posts=(NewPost("长", area="329921002001"),)),
        NewUnit(HERE, "", "department"),
        NewUnit("329921", "系统", "department", posts=(admin,)),
        NewUnit("329921", "审计", "department", posts=(audit,)),
    )
    found = refused(receipt)
    assert set(found) == {1, 2, 3, 4, 5, 6, 7, 8, 9, 11}
    assert (found[1], found[2], found[3]) == (
        PeopleCode.NAME_TAKEN, PeopleCode.UNKNOWN_UNIT_KIND, PeopleCode.CREDIT_NEEDED
    )  # fmt: skip
    assert (found[5], found[6], found[11]) == (
        PeopleCode.SEAT_TAKEN, PeopleCode.ONE_A_UNIT, PeopleCode.POSTS_CONFLICT
    )  # fmt: skip
    assert Unit.objects.count() == 2
    assert set(refused(units(NewUnit(TOWN, "外", "department"), area=HERE))) == {0}


def test_relations_are_held_against_each_other() -> None:
    units(*(NewUnit(HERE, name, "department") for name in "甲乙丙"))

    def line(kind: str, one: str, other: str, basis: str = "") -> NewRelation:
        return NewRelation(kind, HERE, one, HERE, other, since=SINCE, basis=basis)

    receipt = load_relations_batch(
        office(),
        relations=[
            line("leads", "甲", "乙"),
            line("leads", "乙", "丙"),
            line("leads", "丙", "甲"),
            line("supervises", "乙", "甲"),
            line("entrusts", "甲", "丙"),
            line("leads", "甲", "乙"),
            line("guides", "甲", "丁"),
            NewRelation("answers_for", HERE, "甲", place=HERE, since=SINCE),
            NewRelation("answers_for", HERE, "乙", place=HERE),
        ],
        run="r",
    )
    found = refused(receipt)
    assert set(found) == {2, 3, 4, 5, 6, 8} and UnitRelation.objects.count() == 3
    assert (found[2], found[3], found[4], found[5]) == (
        PeopleCode.RELATION_CIRCLE, PeopleCode.SUPERVISED_BY_OBJECT, PeopleCode.RELATION_BASIS,
        PeopleCode.RELATION_THERE,
    )  # fmt: skip


def test_accounts_have_one_name_and_no_password() -> None:
    rows = [
        NewAccount("Wu", "吴"),
        NewAccount("li", "李"),
        NewAccount("qian", "钱"),
        NewAccount("qian", "钱二"),
        NewAccount(" ", "空"),
    ]
    receipt = load_accounts_batch(office(), accounts=rows, run="r")
    assert list(receipt.values["ids"]) == ["li"] and len(receipt.values["refused"]) == 4
    assert not Account.objects.get(login_name="li").has_usable_password()
    with pytest.raises(Invalid):
        load_accounts_batch(office(), accounts=[], run="r")
