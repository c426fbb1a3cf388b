"""Authorities declare how many seats they need; their firm shares follow from it."""

from collections.abc import Mapping

from courses.models import DeclaredNeed, Run
from members.models import Membership
from network.models.journal import note
from network.seat import Seat


def declare(run: Run, needs: Mapping[int, int | None], *, by: Seat) -> None:
    """Keep the seats that each authority needs on a run; None takes a declaration away."""
    for membership, seats in needs.items():
        about = DeclaredNeed(run=run, membership=Membership(pk=membership), seats=seats or 0)
        by.require("declare_need", about)
        there = DeclaredNeed.objects.filter(run=run, membership=membership)
        if seats is None:
            there.delete()
        else:
            DeclaredNeed.objects.update_or_create(
                run=run, membership_id=membership, defaults={"seats": seats}
            )
    note("declare_need", run, needs={str(pk): seats for pk, seats in needs.items()})
