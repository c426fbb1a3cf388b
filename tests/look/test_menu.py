"""The menu: so few lines that they are read at a glance, and nothing is lost from it."""

import re

import pytest
from django.test import Client

from config.navigation import MOST_LINES
from tests.cast import VN, Cast
from tests.signing_in import sign_in

LINES = re.compile(r'<a href="([^"]+)"')
EVERYBODY = [
    "karin", "jonas", "erik", "lena", "lars", "mats", "amina", "tove", "ulla", "styrbjorn",
]  # fmt: skip


def parts(client: Client) -> tuple[list[str], list[str]]:
    """The addresses in the menu and in the footer of the start page."""
    page = client.get(f"/{VN}/").content.decode()
    menu = page.split('<nav class="side"', 1)[1].split("</nav>", 1)[0]
    foot = page.split('<footer class="foot"', 1)[1].split("</footer>", 1)[0]
    return LINES.findall(menu), LINES.findall(foot)


@pytest.mark.parametrize("who", EVERYBODY)
def test_no_menu_has_more_than_eight_lines(cast: Cast, client: Client, who: str) -> None:
    sign_in(client, who)
    menu, _foot = parts(client)
    assert 0 < len(menu) <= MOST_LINES == 8


@pytest.mark.parametrize("who", EVERYBODY)
def test_everybody_finds_the_members_in_the_menu_or_in_the_footer(
    cast: Cast, client: Client, who: str
) -> None:
    sign_in(client, who)
    menu, foot = parts(client)
    assert [*menu, *foot].count(f"/{VN}/members/") == 1


def test_what_has_left_the_menu_is_found_from_the_page_that_it_belongs_to(
    cast: Cast, client: Client
) -> None:
    for who, page, links in (
        ("karin", "mentorship/", ("induction/",)),
        ("lena", "mentorship/", ("induction/",)),
        ("lena", "fees/invoices/", ("fees/contributions/",)),
        ("styrbjorn", "courses/needs/", ("courses/procurements/",)),
    ):
        sign_in(client, who)
        shown = client.get(f"/{VN}/{page}").content.decode()
        for link in links:
            assert f'href="/{VN}/{link}"' in shown, (who, page)
