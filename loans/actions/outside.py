"""What the coordinators enter for parties outside the network, and which networks may look in."""

from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from loans.actions import approach as approaches
from loans.actions import notice as notices
from loans.consents.parties import legal_of
from loans.models import Approach, Consent, Interest, Notice, OutsideParty, SisterNetwork
from loans.refusing import refused_in_words
from loans.rules import Legal, LoanRefused, NoticeKind, Occasion
from network.actions.errand import send_on
from network.models import Network
from network.models.journal import note
from network.seat import Seat

TWICE = _("That party is entered already.")


def save_party(party: OutsideParty, *, by: Seat) -> OutsideParty:
    """Let a party outside the network in, or change what is said of it."""
    by.require("keep_outside_parties")
    new = party.pk is None
    with refused_in_words({"loans_outside_party_once": TWICE}):
        party.save()
    note("let_in_party" if new else "change_party", party, party=party.name, why=party.why)
    return party


def save_party_notice(notice: Notice, party: OutsideParty, *, by: Seat) -> Notice:
    """A crisis need of an outside party: it hangs on the board at once, with the coordinator."""
    by.require("keep_outside_parties")
    new = notice.pk is None
    if new:
        _hold_in(party)
        notice.party, notice.membership = party, None
        notice.kind, notice.occasion = NoticeKind.NEED, Occasion.CRISIS
        notice.contact_id = notice.written_by_id = by.person_id
    notices.save_notice(notice, by=by)
    if new:
        notices.publish(notice, by=by)
    return notice


def approach_for(row: Approach, *, by: Seat) -> None:
    """A party outside the network would borrow what an authority offers; its HR is asked."""
    by.require("keep_outside_parties")
    assert row.party is not None  # noqa: S101 - the form asks for it
    _hold_in(row.party)
    same = Approach.objects.standing().filter(notice=row.notice, party=row.party)
    if same.exists():
        raise LoanRefused(_("%(name)s has asked for it already.") % {"name": row.party.name})
    approaches.approach(row, by=by)


def bring_in(interest: Interest, said_by: str, *, by: Seat) -> Interest:
    """Somebody of an outside party who would go: their own yes, and who consented there.

    The notice's owner learns of it at once, since both have said yes. Raises LoanRefused.
    """
    by.require("keep_outside_parties")
    party, today = interest.party, timezone.localdate()
    assert party is not None  # noqa: S101 - the form asks for it
    _hold_in(party)
    if not interest.notice.is_open(today):
        raise LoanRefused(_("The notice does not take any more answers."))
    if interest.notice.party_id:
        raise LoanRefused(_("One of the two in a loan is a member of the network."))
    legal = legal_of(interest)
    same = Interest.objects.filter(notice=interest.notice, party=party, withdrawn_at=None)
    if same.filter(outside_name__iexact=interest.outside_name).exists():
        raise LoanRefused(
            _("%(name)s is entered for that notice already.") % {"name": interest.outside_name}
        )
    interest.agreed_at = timezone.now()
    interest.own_consent = True
    with refused_in_words({}):
        interest.save(force_insert=True)
        Consent.objects.create(
            interest=interest,
            given=True,
            legal=legal,
            employee_agrees=legal == Legal.OTHERS,
            by_name=f"{said_by}, {party.name}"[:120],
            user_id=by.user.pk,
        )
    note("bring_in", interest, party=party.name, notice=interest.notice.title, said_by=said_by)
    send_on("loans.tell_brought_in", key=str(interest.pk), interest_id=interest.pk)
    return interest


def _hold_in(party: OutsideParty) -> None:
    if party.until and party.until < timezone.localdate():
        raise LoanRefused(
            _("%(name)s was let in until a day that has passed. Change the day first.")
            % {"name": party.name}
        )


def add_sister(sister: Network, *, by: Seat) -> bool:
    """Let another network's members see the wider notices; False when they may already."""
    by.require("keep_sister_networks")
    today = timezone.localdate()
    row, new = SisterNetwork.objects.get_or_create(sister=sister, defaults={"since": today})
    if not new:
        if row.until is None or row.until >= today:
            return False
        SisterNetwork.objects.filter(pk=row.pk).update(since=today, until=None)
    note("add_sister_network", row, sister=sister.name)
    return True


def remove_sister(row: SisterNetwork, *, by: Seat, today: date | None = None) -> bool:
    """Let another network see nothing more, from now on; False when it does not see anything."""
    by.require("keep_sister_networks")
    yesterday = (today or timezone.localdate()) - timedelta(days=1)
    done = SisterNetwork.objects.filter(pk=row.pk, until=None).update(until=yesterday)
    if done:
        note("remove_sister_network", row, sister=row.sister.name)
    return bool(done)
