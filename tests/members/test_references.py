"""Your reference: a format that reads itself, and the page where an authority sets it."""

import time
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from members.models import ReferenceRule
from members.references import ReferenceFormat, fits, in_words, why_no_format, why_not
from network import scope
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.signing_in import sign_in

ASKED = ReferenceFormat("Referenskod", "AA9999", "AB1234", required=True)


@pytest.mark.parametrize(
    ("pattern", "written", "is_taken"),
    [
        ("AA9999", "AB1234", True),
        ("AA9999", "ab1234", True),
        ("AA9999", "ÅÖ1234", True),
        ("AA9999", "A11234", False),
        ("AA9999", "AB12345", False),
        ("AA9999", "AB١٢٣٤", False),
        ("4599-99", "4512-34", True),
        ("4599-99", "4612-34", False),
        ("45-99", "45-12", True),
        ("9999*", "1234 Öberg", True),
        ("9999*", "1234", False),
        ("(9.9)", "(1.2)", True),
        ("(9.9)", "(1x2)", False),
        ("", "whatever", True),
        ("A9\n", "A9", False),
    ],
)
def test_a_format_takes_what_looks_like_it(pattern: str, written: str, is_taken: bool) -> None:
    assert fits(pattern, written) is is_taken


signs = {"9": st.sampled_from("0123456789"), "A": st.sampled_from("abcXYZåäöÅÄÖé")}


@given(st.text("9A*-. /()[]\\+^$|x", max_size=40), st.data())
def test_whatever_is_written_by_the_format_is_taken(pattern: str, data: st.DataObject) -> None:
    parts = [
        data.draw(st.text("09aÖ -", min_size=1, max_size=4))
        if sign == "*"
        else data.draw(signs[sign])
        if sign in signs
        else sign
        for sign in pattern
    ]
    assert fits(pattern, "".join(parts))


def test_no_format_makes_a_value_slow_to_read() -> None:
    began = time.perf_counter()
    assert not fits("*9*9*9", "1" * 79 + "x")
    assert time.perf_counter() - began < 0.2


def test_the_refusal_shows_the_format_and_an_example() -> None:
    assert why_not(ASKED, " ab1234 ") == ""
    assert "AB1234" in why_not(ASKED, "12")
    assert "Referenskod" in why_not(ASKED, "")
    assert why_not(None, "anything") == ""
    free = ReferenceFormat("Referenskod", "AA9999", "AB1234", required=False)
    assert why_not(free, "") == ""
    assert why_not(free, "12")
    assert why_not(None, "x" * 81)


def test_a_format_is_said_in_words() -> None:
    assert in_words("AA9999-*").count(",") == 3
    assert why_no_format("9999", "12")
    assert why_no_format("9999", "")
    assert why_no_format("*9*9*9*", "1")
    assert why_no_format("9**", "1aa")
    assert why_no_format("9999", "1234") == ""


def page(cast: Cast, member: str = "csn") -> str:
    return f"/{VN}/members/{cast.memberships[VN, member]}/reference/"


RULE = {"label": "Referenskod", "pattern": "AA9999", "example": "AB1234", "required": "on"}


@pytest.mark.django_db
def test_the_local_coordinator_tries_a_format_before_it_holds(client: Client, cast: Cast) -> None:
    sign_in(client, "lena")
    answer = client.post(page(cast), RULE | {"trial": "12", "try": "1"})
    assert "AB1234" in answer.context["verdict"]
    answer = client.post(page(cast), RULE | {"trial": "CD0001", "try": "1"})
    assert answer.context["verdict"] == ""
    with scope.enter(cast.users["lena"], cast.vn):
        assert not ReferenceRule.objects.exists()
    assert client.post(page(cast), RULE).status_code == 302
    assert client.post(page(cast), RULE | {"pattern": "9999"}).status_code == 200
    assert client.post(page(cast, "timra"), RULE).status_code == 403


@pytest.mark.django_db
def test_a_changed_rule_keeps_the_earlier_one_for_its_days(client: Client, cast: Cast) -> None:
    today = timezone.localdate()
    sign_in(client, "lena")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        ReferenceRule.objects.create(
            membership_id=cast.memberships[VN, "csn"], label="Kod", since=today - timedelta(days=9)
        )
    client.post(page(cast), RULE)
    client.post(page(cast), RULE | {"label": "Kostnadsställe"})
    with scope.enter(cast.users["amina"], cast.vn):
        rules = ReferenceRule.objects.order_by("since").values_list("label", "since", "until")
        assert list(rules) == [
            ("Kod", today - timedelta(days=9), today - timedelta(days=1)),
            ("Kostnadsställe", today, None),
        ]
    client.post(page(cast), {"stop": "1"})
    with scope.enter(cast.users["amina"], cast.vn):
        assert ReferenceRule.objects.on(today).count() == 0
