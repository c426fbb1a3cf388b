"""Inviting, the letters and their links, as the tests of the induction programme do it."""

import re

from django.test import Client

from induction.models import Participation
from network import scope
from network.actions import errand
from network.links import put_secrets_in
from network.models import Errand, Letter, User
from tests.cast import Cast, email
from tests.databases import acting_as
from tests.signing_in import sign_in

AT = "/vasternorrland/induction"


def run_errands(cast: Cast) -> None:
    """What the worker does after the commit."""
    with acting_as("portal_worker"):
        with scope.enter_system(cast.vn):
            waiting = list(Errand.objects.waiting().values_list("pk", flat=True))
        for pk in waiting:
            assert errand.run(cast.vn, pk)


def letters(cast: Cast) -> dict[str, Letter]:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        return {row.name: row for row in Letter.objects.order_by("pk")}


def link_in(cast: Cast, letter: Letter) -> str:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        text = put_secrets_in([letter.text], person_id=letter.person_id)[0]
    found = re.search(r"/reply/[a-z-]+/[\w-]+/", text)
    assert found
    return found[0]


def enter(client: Client, who: str) -> None:
    client.force_login(User.objects.get(email=email(who)))


def invite(cast: Cast, client: Client, programme: int, *who: str) -> None:
    sign_in(client, "karin")
    chosen = [cast.person(one) for one in who]
    assert client.post(f"{AT}/{programme}/invitations/", {"chosen": chosen}).status_code == 302
    run_errands(cast)


def participations(cast: Cast) -> list[Participation]:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        return list(Participation.objects.with_all().order_by("pk"))
