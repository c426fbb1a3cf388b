"""Inviting new managers to a programme."""

from collections.abc import Collection
from datetime import date

from django.utils import timezone

from induction.models import Participation, Programme
from induction.proposals import proposed
from network.actions.errand import send_on
from network.models.journal import note
from network.seat import Seat


def invite(programme: Programme, people: Collection[int], *, today: date, by: Seat) -> int:
    """Invite those of the chosen who are proposed; returns how many.

    A second click invites nobody twice, since who is invited is not proposed any more.
    """
    by.require("invite_to_induction")
    Programme.objects.select_for_update().get(pk=programme.pk)
    chosen = [person for person in proposed(programme, today=today) if person.pk in people]
    for person in chosen:
        row, _new = Participation.objects.update_or_create(
            programme=programme,
            person=person,
            defaults={
                "membership_id": person.membership_id,
                "manager_since": person.manager_since,
                "invited_at": timezone.now(),
                "invited_by": by.user.pk,
            },
        )
        note(
            "invite_to_induction",
            row,
            person_id=row.person_id,
            membership_id=row.membership_id,
            programme=programme.title,
        )
        moment = row.invited_at.strftime("%Y%m%d%H%M%S")
        send_on("induction.invite", key=f"{row.pk}-{moment}", participation_id=row.pk)
    return len(chosen)
