"""Drafts: kept step by step, brought back with a code, proven with six figures sent to the phone."""

import json
import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from linli.cases.models import CaseDraft
from linli.cases.queries.drafts import draft_content
from linli.cases.rules.case_reasons import CaseCode
from linli.cases.rules.numbers import new_key
from linli.kernel.actor import Actor
from linli.kernel.codes import check_phone
from linli.kernel.command import Receipt, command, record
from linli.kernel.crypto.boxes import seal_box
from linli.kernel.crypto.lookup import lookup_key
from linli.kernel.errors import Conflict, Invalid, KernelCode, NotFound, Problem, TooLate
from linli.kernel.files.store import disown_all, own
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, Subject

LIFE, CODE_LIFE = timedelta(days=30), timedelta(minutes=10)
OWNER = "cases.draft"
MOST_CODES, MOST_TRIES, LARGEST = 5, 5, 60_000


def _subject(row: CaseDraft) -> Subject:
    return Subject("cases.draft", row.id, row.county, row.county)


def _sealed(row: UUID, content: Mapping[str, Any]) -> bytes:
    text = json.dumps(content, ensure_ascii=False)
    if len(text) > LARGEST:
        raise Invalid(KernelCode.TOO_LARGE, {"limit": f"{LARGEST} characters"})
    return seal_box(text, table="cases_draft", field="box", row=row)


def draft_key(key: str) -> bytes:
    """The digest under which a draft is found again."""
    return lookup_key("case.draft", key)


@command("cases.keep_draft")
def keep_draft(actor: Actor, *, content: Mapping[str, Any], draft: UUID | None = None) -> Receipt:
    """Keep what was filled in; a new draft's code comes in ``values["key"]``, once."""
    if draft is None:
        draft_id, key = new(actor.county), new_key(secrets.choice)
        _keep_files(actor, draft_id, {}, content)
        row = CaseDraft.objects.create(
            id=draft_id, county=actor.county, key=draft_key(key), box=_sealed(draft_id, content),
            expires_at=actor.at + LIFE,
        )  # fmt: skip
        record(actor, _subject(row), Act(("box",)))
        return Receipt("cases.draft", row.id, "kept", 1, values={"key": key})
    row = _locked(actor, draft)
    _keep_files(actor, row.id, draft_content(row), content)
    row.box, row.expires_at = _sealed(row.id, content), actor.at + LIFE
    row.save(update_fields=["box", "expires_at"])
    record(actor, _subject(row), Act(("box",)))
    return Receipt("cases.draft", row.id, "kept", 1)


def _keep_files(actor: Actor, draft: UUID, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    """The draft owns the files that it names, so that they go with it, or as soon as it names them no longer."""
    known, wanted = _digests(before), {str(item.get("sha256")): item for item in after.get("files", ())}
    own(actor.county, [item for digest, item in wanted.items() if digest not in known], (OWNER, draft), actor.at)
    if known - wanted.keys():
        disown_all(actor.county, OWNER, [draft], known - wanted.keys())


def _digests(content: Mapping[str, Any]) -> set[str]:
    return {str(item.get("sha256")) for item in content.get("files", ())}


def _locked(actor: Actor, draft: UUID) -> CaseDraft:
    rows = CaseDraft.objects.filter(county=actor.county, pk=draft, expires_at__gte=actor.at)
    row = rows.select_for_update().order_by("id").first()
    if row is None:
        raise NotFound(CaseCode.DRAFT_GONE)
    return row


@command("cases.drop_draft")
def drop_draft(actor: Actor, *, draft: UUID) -> Receipt:
    """Forget a draft at once, with its files."""
    row = _locked(actor, draft)
    disown_all(row.county, OWNER, [row.id])
    record(actor, _subject(row), Act(facts={"dropped": True}))
    CaseDraft.objects.filter(county=row.county, pk=row.pk).delete()
    return Receipt("cases.draft", draft, "dropped", 1)


@command("cases.drop_old_drafts")
def drop_old_drafts(actor: Actor) -> Receipt:
    """Forget the drafts whose month is over; at most 1,000 at a time."""
    old = CaseDraft.objects.filter(county=actor.county, expires_at__lt=actor.at).order_by("expires_at", "id")
    ids = list(old.values_list("id", flat=True)[:1000])
    subject = Subject("cases.draft", new(actor.county), actor.county, actor.county)
    if not ids:
        return Receipt("cases.draft", subject.id, "none", 1, unchanged=True)
    disown_all(actor.county, OWNER, ids)
    CaseDraft.objects.filter(county=actor.county, pk__in=ids).delete()
    record(actor, subject, Act(facts={"dropped": len(ids)}))
    return Receipt("cases.draft", subject.id, "dropped", len(ids))


@command("cases.send_code")
def send_code(actor: Actor, *, draft: UUID, phone: str, content: Mapping[str, Any] | None = None) -> Receipt:
    """Send six figures to a phone (R2.6): at most five times a draft; the event's subscriber sends the message.

    ``content`` is kept in the same step: what was filled in on the page that asked for the code.
    """
    finding = check_phone(phone)
    if finding.error is not None:
        raise Invalid(KernelCode.INVALID, problems=(Problem("phone", finding.error, finding.data),))
    row = _locked(actor, draft)
    if row.codes_sent >= MOST_CODES:
        raise Conflict(CaseCode.TOO_MANY_CODES)
    code = f"{secrets.randbelow(1_000_000):06}"
    row.code, row.code_until = _code_key(row.id, finding.normal, code), actor.at + CODE_LIFE
    row.code_tries, row.codes_sent, row.proven_for = 0, row.codes_sent + 1, None
    row.box = row.box if content is None else _sealed(row.id, content)
    row.save(update_fields=["box", "code", "code_until", "code_tries", "codes_sent", "proven_for"])
    act = Act(("code",), {"phone": finding.normal, "code": code}, {"minutes": 10}, "cases.code_wanted")
    record(actor, _subject(row), act)
    return Receipt("cases.draft", row.id, "sent", 1)


def _code_key(draft: UUID, phone: str, code: str) -> bytes:
    return lookup_key("case.code", f"{draft}{phone}{code}")


@command("cases.prove_phone")
def prove_phone(actor: Actor, *, draft: UUID, phone: str, code: str) -> Receipt:
    """Check the six figures; ``status`` is "proven" or "wrong". After five wrong ones a new code is wanted.

    What is proven stays proven, whatever is sent once more.
    """
    row, normal = _locked(actor, draft), check_phone(phone).normal or ""
    if normal and row.proven_for is not None and bytes(row.proven_for) == lookup_key("phone", normal):
        return Receipt("cases.draft", row.id, "proven", 1, unchanged=True)
    if row.code is None or row.code_until is None or row.code_until < actor.at or row.code_tries >= MOST_TRIES:
        raise TooLate(CaseCode.CODE_OVER)
    right = bytes(row.code) == _code_key(row.id, normal, code.strip())
    row.code_tries += 1
    row.proven_for = lookup_key("phone", normal) if right else None
    row.save(update_fields=["code_tries", "proven_for"])
    record(actor, _subject(row), Act(("proven",), facts={"right": right}))
    return Receipt("cases.draft", row.id, "proven" if right else "wrong", 1)
