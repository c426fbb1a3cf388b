"""Authorities that ask for approvals, the letters they cause, and the links in them."""

import re
from typing import Any

from django.core import mail

from courses.models import Approval, ApprovalRule, Enrolment
from network import scope
from network.actions import errand
from network.actions import letter as letters
from network.models import Errand, Letter
from tests.cast import VN, Cast
from tests.databases import acting_as


def ask_for(cast: Cast, *, manager: bool = True, local: bool = False, days: int = 7) -> None:
    """CSN asks for approvals."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        ApprovalRule.objects.create(
            membership_id=cast.memberships[VN, "csn"], manager=manager, local=local, days=days
        )


def do_errands(cast: Cast, *names: str) -> None:
    """Do what waits, as the worker."""
    with acting_as("portal_worker"):
        with scope.enter_system(cast.vn):
            found = Errand.objects.waiting().order_by("pk")
            waiting = list((found.filter(name__in=names) if names else found).values("pk"))
        for row in waiting:
            assert errand.run(cast.vn, row["pk"])


def letters_named(cast: Cast, name: str) -> list[Letter]:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        return list(Letter.objects.filter(name=name).order_by("pk"))


def links_by_mail(cast: Cast, name: str) -> dict[str, str]:
    """Post the letters of a name; the path of the link in each, by receiver."""
    mail.outbox = []
    with acting_as("portal_worker"):
        for letter in letters_named(cast, name):
            letters.post(cast.vn, letter.pk)
    found = {}
    for message in mail.outbox:
        link = re.search(r"/reply/[a-z]+/[\w-]{43}/", str(message.body))
        assert link, message.body
        found[message.to[0].partition("@")[0]] = link[0]
    return found


def state_of(cast: Cast, who: str) -> list[str]:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        mine = Enrolment.objects.filter(person=cast.person(who)).order_by("pk")
        return list(mine.values_list("state", flat=True))


def open_approvals(cast: Cast, **facts: Any) -> list[int]:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        found = Approval.objects.filter(state="asked", **facts).order_by("pk")
        return list(found.values_list("pk", flat=True))
