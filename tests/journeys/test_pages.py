"""The pages that everybody stops at, on every width."""

import pytest

from tests.journeys.conftest import NewVisitor

pytestmark = pytest.mark.journey

SMALLEST = 320


@pytest.mark.parametrize("language", ["sv", "en"])
def test_start_courses_and_run_fit_the_smallest_window(visitor: NewVisitor, language: str) -> None:
    amina = visitor(width=SMALLEST, language=language)
    amina.be("amina")
    amina.look("start")
    amina.go("/vasternorrland/courses/")
    amina.look("courses")
    amina.page.locator(".runs a").first.click()
    amina.look("run")
