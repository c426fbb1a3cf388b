"""A visitor without an account reads of the network; a coordinator writes and publishes."""

import pytest

from tests.journeys.conftest import NewVisitor
from tests.journeys.visitor import DESK, PHONE

pytestmark = pytest.mark.journey
OPEN = "/vasternorrland/open"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_visitor_reads_about_bodies_calendar_and_news_on_a_phone(
    visitor: NewVisitor, language: str
) -> None:
    anybody = visitor(language=language, width=PHONE)
    for page in ("about", "bodies", "calendar", "news", "contact"):
        anybody.go(f"{OPEN}/{language}/{page}/")
        anybody.look(page)
    anybody.go(f"{OPEN}/{language}/news/")
    anybody.page.locator("main th a").first.click()
    anybody.page.locator("article time").wait_for()
    anybody.look("one")


@pytest.mark.parametrize(("language", "width"), [("sv", DESK), ("en", PHONE)])
def test_a_coordinator_writes_publishes_and_moves_a_page(
    visitor: NewVisitor, language: str, width: int
) -> None:
    karin = visitor(language=language, width=width)
    karin.be("karin")
    karin.go("/vasternorrland/governance/pages/new/")
    title = f"Lokaler {language}"
    karin.fill(title=title, text="## Salar\n\nVi delar *salar*.")
    karin.look("new")
    karin.press("Save as a draft")
    karin.look("draft")
    karin.press("Publish")
    karin.look("publishing")
    karin.press("Publish")
    karin.page.get_by_role("heading", name=title, exact=True, level=1).wait_for()
    karin.press("Change the address")
    karin.fill(slug=f"salar-{language}")
    karin.press("Save the address")
    karin.page.get_by_role("heading", name=title, exact=True, level=1).wait_for()
    karin.go(f"{OPEN}/sv/pages/lokaler-{language}/")
    assert karin.page.url.endswith(f"/salar-{language}/")
    assert "Vi delar salar." in karin.text()
    karin.look("published")
    karin.go("/vasternorrland/governance/pages/")
    karin.look("list")
    karin.go("/vasternorrland/governance/map/")
    karin.look("map")


def test_a_page_in_yiddish_is_found_read_and_taken_down(visitor: NewVisitor) -> None:
    karin, anybody = visitor(), visitor(width=PHONE)
    karin.be("karin")
    karin.go("/vasternorrland/governance/pages/new/")
    # A greeting alone: what a real page says, somebody who speaks the language writes.
    karin.fill(title="שלום", text="## שלום\n\n* שלום", subject="information")
    karin.fill(slug="information")
    karin.page.locator("#id_language").select_option("yi")
    karin.press("Save as a draft")
    karin.press("Publish")
    karin.page.locator("[name=since]").wait_for()
    karin.press("Publish")
    karin.page.get_by_role("heading", name="שלום", level=1).wait_for()
    karin.look("editing")
    anybody.go(f"{OPEN}/sv/about/")
    anybody.page.locator("footer a[hreflang=yi]").click()
    article = anybody.page.locator("article[lang=yi][dir=rtl]")
    article.wait_for()
    box = article.locator("h1").bounding_box()
    assert box
    assert box["x"] + box["width"] > PHONE - 40
    anybody.look("read")
    karin.press("Take down")
    karin.page.locator("main form").first.wait_for()
    karin.press("Take down")
    assert karin.sees("The page is taken down.")
    # The browser keeps an open page for five minutes: ask past it.
    address = f"{anybody.house.url}{OPEN}/yi/pages/information/"
    assert anybody.context.request.get(address).status == 404
