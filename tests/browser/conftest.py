"""A served demo and Debian's Chromium; every console error about the policy fails the test."""

import shutil
from collections.abc import Generator, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser.walker import Walker
from tests.crash.installation import Place
from tests.people.outside.provider import CLIENT, SECRET, House, provider

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def house() -> Iterator[House]:
    """The county's own log-in provider, with a real port and real keys."""
    with provider() as made:
        yield made


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory, house: House) -> Iterator[Place]:
    """The demo, loaded and served by the real command; it knows the provider."""
    place = Place(tmp_path_factory.mktemp("demo"))
    known = {"ISSUER": house.issuer, "CLIENT": CLIENT, "SECRET": SECRET, "NAME": "县统一认证"}
    place.environment.update({f"LINLI_OIDC_{name}": value for name, value in known.items()})
    place.environment["DJANGO_SETTINGS_MODULE"] = "linli.config.settings"
    place.linli("demo", "load", "--scale", "small")
    place.start("run", "-m", "linli", "run")
    place.wait_until_ready()
    yield place
    place.end()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    program = shutil.which("chromium")
    assert program, "chromium is not installed: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program,
            args=["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
        )
        yield browser
        browser.close()


def _context(chromium: Browser, **options: object) -> BrowserContext:
    return chromium.new_context(locale="zh-CN", **options)  # type: ignore[arg-type]  # the options are those of the library, passed on


@pytest.fixture(params=[WIDE, NARROW], ids=["1280", "390"])
def walker(chromium: Browser, served: Place, request: pytest.FixtureRequest) -> Iterator[Walker]:
    """Someone at a browser, at both widths."""
    context = _context(chromium, viewport=request.param)
    yield Walker(context, served)
    context.close()


@pytest.fixture
def without_script(chromium: Browser, served: Place) -> Iterator[Walker]:
    """Someone whose browser runs no JavaScript."""
    context = _context(chromium, viewport=NARROW, java_script_enabled=False)
    yield Walker(context, served)
    context.close()


@pytest.fixture
def enlarged(chromium: Browser, served: Place) -> Iterator[Walker]:
    """Someone who reads at 200 %: half the width in CSS pixels, twice the pixels."""
    context = _context(chromium, viewport={"width": 640, "height": 450}, device_scale_factor=2)
    yield Walker(context, served)
    context.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With a failure, say what each walker had on the screen: another machine keeps no screenshot."""
    report = yield
    if report.when == "call" and report.failed:
        for name, value in getattr(item, "funcargs", {}).items():
            if isinstance(value, Walker):
                report.sections.append((f"screen of {name}", value.screen()))
    return report
