"""Asking in a round as a browser does it, and what the worker does afterwards."""

import re
from typing import Any

from django.test import Client

from mentorship.models import Interest
from network import scope
from network.actions import errand
from network.links import put_secrets_in
from network.models import Errand, Letter, User
from tests.cast import Cast, email
from tests.databases import acting_as

AT = "/vasternorrland/mentorship"
WISH: dict[str, Any] = {
    "areas": ["talks", "change"],
    "goals": "Våga mer",
    "meeting": "place",
    "language": "sv",
}
LINK = re.compile(r"/reply/vasternorrland/[^/\s]+/")


def enter(client: Client, who: str) -> None:
    client.force_login(User.objects.get(email=email(who)))


def run_errands(cast: Cast) -> None:
    """What the worker does after the commit."""
    with acting_as("portal_worker"):
        with scope.enter_system(cast.vn):
            waiting = list(Errand.objects.waiting().values_list("pk", flat=True))
        for pk in waiting:
            assert errand.run(cast.vn, pk)


def letters(cast: Cast, name: str = "") -> list[Letter]:
    """The letters of the outbox in order, of one kind where a name is given."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        rows = Letter.objects.order_by("pk")
        return list(rows.filter(name=name) if name else rows)


def link_in(cast: Cast, letter: Letter) -> str:
    """The link of a letter as it is posted, with its secret."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        (text,) = put_secrets_in([letter.text], person_id=letter.person_id)
    found = LINK.search(text)
    assert found
    return found[0]


def the_interest(cast: Cast) -> Interest:
    """The only expression of interest there is."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        found: Interest = Interest.objects.with_all().get()
        return found
