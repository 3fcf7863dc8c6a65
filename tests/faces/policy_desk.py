"""Somebody at the desk's policy pages, without JavaScript."""

from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile

from linli.documents.models import Finding, PolicyPaper
from tests.documents.library import PAPER
from tests.faces.test_desk_notes import hidden
from tests.faces.test_desk_persons import Window

LIST = "/desk/policies/"


def sent(who: Window, text: str | bytes = PAPER, name: str = "路灯.txt") -> Any:
    """The answer to a paper that was sent."""
    key = hidden(who.get(f"{LIST}new/"), "key")
    file = SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)
    return who.client.post(f"{LIST}new/", {"key": key, "rank": "county", "file": file})


def read(who: Window, text: str = PAPER, name: str = "路灯.txt") -> UUID:
    """Send a paper; its id."""
    assert sent(who, text, name).status_code == 302
    return UUID(str(PolicyPaper.objects.order_by("-id").values_list("pk", flat=True)[0]))


def task(paper: UUID, place: int = 0) -> Finding:
    """A task of it."""
    return Finding.objects.filter(paper=paper, kind="task").order_by("seq", "id")[place]


def judge(who: Window, row: Finding, act: str, **given: str) -> Any:
    """The answer to a button of a finding's page."""
    row.refresh_from_db()
    address = f"{LIST}{row.paper_id}/findings/{row.pk}/"
    return who.post(address, act=act, expected_version=str(row.version), **given)
