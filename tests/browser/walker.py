"""A person at a browser: logs in, opens pages, and has each page checked."""

import time
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Page

from tests.crash.installation import Place

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
PASSWORD = "Linli-demo-2026"
_used_codes: set[tuple[str, str]] = set()
_cookies: dict[tuple[int, str], Any] = {}


class Walker:
    """Wraps one browser context."""

    def __init__(self, context: BrowserContext, place: Place) -> None:
        self.place, self.context = place, context
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", self._heard)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(message.text)

    def open(self, path: str) -> Page:
        """Open an address of the installation."""
        self.page.goto(f"http://127.0.0.1:{self.place.port}{path}", wait_until="load")
        return self.page

    def screen(self) -> str:
        """Address, words and complaints, for the report of a failure."""
        try:
            words = self.page.inner_text("body", timeout=2000)
        except Error as error:
            words = str(error)
        return "\n".join((self.page.url, words, *self.complaints))

    def code(self, name: str) -> str:
        """Six digits that were not used yet (each is good once)."""
        while True:
            code = self.place.linli("demo", "code", name).strip().splitlines()[-1]
            if (name, code) not in _used_codes:
                _used_codes.add((name, code))
                return code
            time.sleep(1)

    def log_in(self, name: str) -> None:
        """Come in again where this person is still logged in; else both steps by keyboard.

        A code is good once in thirty seconds, so to log in at every turn would be most of the time these tests take.
        """
        known = (self.place.port, name)
        if known in _cookies:
            self.context.add_cookies(_cookies[known])
            if "/login/" not in self.open("/desk/").url:
                return
            self.context.clear_cookies()
        self._both_steps(name)
        _cookies[known] = self.context.cookies()

    def _both_steps(self, name: str) -> None:
        page = self.open("/login/")
        page.fill("[name=login]", name)
        page.fill("[name=password]", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_selector("[name=code]")
        page.fill("[name=code]", self.code(name))
        page.keyboard.press("Enter")
        page.wait_for_url("**/desk/")

    def check(self) -> None:
        """No violation found by axe, no complaint about the content security policy, nothing wider than the screen."""
        faults = axe(self.page)
        assert faults == [], faults
        blocked = [text for text in self.complaints if "Content Security Policy" in text or "Refused to" in text]
        assert blocked == []
        too_wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert too_wide <= 1, f"the page is {too_wide} px wider than the screen"


def axe(page: Page) -> list[tuple[str, str]]:
    """(rule, first place) of every violation of WCAG 2.x A and AA."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    # Where a page scrolled to a message by itself, the head of a table stands over rows, and axe would measure from its
    # box to theirs, which lie hidden under it.
    page.evaluate("document.querySelectorAll('thead th').forEach(head => { head.style.position = 'static' })")
    found: Any = page.evaluate(
        "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
    )
    return [(violation["id"], violation["nodes"][0]["html"][:200]) for violation in found["violations"]]
