"""What interest and consent lead to after a commit, and what is looked after by the hour."""

from collections.abc import Iterable
from datetime import date, timedelta

from celery import shared_task
from django.utils import timezone

from fees.bank_days import is_bank_day
from loans.actions.forget import forget
from loans.consents import emails
from loans.consents.named import Named, named
from loans.consents.parties import borrower_of, lender_of
from loans.consents.standing import Standing, standing_of
from loans.models import Interest, Loan, OutsideParty
from loans.rules import Stage
from members.models import Membership, Person
from members.receivers import COORDINATORS, holders, receivers
from network import scope
from network.actions.errand import errand, send_on

REMIND_AFTER = 5  # working days without an answer; once
UNDO_CLOSING = timedelta(hours=1)  # so long may a closing of a notice be undone before it is told


def _get(pk: int) -> Interest:
    seen = Interest.objects.with_standing().select_related("network", "person__manager__user")
    found: Interest = seen.select_related("person__user").get(pk=pk)
    return found


def answerers(interest: Interest) -> list[Person]:
    """Who may consent: the manager, or where none is registered HR of the authority."""
    person = interest.person
    if person is None or interest.membership_id is None:
        return []
    if person.manager:
        return [person.manager]
    hr = receivers([interest.membership_id])[interest.membership_id]
    return [one for one in hr if one.pk != person.pk]


@errand("loans.ask_consent")
def ask_consent(interest_id: int) -> None:
    """Ask who answers for the employee; nobody else is told."""
    ask(_get(interest_id))


def ask(interest: Interest, *, again: bool = False) -> None:
    """Write to those who may consent; where there is nobody, the employee is told so."""
    if standing_of(interest) != Standing.WAITING:
        return
    who = answerers(interest)
    for one in who:
        emails.ask_consent(interest, one, again=again)
    if not who and interest.person:
        emails.news("alone", interest, interest.person, private=True)


@errand("loans.ask_named")
def ask_named(interest_id: int) -> None:
    """Ask somebody whom HR has named."""
    interest = _get(interest_id)
    if standing_of(interest) == Standing.ASKED:
        emails.ask_named(interest)


@errand("loans.tell_answer")
def tell_answer(interest_id: int) -> None:
    """Tell the employee what the manager said; after a yes HR of both sides and nobody before."""
    interest = _get(interest_id)
    said = interest.consent
    yes = "yes" if said.given else "no"
    emails.news(yes, interest, interest.person, private=True, why=said.why)
    if standing_of(interest) not in (Standing.AGREED, Standing.CHOSEN):
        if interest.approach_id and not said.given:
            _tell(_hr([lender_of(interest)]), "named_no", interest, private=True)
        return
    who = named([interest])[interest.pk]
    for one in _hr([borrower_of(interest)]):
        emails.tell_interested(interest, one, name=who.shown, by=interest.membership)
    if interest.approach_id:
        _tell(_hr([lender_of(interest)]), "named_yes", interest)


@errand("loans.tell_withdrawn")
def tell_withdrawn(interest_id: int, before: str) -> None:
    """Tell those who knew of an interest that it is withdrawn."""
    interest = _get(interest_id)
    known = before in (Standing.AGREED, Standing.CHOSEN)
    who = [*answerers(interest)] if before != Standing.ASKED else []
    if interest.approach_id or known:
        who += _hr([lender_of(interest)]) if interest.approach_id or before == "chosen" else []
    if known:
        who += _hr([borrower_of(interest)])
    _tell(who, "withdrawn", interest, private=not known)


@errand("loans.tell_taken_back")
def tell_taken_back(interest_id: int) -> None:
    """Tell the employee and HR of both sides that the manager's yes is gone."""
    interest = _get(interest_id)
    who = [interest.person, *_hr([lender_of(interest), borrower_of(interest)])]
    _tell(who, "taken_back", interest)


@errand("loans.tell_chosen")
def tell_chosen(loan_id: int) -> None:
    """Tell the employee, their manager and HR of the lender that the agreement is being written."""
    loan = Loan.objects.select_related("lender").get(pk=loan_id)
    interest = _get(loan.interest_id)
    if loan.stage != Stage.DRAFT or interest.person is None:
        return
    who = [interest.person, *answerers(interest), *_hr([lender_of(interest)])]
    _tell(who, "chosen", interest, loan=loan)


@errand("loans.tell_declined")
def tell_declined(interest_id: int) -> None:
    """Tell the employee and the manager that somebody else goes, or nobody."""
    interest = _get(interest_id)
    if standing_of(interest) == Standing.PASSED and interest.person:
        _tell([interest.person, *answerers(interest)], "declined", interest)


def _hr(parties: Iterable[Membership | OutsideParty]) -> list[Person]:
    """HR of members, and for a party outside the network the coordinators, who act for it."""
    found: list[Person] = []
    for party in parties:
        if isinstance(party, Membership):
            found += receivers([party.pk])[party.pk]
        else:
            found += holders(COORDINATORS)
    return found


def _tell(
    who: Iterable[Person | None],
    what: str,
    interest: Interest,
    *,
    private: bool = False,
    **facts: object,
) -> None:
    """One letter to each, in which others than the person's own read the name they may know."""
    shown = named([interest]).get(interest.pk) or _name_of(interest)
    told: set[int] = set()
    for one in who:
        if one is not None and one.pk not in told:
            told.add(one.pk)
            emails.news(what, interest, one, private=private, who=shown.shown, **facts)


def _name_of(interest: Interest) -> Named:
    """The name for those who knew of it before the yes, or after it was taken back."""
    person = interest.person
    if person is None or person.protected:
        return Named(interest.outside_name, "")
    return Named(person.name, person.title)


def remind(today: date) -> int:
    """Remind who has not answered in five working days, once; returns how many waited so long."""
    told = emails.reminded()
    open_ = Interest.objects.filter(
        consent=None, withdrawn_at=None, agreed_at__isnull=False, ends__gte=today
    )
    due = [
        row
        for row in open_.with_standing().select_related("network", "person__manager__user")
        if row.pk not in told and waited(timezone.localdate(row.agreed_at), today) >= REMIND_AFTER
    ]
    for interest in due:
        ask(interest, again=True)
    return len(due)


def waited(since: date, today: date) -> int:
    """How many working days have passed after a day."""
    days = ((since + timedelta(days=n)) for n in range(1, (today - since).days + 1))
    return sum(1 for day in days if is_bank_day(day))


def pass_over() -> int:
    """Tell those who were not chosen when a notice has been closed; returns how many."""
    closed = timezone.now() - UNDO_CLOSING
    left = Interest.objects.agreed().filter(declined_at=None, notice__closed_at__lte=closed)
    rows = [row for row in left.with_standing() if not row.chosen]
    now = timezone.now()
    for row in rows:
        if Interest.objects.filter(pk=row.pk, declined_at=None).update(declined_at=now):
            send_on("loans.tell_declined", key=str(row.pk), interest_id=row.pk)
    return len(rows)


@shared_task(name="loans.follow_interests")
def follow_interests() -> None:
    """Remind managers and tell who was not chosen: network by network, every hour."""
    for pk in scope.each_network():
        with scope.enter_system(pk):
            remind(timezone.localdate())
        with scope.enter_system(pk):
            pass_over()


@shared_task(name="loans.forget")
def forget_what_is_over() -> None:
    """Forget what people wrote about themselves when its time is over: each network, daily."""
    for pk in scope.each_network():
        with scope.enter_system(pk):
            forget(timezone.localdate())
