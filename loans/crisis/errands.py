"""Whom the portal writes to in a crisis, each once, in the system scope."""

from collections.abc import Iterable

from loans.crisis import emails
from loans.models import Crisis, CrisisCall
from members.models import Person
from members.receivers import all_receivers
from network.actions.errand import errand


@errand("loans.ask_what_can_be_lent")
def ask_what_can_be_lent(crisis_id: int, again: str) -> None:
    """Ask HR of each authority that has not answered; `again` is the day of a reminder."""
    crisis = _crisis(crisis_id)
    if crisis.ended_on:
        return
    silent = CrisisCall.objects.filter(crisis=crisis, answered_at=None)
    for person, calls in _by_person(silent.select_related("membership__authority")):
        emails.asked(crisis, person, calls, again=again)


@errand("loans.thank_for_crisis")
def thank_for_crisis(crisis_id: int) -> None:
    """Thank HR of each authority that answered."""
    crisis = _crisis(crisis_id)
    answered = CrisisCall.objects.filter(crisis=crisis, answered_at__isnull=False)
    for person, _calls in _by_person(answered):
        emails.over(crisis, person)


def _crisis(pk: int) -> Crisis:
    found: Crisis = Crisis.objects.select_related("network").get(pk=pk)
    return found


def _by_person(calls: Iterable[CrisisCall]) -> list[tuple[Person, list[CrisisCall]]]:
    """Everybody of HR with the questions to their authorities, so that nobody gets two letters."""
    rows = {call.membership_id: call for call in calls}
    found: dict[int, tuple[Person, list[CrisisCall]]] = {}
    for membership, people in all_receivers(rows).items():
        for person in people:
            found.setdefault(person.pk, (person, []))[1].append(rows[membership])
    return [found[pk] for pk in sorted(found)]
