"""A browser and a server of the gallery alone, for the tests that need eyes and keys."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

PROJECT = Path(__file__).resolve().parents[2]
AXE = PROJECT / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
STARTS_WITHIN = 60


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(STARTS_WITHIN * 10):
        assert server.poll() is None, "the gallery's server ended"
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(address)


@contextmanager
def gallery_server() -> Iterator[str]:
    """The address of a gallery that runs in a process of its own."""
    address = f"127.0.0.1:{_free_port()}"
    command = [sys.executable, "-m", "django", "runserver", "--noreload", address]
    settings = {"DJANGO_SETTINGS_MODULE": "tests.ui.gallery_settings", "PYTHONPATH": str(PROJECT)}
    server = subprocess.Popen(
        command,
        cwd=PROJECT,
        env={**os.environ, **settings},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(f"http://{address}/ui/gallery/?page=confirm", server)
        yield f"http://{address}/ui/gallery/"
    finally:
        server.terminate()
        server.wait(10)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's chromium."""
    program = shutil.which("chromium")
    assert program, "no chromium: install it, or leave out the tests marked browser"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


class Eyes:
    """Opens pages and remembers every complaint of the browser."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser, self.address = browser, address
        self.complaints: list[str] = []
        self.contexts: list[BrowserContext] = []

    def open(self, query: str, width: int = 1280, height: int = 900, **options: Any) -> Page:
        """A page of the gallery in a fresh context."""
        options.setdefault("locale", "zh-CN")
        context = self.browser.new_context(viewport={"width": width, "height": height}, **options)
        self.contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: self.complaints.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda e: self.complaints.append(str(e)))
        page.goto(self.address + query)
        page.wait_for_load_state("networkidle")
        return page

    def close(self) -> None:
        """End everything that was opened."""
        for context in self.contexts:
            context.close()


def violations(page: Page) -> list[str]:
    """What axe finds wrong, as rule and first element."""
    page.evaluate("scrollTo(0, 0)")  # else rows under the sticky head count as covered
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("(rules) => axe.run(document, {runOnly: rules})", RULES)
    return [f"{v['id']}: {v['nodes'][0]['html'][:150]}" for v in found["violations"]]
