"""What interest and consent ask of somebody on the start page."""

from collections import Counter

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loans.consents.parties import borrower_of
from loans.models import Interest, Notice
from network.seat import Seat
from network.start import ToDo

MOST = 20


def todos(seat: Seat) -> list[ToDo]:
    """Answers about one's staff and oneself, and those to choose among."""
    return [*_to_answer(seat), *_named(seat), *_to_choose(seat)]


def _to_answer(seat: Seat) -> list[ToDo]:
    rows = Interest.objects.waiting_for(seat).with_standing().order_by("agreed_at", "pk")[:MOST]
    return [
        ToDo(
            what=_("%(name)s would like to go on a loan") % {"name": row.name},
            why=f"{borrower_of(row).short_name}: {row.notice.title}",
            button=_("Answer"),
            url=reverse("loan_interest_answer", args=[row.pk]),
            due=row.notice.answer_by,
        )
        for row in rows
    ]


def _named(seat: Seat) -> list[ToDo]:
    rows = Interest.objects.of(seat).filter(agreed_at=None, withdrawn_at=None).with_standing()
    return [
        ToDo(
            what=_("Would you like to go on a loan to %(name)s?")
            % {"name": borrower_of(row).short_name},
            why=_("HR of your authority has thought of you."),
            button=_("Answer"),
            url=reverse("loan_interest_yes", args=[row.pk]),
        )
        for row in rows[:MOST]
    ]


def _to_choose(seat: Seat) -> list[ToDo]:
    if not seat.may("choose_for_loan") or not seat.scope.memberships:
        return []
    ours = seat.scope.memberships
    asked = Q(approach=None, notice__membership__in=ours) | Q(approach__membership__in=ours)
    rows = Interest.objects.agreed().filter(asked, declined_at=None).with_standing()
    waiting = [row for row in rows if not row.chosen]
    of_offers = [row for row in waiting if row.approach_id]
    counted = Counter(row.notice_id for row in waiting if not row.approach_id)
    notices: dict[int, Notice] = {row.notice_id: row.notice for row in waiting}
    return [
        *(
            ToDo(
                what=ngettext(
                    "%(n)s person to choose or decline", "%(n)s people to choose among", number
                )
                % {"n": number},
                why=notices[pk].title,
                button=_("See who"),
                url=reverse("loan_interested", args=[pk]),
                due=notices[pk].starts,
            )
            for pk, number in counted.items()
        ),
        *(
            ToDo(
                what=_("Somebody is named for the loan that you asked for"),
                why=row.notice.title,
                button=_("See who"),
                url=reverse("loan_interest", args=[row.pk]),
                due=row.notice.starts,
            )
            for row in of_offers
        ),
    ]
