"""Logs into the demo and walks the desk; finds numbers and phones wherever they stand."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.core.cache import cache
from django.test import Client

from linli.demo.loading import PASSWORD
from linli.people.commands.second_factor import present_code
from linli.people.models import ContactPoint, Person
from linli.people.queries.founding import account_named
from linli.people.queries.person_values import opened, opened_contact
from linli.people.queries.second_factor import totp_secret_of

LINKS = re.compile(r'(?:href|hx-get)="(/[^"#]*)"')
DIGITS = re.compile(r"[0-9]{11,}[0-9Xx]?")


def logged_in(name: str) -> Client:
    """Someone of the demo at a browser."""
    cache.clear()
    client = Client()
    account = account_named(name)
    assert account is not None, name
    client.post("/login/", {"login": name, "password": PASSWORD})
    client.post("/login/code/", {"code": present_code(totp_secret_of(account) or "")})
    return client


def walk(client: Client, starts: Iterable[str], most: int) -> Iterator[tuple[str, Any]]:
    """(address, response) of pages reached by links from ``starts``."""
    waiting, seen = list(starts), set(starts)
    while waiting and most > 0:
        path, most = waiting.pop(0), most - 1
        page = client.get(path)
        yield path, page
        if page.status_code != 200 or page.streaming:
            continue
        for link in LINKS.findall(page.content.decode()):
            if link.startswith("/desk/") and link not in seen:
                seen.add(link)
                waiting.append(link)


def secrets() -> frozenset[str]:
    """Every identity number, phone and mail address of the database, as it is stored and as one writes it."""
    found = {opened(row, "identity") for row in Person.objects.order_by("id")} - {""}
    contacts = {opened_contact(row) for row in ContactPoint.objects.order_by("id")}
    return frozenset(found | contacts | {text.removeprefix("+86") for text in contacts})


def leaks(text: str, hidden: frozenset[str]) -> set[str]:
    """The secrets that stand in a text: looked for by their digits, so that 20,000 cost no more than one."""
    found = {item for item in hidden if "@" in item and item in text} if "@" in text else set()
    for run in DIGITS.findall(text):
        plain = run.upper()
        found |= {
            plain[start : start + size]
            for size in (11, 18)
            for start in range(len(plain) - size + 1)
            if plain[start : start + size] in hidden
        }
    return found


def cells() -> Iterator[tuple[str, str]]:
    """Every cell of every table as (table.column, text); bytes as they are and as hex."""
    for model in apps.get_models():
        for row in model._default_manager.order_by("pk").values():
            for name, value in row.items():
                yield f"{model._meta.db_table}.{name}", _text(value)


def _text(value: Any) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("utf-8", "replace") + " " + bytes(value).hex()
    return str(value)
