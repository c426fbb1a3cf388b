"""An authority would like to borrow staff that is on offer; the lender names somebody, or no."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from loans.board.forms import not_covered
from loans.models import Approach, Notice
from loans.rules import LoanRefused, NoticeKind
from loans.terms import covered
from network.actions.errand import send_on
from network.models.journal import note
from network.seat import Seat


def approach(row: Approach, *, by: Seat) -> None:
    """Tell the lender that an authority would borrow; once for each authority and offer."""
    by.require("approach_offer")
    _refuse_the_wrong(row.notice, row)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as twice:
        raise LoanRefused(_("Your authority has answered it already.")) from twice
    _note("approach_offer", row)
    send_on("loans.tell_approach", key=str(row.pk), approach_id=row.pk)


def _refuse_the_wrong(notice: Notice, row: Approach) -> None:
    if notice.kind != NoticeKind.IDLE or not notice.is_open(timezone.localdate()):
        raise LoanRefused(_("The offer is not open any more."))
    if row.membership_id == notice.membership_id:
        raise LoanRefused(_("It is your own authority's offer."))
    if row.membership and covered(row.membership.authority.kind) is None:
        raise LoanRefused(not_covered(row.membership))


def decline(row: Approach, why: str, *, by: Seat) -> bool:
    """Say no to an authority, with words; False when that was said already."""
    by.require("answer_approach", row.notice)
    if row.interests.filter(withdrawn_at=None, declined_at=None).exists():
        raise LoanRefused(
            _("Somebody is named for it. Withdraw the naming before you say no to the authority.")
        )
    done = Approach.objects.filter(pk=row.pk, declined_at=None).update(
        declined_at=timezone.now(), declined_why=why
    )
    if done:
        _note("decline_approach", row)
        send_on("loans.tell_declined_approach", key=str(row.pk), approach_id=row.pk)
    return bool(done)


def _note(verb: str, row: Approach) -> None:
    note(verb, row.notice, membership_id=row.membership_id, title=row.notice.title)
