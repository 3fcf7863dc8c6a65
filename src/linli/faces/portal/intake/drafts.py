"""Drafts behind a signed cookie: the cookie holds the draft's id and the code to come back with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from linli.cases.commands import keep_draft
from linli.cases.queries.drafts import DraftRow, draft_by_id
from linli.cases.rules.numbers import is_key
from linli.faces.portal import limits
from linli.faces.portal.visiting import DRAFT_LIFE, client_of, county, held, hold, let_go
from linli.kernel.actor import Actor

REPORT, APPLY = "report", "apply"
COOKIES = {REPORT: "linli_report", APPLY: "linli_apply"}


@dataclass(frozen=True)
class Kept:
    """A draft with the code that brings it back; ``row`` is None before the first step was sent."""

    kind: str
    code: str = ""
    row: DraftRow | None = None

    @property
    def content(self) -> Mapping[str, Any]:
        """What was filled in."""
        return self.row.content if self.row else {}

    @property
    def id(self) -> UUID:
        """The id of a draft that is there."""
        assert self.row is not None, "only a kept draft has an id"
        return self.row.id


def draft_of(request: HttpRequest, kind: str, matter: str, at: datetime) -> Kept:
    """The visitor's draft of a kind and matter; an empty one when there is none."""
    found, _, code = held(request, COOKIES[kind], DRAFT_LIFE).partition(":")
    if not is_key(code):
        return Kept(kind)
    try:
        row = draft_by_id(county(), UUID(found), at)
    except ValueError:
        return Kept(kind)
    if row is None or row.content.get("kind") != kind or row.content.get("matter", "") != matter:
        return Kept(kind)
    return Kept(kind, code, row)


def keep(request: HttpRequest, actor: Actor, draft: Kept, content: Mapping[str, Any]) -> tuple[UUID, str]:
    """Keep what was filled in; returns id and code. New drafts are limited by client."""
    if draft.row is not None:
        keep_draft(actor, draft=draft.id, content=content)
        return draft.id, draft.code
    limits.drafts.use(client_of(request), actor.at)
    receipt = keep_draft(actor, content=content)
    return receipt.id, str(receipt.values["key"])


def remember(response: HttpResponse, kind: str, draft: UUID, code: str) -> None:
    """Let the browser find the draft again."""
    hold(response, COOKIES[kind], f"{draft}:{code}", DRAFT_LIFE)


def forget(response: HttpResponse, kind: str) -> None:
    """Let the browser forget the draft."""
    let_go(response, COOKIES[kind])
