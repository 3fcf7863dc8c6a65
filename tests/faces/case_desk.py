"""A town with people of its units at browsers, for tests of cases on the desk."""

from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from linli.cases.models import Case
from tests.cases.town import Town, lamp, make_town, version
from tests.faces.test_desk_notes import hidden
from tests.people.people import Colleague, log_in, make_colleague

BOSS = ("dispatcher", "case_intake", "case_head", "case_supervisor")


class Seat:
    """Somebody of a unit at a browser."""

    def __init__(self, who: Colleague) -> None:
        cache.clear()
        self.who, self.client = who, Client()
        log_in(self.client, who)

    def get(self, path: str, **more: Any) -> Any:
        return self.client.get(path, **more)

    def text(self, path: str) -> str:
        page = self.client.get(path)
        assert page.status_code == 200, (path, page.status_code)
        return str(page.content.decode())

    def post(self, path: str, **data: Any) -> Any:
        return self.client.post(path, data)

    def do(self, case: UUID, deed: str, **data: Any) -> Any:
        """Send the page of a deed as it stands, with these answers."""
        return self.post(f"/desk/cases/{case}/do/{deed}/", **{"expected_version": version(case), **data})


@dataclass
class Streets:
    """A town and its people at browsers."""

    town: Town
    seats: dict[str, Seat] = field(default_factory=dict)

    def seat(self, name: str, unit: str, *roles: str) -> Seat:
        """Somebody of a unit, logged in once."""
        if name not in self.seats:
            self.seats[name] = Seat(make_colleague(name, self.town.units[unit], *roles))
        return self.seats[name]

    def boss(self) -> Seat:
        """The dispatcher of the street."""
        return self.seat("boss", "street", *BOSS)

    def worker(self) -> Seat:
        """A case worker of the department in charge."""
        return self.seat("worker", "urban", "case_worker")

    def lamp(self, **changed: Any) -> UUID:
        """A report, taken in at the street."""
        return lamp(self.town.who("street", "case_intake"), **changed)


def make_streets() -> Streets:
    """The town."""
    return Streets(make_town())


def photo(colour: str = "red") -> SimpleUploadedFile:
    """A picture."""
    data = BytesIO()
    Image.new("RGB", (40, 30), colour).save(data, "JPEG")
    return SimpleUploadedFile("photo.jpg", data.getvalue(), "image/jpeg")


def state(case: UUID) -> str:
    """The present state."""
    return Case.objects.get(pk=case).state


__all__ = ["Seat", "Streets", "hidden", "make_streets", "photo", "state"]
