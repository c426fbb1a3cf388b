"""What the pages of procurements may ask the database: the same, whatever there is to show.

Counted cold, with nothing kept, at a few rows and at many.
"""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from courses.models import CallOffRight, ContractPrice, Procurement
from network import scope
from network.kept import Kept
from tests.cast import VN, Cast
from tests.courses.makers import make_course, make_run
from tests.courses.procurements import (
    make_contract,
    make_kind,
    make_limits,
    make_option,
    make_price,
    make_supplier,
)
from tests.signing_in import sign_in

ROWS = (2, 24)
# Who comes, the page, and the most questions that it may ask: session, scope and frame included.
PAGES = [
    ("jonas", "procurements/", 19),
    ("jonas", "procurements/?q=kurs&sort=-value&form=direct", 19),
    ("jonas", "procurements/suppliers/", 11),
    ("jonas", "procurements/limits/", 10),
    ("jonas", "procurements/renewals/", 11),
    ("jonas", "procurements/guard/", 11),
    ("jonas", "procurements/{contract}/", 28),
    ("jonas", "procurements/{contract}/estimates/", 26),
    ("lena", "procurements/ours/", 12),
]


def _add(cast: Cast, count: int, first: Procurement) -> None:
    """More contracts, each with an option and a price, and more runs of the first one's course."""
    course = first.purposes.get().course
    for place in range(count):
        name = f"Kurs {Procurement.objects.count()}"
        it = make_contract(
            cast.memberships[VN, "spv"],
            make_course(name),
            title=name,
            supplier=make_supplier(f"{name} AB"),
            same_kind=make_kind(name),
        )
        make_option(it, 800)
        CallOffRight.objects.create(procurement=it, membership_id=cast.memberships[VN, "csn"])
        make_run(course=course, number=course.runs.count() + 1)
        day = timezone.localdate() + timedelta(days=place)
        make_price(first, 5, "run", since=day, until=day)


def test_no_page_of_procurements_asks_more_for_many_than_for_few(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Kept, "get", lambda self, key, make: make())
    with scope.enter(cast.users["jonas"], cast.vn):
        make_limits()
        first = make_contract(cast.memberships[VN, "spv"], make_course("Först"))
        make_option(first, 700)
    counts: list[dict[str, int]] = []
    for rows in ROWS:
        with scope.enter(cast.users["jonas"], cast.vn):
            ContractPrice.objects.filter(procurement=first, unit="run").delete()
            _add(cast, rows, first)
        asked = {}
        for who, path, _most in PAGES:
            client = Client()
            sign_in(client, who)
            address = f"/{VN}/courses/{path.format(contract=first.pk)}"
            client.get(f"/{VN}/search/?q=nothing")
            with CaptureQueriesContext(connection) as questions:
                assert client.get(address).status_code == 200
            asked[f"{who} {path}"] = len(questions)
        counts.append(asked)
    few, many = counts
    assert many == few
    over = {f"{who} {path}": (few[f"{who} {path}"], most) for who, path, most in PAGES}
    assert {page: count for page, count in over.items() if count[0] > count[1]} == {}
