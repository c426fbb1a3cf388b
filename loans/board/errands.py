"""Letters of the board whose receivers the one who acts may not see."""

from django.utils import timezone

from loans.board import emails
from loans.models import Approach, Notice
from members.models import Person
from members.receivers import receivers
from network.actions.errand import errand


def _notice(pk: int) -> Notice:
    found: Notice = Notice.objects.with_owner().select_related("network").get(pk=pk)
    return found


@errand("loans.ask_to_publish")
def ask_to_publish(notice_id: int) -> None:
    """Tell HR of the authority that a notice waits for them."""
    notice = _notice(notice_id)
    if notice.published_at is None and notice.membership_id:
        for person in receivers([notice.membership_id])[notice.membership_id]:
            emails.publish_asked(notice, person)


@errand("loans.tell_published")
def tell_published(notice_id: int, by: int) -> None:
    """Tell the writer, where it was somebody else who published."""
    notice = _notice(notice_id)
    for writer in _at_work(notice.written_by_id):
        if writer.user_id != by:
            emails.published(notice, writer)


def _at_work(person_id: int | None) -> list[Person]:
    """Somebody, where they still work there."""
    there = Person.objects.on(timezone.localdate()).filter(pk=person_id)
    return list(there.select_related("user"))


def _approach(pk: int) -> Approach:
    rows = Approach.objects.select_related(
        "notice__network", "notice__membership__authority", "notice__party", "person"
    ).select_related("membership__authority", "party")
    found: Approach = rows.get(pk=pk)
    return found


@errand("loans.tell_approach")
def tell_approach(approach_id: int) -> None:
    """Tell HR of the lender who would like to borrow."""
    row = _approach(approach_id)
    lender = row.notice.membership_id
    if row.declined_at is None and lender:
        for person in receivers([lender])[lender]:
            emails.approached(row, person)


@errand("loans.tell_declined_approach")
def tell_declined_approach(approach_id: int) -> None:
    """Tell who asked, and HR of their authority, that the lender said no."""
    row = _approach(approach_id)
    there: dict[int, Person] = {}
    if row.membership_id:
        there = {one.pk: one for one in receivers([row.membership_id])[row.membership_id]}
    there |= {one.pk: one for one in _at_work(row.person_id)}
    for person in there.values():
        emails.declined(row, person)
