"""Regional crisis mode: opened and ended by a coordinator, answered by each authority."""

from django.utils import timezone
from django.utils.translation import gettext as _

from loans.models import CanLend, Crisis, CrisisCall
from loans.refusing import refused_in_words
from loans.rules import LoanRefused
from loans.terms import COVERED
from members.models import Membership
from network.actions.errand import send_on
from network.models.journal import note
from network.seat import Seat


def open_crisis(crisis: Crisis, *, by: Seat) -> Crisis:
    """Turn crisis mode on, and ask every authority that the rules of loans cover.

    Raises LoanRefused while another crisis is on.
    """
    by.require("keep_crisis")
    crisis.opened_by = by.user.pk
    with refused_in_words(
        {"loans_one_crisis": _("Crisis mode is on already. End that crisis first.")}
    ):
        crisis.save(force_insert=True)
    there = Membership.objects.on(timezone.localdate()).filter(authority__kind__in=COVERED)
    CrisisCall.objects.bulk_create(
        [CrisisCall(crisis=crisis, membership_id=pk) for pk in there.values_list("pk", flat=True)]
    )
    note("open_crisis", crisis, title=crisis.title)
    send_on("loans.ask_what_can_be_lent", key=f"{crisis.pk}:first", crisis_id=crisis.pk, again="")
    return crisis


def remind(crisis: Crisis, *, by: Seat) -> int:
    """Ask those that have not answered again, once a day; gives how many authorities."""
    by.require("keep_crisis")
    _hold_open(crisis)
    today = timezone.localdate()
    silent = CrisisCall.objects.filter(crisis=crisis, answered_at=None)
    waiting = silent.exclude(reminded_at__date=today)
    asked = waiting.update(reminded_at=timezone.now())
    if asked:
        note("remind_in_crisis", crisis, title=crisis.title, asked=asked)
        again = today.isoformat()
        key = f"{crisis.pk}:{again}"
        send_on("loans.ask_what_can_be_lent", key=key, crisis_id=crisis.pk, again=again)
    return asked


def say(call: CrisisCall, row: CanLend, *, by: Seat) -> CanLend:
    """Keep what an authority can lend of a competence; said again it replaces what was said."""
    by.require("say_what_can_be_lent", call)
    _hold_open(call.crisis)
    facts = ("people", "percent", "since", "until", "remote", "words")
    kept: CanLend
    kept, _new = CanLend.objects.update_or_create(
        crisis=call.crisis,
        membership_id=call.membership_id,
        competence=row.competence,
        defaults={
            **{name: getattr(row, name) for name in facts},
            "said_at": timezone.now(),
            "said_by": by.user.pk,
        },
    )
    _answered(call, by)
    note(
        "say_what_can_be_lent",
        call,
        membership_id=call.membership_id,
        title=call.crisis.title,
        people=kept.people,
    )
    return kept


def say_nothing(call: CrisisCall, *, by: Seat) -> None:
    """An authority can lend nobody now; what it has said before is taken back."""
    by.require("say_what_can_be_lent", call)
    _hold_open(call.crisis)
    CanLend.objects.filter(crisis=call.crisis, membership=call.membership_id).delete()
    _answered(call, by)
    note("can_lend_nobody", call, membership_id=call.membership_id, title=call.crisis.title)


def take_back(call: CrisisCall, pk: int, *, by: Seat) -> bool:
    """Take back what was said of one competence; False when it was gone already."""
    by.require("say_what_can_be_lent", call)
    _hold_open(call.crisis)
    mine = CanLend.objects.filter(crisis=call.crisis, membership=call.membership_id, pk=pk)
    gone, _rows = mine.delete()
    if gone:
        note("take_back_lending", call, membership_id=call.membership_id, title=call.crisis.title)
    return bool(gone)


def end_crisis(crisis: Crisis, *, by: Seat) -> bool:
    """Turn crisis mode off, with thanks to those who answered; False when it was off already."""
    by.require("keep_crisis")
    day = max(timezone.localdate(), crisis.since)
    done = Crisis.objects.filter(pk=crisis.pk, ended_on=None).update(ended_on=day)
    if done:
        note("end_crisis", crisis, title=crisis.title)
        send_on("loans.thank_for_crisis", key=str(crisis.pk), crisis_id=crisis.pk)
    return bool(done)


def _answered(call: CrisisCall, by: Seat) -> None:
    CrisisCall.objects.filter(pk=call.pk).update(answered_at=timezone.now(), answered_by=by.user.pk)


def _hold_open(crisis: Crisis) -> None:
    if not Crisis.objects.filter(pk=crisis.pk, ended_on=None).exists():
        raise LoanRefused(_("The crisis is over. Thank you for your readiness to help."))
