"""What loans ask of people on their start page, what comes next, and what a search finds."""

from datetime import date, datetime, time

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from loans.models import EarlyEnd, Evaluation, Loan, Review
from loans.rules import LIVE, Side, Stage
from loans.signing.answering import CLOSES_AFTER, own_voice
from loans.signing.listing import SOUGHT, WITH
from network.seat import Seat
from network.sought import holding
from network.start import Coming, Found, ToDo

MOST = 20


def todos(seat: Seat) -> list[ToDo]:
    """Does the need remain, may it go on, may it end sooner, what did it give."""
    today = timezone.localdate()
    return [
        *_to_assess(seat),
        *_to_answer(seat),
        *_to_let_go(seat),
        *_to_evaluate(seat, today),
    ]


def _seen(seat: Seat) -> Q:
    """Loans in which the seat itself acts; the coordinators' whole view is no task."""
    scope = seat.scope
    return (
        Q(lender__in=scope.memberships)
        | Q(borrower__in=scope.memberships)
        | Q(leader__in=scope.people)
    )


def _between(loan: Loan) -> str:
    return f"{loan.lent_by.short_name} – {loan.borrowed_by.short_name}"


def _to_assess(seat: Seat) -> list[ToDo]:
    rows = Loan.objects.filter(stage=Stage.RUNNING, ended_on=None, warned_at__isnull=False).exclude(
        reviews__agreed=False
    )
    near = rows.filter(Q(borrower__in=seat.scope.memberships) | Q(leader__in=seat.scope.people))
    return [
        ToDo(
            what=_("Does the need of %(name)s remain?") % {"name": loan.name},
            why=_between(loan),
            button=_("Take a stand"),
            url=reverse("loan_review_new", args=[loan.pk]),
            due=loan.ends,
        )
        for loan in near.select_related(*WITH)[:MOST]
        if seat.may("ask_for_extension", loan)
    ]


def _to_answer(seat: Seat) -> list[ToDo]:
    if not seat.may("answer_extension"):
        return []
    rows = Review.objects.filter(
        agreed=None, loan__stage=Stage.REVIEW, loan__lender__in=seat.scope.memberships
    )
    wanted = [f"loan__{name}" for name in WITH]
    return [
        ToDo(
            what=_("May the loan of %(name)s go on?") % {"name": row.loan.name},
            why=_between(row.loan),
            button=_("Answer"),
            url=reverse("loan_review_answer", args=[row.loan_id]),
            due=row.loan.ends,
        )
        for row in rows.select_related(*wanted)[:MOST]
    ]


def _to_let_go(seat: Seat) -> list[ToDo]:
    if not seat.may("break_off_loan"):
        return []
    ours = seat.scope.memberships
    rows = EarlyEnd.objects.filter(shorter=True, agreed=None, loan__stage__in=LIVE).filter(
        Q(side=Side.LENDER, loan__borrower__in=ours) | Q(side=Side.BORROWER, loan__lender__in=ours)
    )
    wanted = [f"loan__{name}" for name in WITH]
    return [
        ToDo(
            what=_("May the loan of %(name)s end sooner?") % {"name": row.loan.name},
            why=_between(row.loan),
            button=_("Answer"),
            url=reverse("loan_early_end_answer", args=[row.loan_id]),
            due=row.last_day,
        )
        for row in rows.select_related(*wanted)[:MOST]
    ]


def _to_evaluate(seat: Seat, today: date) -> list[ToDo]:
    mine = _seen(seat) | Q(person__in=seat.scope.people | seat.scope.staff)
    rows = Loan.objects.filter(
        mine,
        stage__in=(Stage.ENDED, Stage.BROKEN),
        started_at__isnull=False,
        ended_on__gte=today - CLOSES_AFTER,
    )
    loans = list(rows.select_related(*WITH)[:MOST])
    said = (
        set(Evaluation.objects.filter(loan__in=loans).values_list("loan_id", "who"))
        if loans
        else set()
    )
    return [
        ToDo(
            what=_("What did the loan of %(name)s give?") % {"name": loan.name},
            why=_between(loan),
            button=_("Evaluate"),
            url=reverse("loan_evaluation", args=[loan.pk]),
            due=loan.last_day + CLOSES_AFTER,
        )
        for loan in loans
        if (loan.pk, own_voice(loan, seat)) not in said
    ]


def coming(seat: Seat) -> list[Coming]:
    """First and last days of the loans that one is in, or answers for, in the time ahead."""
    today = timezone.localdate()
    mine = _seen(seat) | Q(person__in=seat.scope.people | seat.scope.staff)
    rows = Loan.objects.filter(mine, stage__in=LIVE).select_related(*WITH).order_by("starts")
    found = []
    for loan in rows[:MOST]:
        url = reverse("loan", args=[loan.pk])
        if loan.starts >= today:
            words = _("The loan of %(name)s begins") % {"name": loan.name}
            found.append(Coming(_at(loan.starts), words, _between(loan), url))
        if loan.last_day >= today:
            words = _("Last day of the loan of %(name)s") % {"name": loan.name}
            found.append(Coming(_at(loan.last_day), words, _between(loan), url))
    return found


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(0)))


def found(seat: Seat, words: str) -> list[Found]:
    """Loans by name, title or authority, among those that one may see."""
    rows = holding(Loan.objects.seen_by(seat).select_related(*WITH), words, *SOUGHT)
    return [
        Found(_("Staff loan"), loan.name, _between(loan), reverse("loan", args=[loan.pk]))
        for loan in rows.order_by("-starts")[:5]
    ]
