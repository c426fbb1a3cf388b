"""A running portal for each worker, a fresh browser for each journey."""

from collections.abc import Callable, Generator, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.journeys.house import House, running_house
from tests.journeys.visitor import DESK, Visitor

CHROMIUM = "/usr/bin/chromium"
NewVisitor = Callable[..., Visitor]


@pytest.fixture(scope="session")
def house(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The portal, running; the roles come with the tests' own template."""
    shared = tmp_path_factory.getbasetemp()
    if (shared.parent / "template-is-made").exists():  # several workers share the folder above
        shared = shared.parent
    with running_house(tmp_path_factory.mktemp("house"), shared) as running:
        yield running


@pytest.fixture
def browser(house: House) -> Iterator[Browser]:
    """A browser for one journey alone: its event loop must not outlive the test."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


@pytest.fixture
def visitor(browser: Browser, house: House, request: pytest.FixtureRequest) -> NewVisitor:
    """Makes somebody in front of a browser: width, language, with JavaScript or without."""

    def make(*, width: int = DESK, language: str = "sv", javascript: bool = True) -> Visitor:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            locale="sv-SE" if language == "sv" else "en-GB",
            timezone_id="Europe/Stockholm",
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        title = f"{request.node.originalname.removeprefix('test_')}-{width}-{language}"
        return Visitor(context, house, title, language, scripts=javascript)

    return make


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A failed journey shows how the programs' logs end."""
    report = yield
    house: Any = getattr(item, "funcargs", {}).get("house")
    if report.failed and isinstance(house, House):
        report.sections.append(("the portal's logs", house.logs()))
    return report
