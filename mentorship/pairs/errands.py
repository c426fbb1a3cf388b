"""What the portal does after the two of a pair have acted; each once, in the system scope."""

from mentorship.actions.agree import begin, is_agreed, newest
from mentorship.actions.end_pair import complete, keep_again, may_say_again
from mentorship.actions.evaluate import silent
from mentorship.models import Agreement, Contact, Pair
from mentorship.pairs import emails
from mentorship.pairs.standing import state_of
from mentorship.rules import MENTEE, MENTOR, PairState
from network.actions.errand import errand

ROLES = (MENTEE, MENTOR)
WITH = (
    "round",
    "network",
    "end",
    "mentee",
    "mentor",
    "mentee_person__user",
    "mentor_person__user",
    "mentee_membership__authority",
    "mentor_membership__authority",
)


def _pair(pk: int) -> Pair:
    found: Pair = Pair.objects.select_related(*WITH).get(pk=pk)
    return found


@errand("mentorship.ask_pair")
def ask_pair(pair_id: int, again: bool = False) -> None:
    """Ask those of the two who have not answered."""
    pair = _pair(pair_id)
    if state_of(pair) != PairState.ASKED:
        return
    said = set(pair.answers.values_list("person_id", flat=True))
    for role in ROLES:
        if _person(pair, role) not in said:
            emails.write_asking(pair, role, again=again)


@errand("mentorship.follow_answer")
def follow_answer(pair_id: int) -> None:
    """After a yes or a no: both get to know each other, or the coordinators look anew."""
    pair = _pair(pair_id)
    state = state_of(pair)
    if state == PairState.ACCEPTED:
        for role in ROLES:
            emails.write_formed(pair, role)
    if state == PairState.DECLINED:
        emails.write_declined_news(pair)
        said_no = set(pair.answers.filter(accepted=False).values_list("person_id", flat=True))
        for role in ROLES:
            if _person(pair, role) not in said_no:
                emails.write_lapsed(pair, role)


@errand("mentorship.ask_assent")
def ask_assent(agreement_id: int) -> None:
    """Ask the other to read a wording, if it is still the newest and waits."""
    wording = Agreement.objects.get(pk=agreement_id)
    pair = _pair(wording.pair_id)
    there = newest(pair)
    if there is None or there.pk != wording.pk or pair.ended_at is not None or is_agreed(there):
        return
    for role in ROLES:
        if _person(pair, role) != wording.written_by_id:
            emails.write_wording(pair, role, wording.pk)


@errand("mentorship.start_pair")
def start_pair(pair_id: int) -> None:
    """Start a pair that has agreed, and tell both."""
    if begin(pair_id):
        pair = _pair(pair_id)
        for role in ROLES:
            emails.write_started(pair, role)


@errand("mentorship.ask_call")
def ask_call(contact_id: int) -> None:
    """Ask the coordinators to call a pair, unless the tick is undone."""
    contact = Contact.objects.filter(pk=contact_id).first()
    if contact is not None:
        contact.pair = _pair(contact.pair_id)
        emails.write_call(contact)


@errand("mentorship.ask_check")
def ask_check(pair_id: int, kind: str, again: bool) -> None:
    """Ask those of the two who have not answered a check."""
    pair = _pair(pair_id)
    if state_of(pair) != PairState.RUNNING:
        return
    left = silent(pair, kind)
    for role in ROLES:
        if _person(pair, role) in left:
            emails.write_check(pair, role, kind, again=again)


@errand("mentorship.complete_pair")
def complete_pair(pair_id: int) -> None:
    """Complete a pair whose time is over, and thank the mentor."""
    if complete(pair_id):
        emails.write_completed(_pair(pair_id))


@errand("mentorship.tell_ended")
def tell_ended(pair_id: int, person_id: int | None) -> None:
    """Tell the other, and the coordinators, that a pair has ended before its time."""
    pair = _pair(pair_id)
    for role in ROLES:
        if _person(pair, role) != person_id:
            emails.write_ended(pair, role, asks=may_say_again(pair, role))
    if person_id is not None:
        emails.write_ended_news(pair)


@errand("mentorship.keep_again")
def keep_wish(pair_id: int, mentee: bool, again: bool) -> None:
    """Write whether one of the two wants another."""
    keep_again(pair_id, mentee=mentee, again=again)


def _person(pair: Pair, role: str) -> int:
    return int(pair.mentee_person_id if role == MENTEE else pair.mentor_person_id)
