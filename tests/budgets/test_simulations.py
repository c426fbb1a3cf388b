"""What the pages of simulations and contributions may ask the database, however many there are."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from fees.actions.simulate import make
from fees.models import Contribution, ContributionKind, FeeModel, Simulation
from network import scope
from network.kept import Kept
from network.models import Network, User
from network.seat import Seat
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.fees.makers import furnish
from tests.signing_in import sign_in

ROWS = (2, 24)
# Who comes, the page, and the most questions that it may ask: session, scope and frame included.
PAGES = [
    ("karin", "simulations/", 16),
    ("karin", "simulations/{first}/", 18),
    ("karin", "simulations/{first}/facts/", 16),
    ("karin", "simulations/beside/?s={first}&s={second}", 16),
    ("karin", "contributions/", 22),
    ("karin", "contributions/?q=insats&sort=-value&state=accepted", 22),
    ("lena", "contributions/", 22),
    ("karin", "contributions/kinds/", 14),
]


def _add(cast: Cast, count: int) -> None:
    """More simulations, and more contributions of more kinds."""
    with scope.enter(cast.users["karin"], cast.vn) as granted:
        seat = Seat(
            User.objects.get(pk=cast.users["karin"]), Network.objects.get(pk=cast.vn), granted
        )
        models = list(FeeModel.objects.prefetch_related("steps"))
        for _turn in range(count):
            name = f"Simulering {Simulation.objects.count()}"
            make(Simulation(name=name, year=2027), models, by=seat)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        for _turn in range(count):
            kind = ContributionKind.objects.create(
                name_sv=f"Slag {ContributionKind.objects.count()}"
            )
            for member in cast.memberships.values():
                if member not in (cast.memberships[VN, "csn"], cast.memberships[VN, "timra"]):
                    continue
                Contribution.objects.create(
                    membership_id=member,
                    kind=kind,
                    what="Insats",
                    since=date(2026, 3, 1),
                    quantity=Decimal(2),
                    unit="hour",
                    rate=Decimal(500),
                    value=Decimal(1000),
                    state="accepted",
                    reported_by=0,
                    settled_by=0,
                    settled_at=timezone.now(),
                )


def test_no_page_of_simulations_asks_more_for_many_than_for_few(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Kept, "get", lambda self, key, make: make())
    furnish(cast.vn, cast.memberships[VN, "spv"])
    counts: list[dict[str, int]] = []
    for rows in ROWS:
        _add(cast, rows)
        with scope.enter(cast.users["karin"], cast.vn):
            first, second = Simulation.objects.order_by("pk").values_list("pk", flat=True)[:2]
        asked = {}
        for who, path, _most in PAGES:
            client = Client()
            sign_in(client, who)
            client.get(f"/{VN}/search/?q=nothing")
            with CaptureQueriesContext(connection) as questions:
                address = f"/{VN}/fees/{path.format(first=first, second=second)}"
                assert client.get(address).status_code == 200
            asked[f"{who} {path}"] = len(questions)
        counts.append(asked)
    few, many = counts
    assert many == few
    over = {f"{who} {path}": (few[f"{who} {path}"], most) for who, path, most in PAGES}
    assert {page: count for page, count in over.items() if count[0] > count[1]} == {}
