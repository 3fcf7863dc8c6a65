"""Who links an account with an identity there, who may not, what stays unique: desk, API, oneself."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from linli.kernel.actor import Actor
from linli.kernel.clock_port import now
from linli.kernel.db.guard import writing
from linli.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from linli.kernel.journal.models import Content, JournalEntry
from linli.people.commands import deactivate_account, link_identity, unlink_identity
from linli.people.models import OutsideIdentity
from linli.people.queries.roles import role_matrix
from linli.people.rules.outside_reasons import OutsideCode
from linli.people.rules.reasons import PeopleCode
from tests.actors import actor_with
from tests.conftest import NOON
from tests.faces.test_desk_notes import Desk
from tests.people.outside.conftest import link, round_trip
from tests.people.outside.provider import House
from tests.people.people import Colleague, log_in, make_colleague, make_unit

pytestmark = [pytest.mark.django_db]
ISSUER = "https://id.example.gov.cn"
BOTH = ("people.link_identity", "people.unlink_identity")


def chief(area: str = "329921") -> Actor:
    return actor_with(*BOTH, area=area, at=now())


def linked_as(who: Colleague, subject: str = "u-7f3a91", issuer: str = ISSUER) -> UUID:
    return link_identity(chief(), account=who.account, issuer=issuer, subject=subject).id


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_link_is_sealed_and_journaled_without_its_subject(clerk: Colleague) -> None:
    made = linked_as(clerk, "  u-7f3a91 ")
    row = OutsideIdentity.objects.get(pk=made)
    assert b"u-7f3a91" not in bytes(row.subject_box) + bytes(row.lookup)
    entry = JournalEntry.objects.get(command="people.link_identity")
    assert entry.object_id == clerk.account and "u-7f3a91" not in str(entry.facts)
    assert entry.facts["issuer"] == ISSUER and Content.objects.filter(entry=entry.id).count() == 1
    assert unlink_identity(chief(), account=clerk.account, identity=made).status == "unlinked"
    assert not OutsideIdentity.objects.exists()
    linked_as(clerk)


def test_one_subject_one_account_one_account_one_subject(clerk: Colleague) -> None:
    other = make_colleague("wen", make_unit("街道办"))
    linked_as(clerk)
    with pytest.raises(Conflict) as taken:
        linked_as(other)
    with pytest.raises(Conflict) as there:
        linked_as(clerk, "another")
    assert (taken.value.code, there.value.code) == (OutsideCode.TAKEN, OutsideCode.THERE)
    linked_as(other, "U-7F3A91")
    linked_as(clerk, "u-7f3a91", "https://other.example")
    assert OutsideIdentity.objects.count() == 3, "case counts, and each issuer for itself"


def test_the_database_keeps_both_rules(clerk: Colleague) -> None:
    row = OutsideIdentity.objects.get(pk=linked_as(clerk))
    for field in ("lookup", "issuer"):
        row.pk = UUID(int=row.pk.int + 1)
        changed = {"issuer": "https://x.example"} if field == "lookup" else {"lookup": b"another", "issuer": ISSUER}
        for name, value in changed.items():
            setattr(row, name, value)
        with writing("test"), pytest.raises(IntegrityError), transaction.atomic():
            row.save(force_insert=True)


@pytest.mark.parametrize("subject", ["", "   ", "x" * 256, "a\x00b", "a\nb"])
def test_what_is_no_subject(clerk: Colleague, subject: str) -> None:
    with pytest.raises(Invalid) as refusal:
        linked_as(clerk, subject)
    assert refusal.value.problems[0].path == "subject"


def test_who_may_not(clerk: Colleague) -> None:
    made = linked_as(clerk)
    for actor in (clerk.actor(), actor_with(at=now())):
        with pytest.raises(NotAllowed):
            link_identity(actor, account=clerk.account, issuer=ISSUER, subject="x")
        with pytest.raises(NotAllowed):
            unlink_identity(actor, account=clerk.account, identity=made)
    elsewhere = replace(chief("320500"), county="320500")
    for act in (
        lambda: link_identity(elsewhere, account=clerk.account, issuer=ISSUER, subject="x"),
        lambda: unlink_identity(elsewhere, account=clerk.account, identity=made),
        lambda: unlink_identity(chief(), account=make_colleague("wen", make_unit("街道办")).account, identity=made),
    ):
        with pytest.raises(NotFound):
            act()
    assert OutsideIdentity.objects.count() == 1


def test_the_roles_that_may() -> None:
    found = {row.name: set(row.roles) for row in role_matrix("329921", NOON) if row.name in BOTH}
    assert found == {name: {"security_admin"} for name in BOTH}


def test_nothing_is_linked_where_no_provider_is_set_up_or_the_account_is_closed(clerk: Colleague) -> None:
    with pytest.raises(Conflict) as off:
        linked_as(clerk, issuer="")
    deactivate_account(actor_with("people.deactivate_account", at=now()), account=clerk.account)
    with pytest.raises(Conflict) as closed:
        linked_as(clerk)
    assert (off.value.code, closed.value.code) == (OutsideCode.OFF, PeopleCode.DEACTIVATED)


def test_an_administrator_links_and_unlinks_on_the_desk(house: House, clerk: Colleague) -> None:
    fang, where = Desk("fang", "安全科", "security_admin"), f"/desk/accounts/{clerk.account}/"
    assert "尚未关联" in text(fang.get(where)) and "“sub”" in text(fang.get(f"{where}identity/"))
    assert fang.post(f"{where}identity/", subject=" ").status_code == 422
    assert fang.post(f"{where}identity/", subject=house.sub).headers["Location"] == where
    page = text(fang.get(where))
    assert (
        house.issuer in page and house.sub not in page and "u-***91" in page and f'href="{where}identity/"' not in page
    )
    twice = fang.post(f"{where}identity/", subject=house.sub)
    assert twice.status_code == 409 and "id_subject_error" in text(twice)
    browser = Client()
    log_in(browser, clerk)
    unlink = f"{where}identity/{OutsideIdentity.objects.get().id}/unlink/"
    assert "立即结束" in text(fang.get(unlink)) and fang.post(unlink).headers["Location"] == where
    assert not OutsideIdentity.objects.exists() and browser.get("/desk/").status_code == 302
    assert fang.post(unlink).status_code == 404


def test_others_do_not_link_on_the_desk(house: House, linked: Colleague) -> None:
    made, where = OutsideIdentity.objects.get().id, f"/desk/accounts/{linked.account}/"
    auditor = Desk("han", "审计局", "auditor")
    page = text(auditor.get(where))
    assert "u-***91" in page and "/identity/" not in page
    for path in (f"{where}identity/", f"{where}identity/{made}/unlink/"):
        assert auditor.get(path).status_code == 403 and auditor.post(path, subject="x").status_code == 403


def test_without_a_provider_the_desk_says_nothing_of_it(clerk: Colleague) -> None:
    fang, where = Desk("fang", "安全科", "security_admin"), f"/desk/accounts/{clerk.account}/"
    assert "外部登录" not in text(fang.get(where)) and fang.get(f"{where}identity/").status_code == 404
    assert fang.post(f"{where}identity/", subject="x").status_code == 404


def test_one_links_and_unlinks_oneself(client: Client, house: House, clerk: Colleague) -> None:
    log_in(client, clerk)
    assert "关联县统一认证" in text(client.get("/desk/me/log-in/"))
    away = client.post("/desk/me/log-in/link/").headers["Refresh"].removeprefix("0; url=")
    back = client.get(house.visit(away))
    assert back.headers["Location"] == "/desk/me/log-in/"
    assert OutsideIdentity.objects.get().account_id == clerk.account
    page = text(client.get("/desk/me/log-in/"))
    assert "u-***91" in page and 'action="/desk/me/log-in/link/"' not in page
    assert JournalEntry.objects.get(command="people.link_identity").account == clerk.account
    assert round_trip(Client(), house).headers["Location"] == "/login/code/"
    made = OutsideIdentity.objects.get().id
    assert client.post(f"/desk/me/log-in/{made}/unlink/").headers["Location"] == "/desk/me/log-in/"
    assert not OutsideIdentity.objects.exists() and client.get("/desk/").status_code == 200, "one's own session stays"


def test_one_ends_only_ones_own_link(client: Client, house: House, linked: Colleague) -> None:
    log_in(client, make_colleague("wen", make_unit("街道办")))
    made = OutsideIdentity.objects.get().id
    assert client.post(f"/desk/me/log-in/{made}/unlink/").status_code == 404
    page = house.visit(client.post("/desk/me/log-in/link/").headers["Refresh"].removeprefix("0; url="))
    answer = client.get(page)
    assert answer.status_code == 409 and "已有另一个账号" in text(answer) and 'href="/desk/me/log-in/"' in text(answer)


def test_a_link_that_was_begun_ends_with_the_session(client: Client, house: House, clerk: Colleague) -> None:
    log_in(client, clerk)
    page = house.visit(client.post("/desk/me/log-in/link/").headers["Refresh"].removeprefix("0; url="))
    client.post("/logout/")
    assert client.get(page).status_code == 409 and not OutsideIdentity.objects.exists()


def test_the_providers_word_links_nothing(client: Client, house: House, linked: Colleague, settings: Any) -> None:
    settings.LINLI = replace(settings.LINLI, oidc_second_factor="trusted")
    house.claims = {"amr": ["mfa"]}
    round_trip(client, house)
    made = OutsideIdentity.objects.get().id
    assert "六位数字" in text(client.get("/desk/me/log-in/")), "why it is grey"
    assert client.post("/desk/me/log-in/link/").status_code == 409
    assert client.post(f"/desk/me/log-in/{made}/unlink/").status_code == 409
    assert OutsideIdentity.objects.filter(pk=made).exists()


def test_programs_do_the_same(house: House, clerk: Colleague) -> None:
    from linli.people.commands import issue_token

    fang = make_colleague("fang", make_unit("安全科"), "security_admin")
    actor = fang.actor().granted("people.issue_token")
    scopes = (*BOTH, "people.see_accounts")
    token = issue_token(actor, name="x", scopes=scopes, days=1).values["token"]
    heads, where = {"Authorization": f"Bearer {token}"}, f"/api/v1/people/accounts/{clerk.account}/identities"
    sent: dict[str, Any] = {"content_type": "application/json", "headers": {**heads, "Idempotency-Key": "k1"}}
    made = Client().post(where, {"subject": house.sub}, **sent)
    assert made.status_code == 201, made.content
    [row] = Client().get(where, headers=heads).json()["rows"]
    assert row["subject"] == "u-***91" and row["issuer"] == house.issuer
    long = Client().post(where, {"subject": "x" * 256}, content_type="application/json", headers=heads)
    assert long.status_code == 422
    ended = Client().post(f"{where}/{row['id']}/unlink", {}, content_type="application/json", headers=heads)
    assert ended.status_code == 200 and not OutsideIdentity.objects.exists()
    link(clerk, house)
    assert Client().post(where, {"subject": "x"}, content_type="application/json", headers=heads).status_code == 409
