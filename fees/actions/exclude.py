"""Leaving a member out of a run that is being prepared, and taking it in again."""

from django.utils import timezone
from django.utils.translation import gettext as _

from fees.actions.run import in_hand
from fees.models import Exclusion, InvoiceRun
from fees.problems import RunRefused
from members.models import Membership
from network.models.journal import note
from network.seat import Seat


def exclude(run: InvoiceRun, member: Membership, why: str, *, by: Seat) -> None:
    """Leave a member out, with the reason; its charges wait for another run. Twice is once."""
    run = in_hand(run)
    if run.exclusions.holding().filter(membership=member).exists():
        return
    Exclusion.objects.create(run=run, membership=member, reason=why, by=by.user.pk)
    note("exclude_from_run", run, membership_id=member.pk, member=member.name, why=why)


def include(run: InvoiceRun, member: Membership, *, by: Seat) -> None:
    """Take a member that was left out in again."""
    run = in_hand(run)
    held = run.exclusions.holding().filter(membership=member)
    if not held.update(undone_by=by.user.pk, undone_at=timezone.now()):
        raise RunRefused(_("The member is not left out of the run."))
    note("include_in_run", run, membership_id=member.pk, member=member.name)
