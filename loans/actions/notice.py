"""Notices: writing, asking HR to publish, publishing, closing and hanging up again."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from loans.models import Notice, NoticeDraft
from loans.rules import LoanRefused
from network.actions.errand import send_on
from network.models.journal import note
from network.seat import Seat


def save_notice(notice: Notice, *, by: Seat) -> None:
    """Keep a notice as it is written; a new one is read by its writer and HR alone."""
    new = notice.pk is None
    if new:
        by.require("write_notice")
    else:
        by.require("change_notice", notice)
    notice.save()
    NoticeDraft.objects.filter(
        person__in=by.scope.people, notice=None if new else notice.pk
    ).delete()
    _note("write_notice" if new else "change_notice", notice)


def ask_to_publish(notice: Notice, *, by: Seat) -> bool:
    """Hand a draft to HR of its authority; False when HR was asked already."""
    by.require("change_notice", notice)
    done = Notice.objects.filter(pk=notice.pk, asked_at=None, published_at=None).update(
        asked_at=timezone.now()
    )
    if done:
        _note("ask_to_publish_notice", notice)
        send_on("loans.ask_to_publish", key=str(notice.pk), notice_id=notice.pk)
    return bool(done)


def publish(notice: Notice, *, by: Seat) -> bool:
    """Hang a notice on the board; False when it hangs there already."""
    by.require("publish_notice", notice)
    if notice.published_at is None:
        _refuse_the_late(notice, timezone.localdate())
    done = Notice.objects.filter(pk=notice.pk, published_at=None).update(
        published_at=timezone.now(), published_by=by.user.pk
    )
    if done:
        _note("publish_notice", notice)
        send_on("loans.tell_published", key=str(notice.pk), notice_id=notice.pk, by=by.user.pk)
    return bool(done)


def close(notice: Notice, *, by: Seat) -> bool:
    """Take a notice off the board; False when it was closed already."""
    by.require("close_notice", notice)
    done = Notice.objects.filter(pk=notice.pk, published_at__isnull=False, closed_at=None).update(
        closed_at=timezone.now()
    )
    if done:
        _note("close_notice", notice)
    return bool(done)


def reopen(notice: Notice, *, by: Seat) -> bool:
    """Hang a closed notice up again; False when it hangs there."""
    by.require("close_notice", notice)
    _refuse_the_late(notice, timezone.localdate())
    done = Notice.objects.filter(pk=notice.pk, closed_at__isnull=False).update(closed_at=None)
    if done:
        _note("reopen_notice", notice)
    return bool(done)


def remove(notice: Notice, *, by: Seat) -> None:
    """Throw away a notice that was never published."""
    by.require("change_notice", notice)
    if notice.published_at:
        raise LoanRefused(_("It has been on the board. Close it instead."))
    _note("remove_notice", notice)
    notice.delete()


def _refuse_the_late(notice: Notice, today: date) -> None:
    if notice.answer_by < today:
        raise LoanRefused(
            _("The last day to answer has passed. Change it first, then people can answer.")
        )


def _note(verb: str, notice: Notice) -> None:
    note(verb, notice, membership_id=notice.membership_id, title=notice.title)
