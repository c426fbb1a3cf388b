"""Who holds a mandate: appointed, replaced, ended, and put back."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.actions.follow_mandates import follow_mandates
from governance.bodies.refusing import refused_in_words
from governance.models import Attendance, Holder, HolderContact, Mandate
from governance.rules import Rank
from members.querysets import covering
from network.actions.errand import send_on
from network.models.journal import note
from network.refusals import Refused
from network.seat import Seat


@dataclass(frozen=True)
class Appointed:
    """Somebody's new term, and whose it cut short."""

    holder: Holder
    former: Holder | None


def appoint(holder: Holder, email: str = "", *, by: Seat) -> Appointed:
    """Let somebody hold a mandate; the one who held it before leaves the day before.

    A deputy replaces nobody, and steps in after those who are there. Refused for days outside
    the mandate, and for who holds another mandate of the body on those days.
    """
    by.require("keep_bodies")
    Mandate.objects.select_for_update().get(pk=holder.mandate_id)
    _look_at_days(holder)
    former = _make_room(holder) if holder.rank == Rank.MEMBER else None
    if holder.rank == Rank.DEPUTY:
        deputies = Holder.objects.filter(mandate=holder.mandate_id, rank=Rank.DEPUTY)
        last = deputies.filter(covering(holder.since)).order_by("-position").first()
        holder.position = last.position + 1 if last else 1
    with refused_in_words():
        if former is not None:
            holder.replaces, holder.replaced_until = former, former.until
            former.until = holder.since - timedelta(days=1)
            former.save(update_fields=["until"])
        holder.save(force_insert=True)
    if email:
        HolderContact.objects.create(holder=holder, email=email)
    _tell("appoint_holder", holder)
    send_on("governance.tell_appointed", key=str(holder.pk), pk=holder.pk)
    if former is not None:
        _tell_left(former)
    follow_mandates([holder.person_id, former.person_id if former else None])
    return Appointed(holder, former)


def _look_at_days(holder: Holder) -> None:
    mandate = holder.mandate
    if holder.since < mandate.since or (
        mandate.until and (holder.until or date.max) > mandate.until
    ):
        raise Refused(_("Those days lie outside the mandate. Choose days within it."))
    if holder.person_id and holder.rank == Rank.MEMBER:
        others = Holder.objects.filter(
            mandate__body=mandate.body_id, person=holder.person_id, rank=Rank.MEMBER
        ).exclude(mandate=mandate)
        ends = holder.until or date.max
        meets = [
            one for one in others if one.since <= ends and (one.until or date.max) >= holder.since
        ]
        if meets:
            raise Refused(_("The person holds another mandate of the body on those days."))


def _make_room(holder: Holder) -> Holder | None:
    """The one who holds the mandate on the first day, and can leave the day before."""
    there: Holder | None = (
        Holder.objects.filter(covering(holder.since), mandate=holder.mandate_id, rank=Rank.MEMBER)
        .order_by("since")
        .first()
    )
    if there is None:
        return None
    if there.since >= holder.since:
        raise Refused(
            _("%(name)s holds the mandate from the same day. End or take back that term first.")
            % {"name": there.name}
        )
    return there


def end_term(holder: Holder, until: date, *, by: Seat) -> None:
    """Let somebody leave a mandate after a day; a term that has not begun is taken back."""
    by.require("keep_bodies")
    if holder.since > until:
        take_back(holder, by=by)
        return
    with refused_in_words():
        holder.until = until
        holder.save(update_fields=["until"])
    _tell("end_holder", holder, until=until.isoformat())
    _tell_left(holder)
    follow_mandates([holder.person_id])


def take_back(holder: Holder, *, by: Seat) -> Holder | None:
    """Undo an appointment; whom it replaced holds the mandate as before.

    Refused when somebody has taken part in a meeting for the term, or has replaced it since.
    """
    by.require("keep_bodies")
    former: Holder | None = holder.replaces
    person = holder.person_id
    if Attendance.objects.filter(holder=holder).exists():
        raise Refused(_("The person has taken part in a meeting for the mandate. End the term."))
    if Holder.objects.filter(replaces=holder).exists():
        raise Refused(_("Somebody has replaced the person since. Take that back first."))
    _tell("take_back_holder", holder)
    try:
        with refused_in_words():
            holder.delete()
            if former is not None and former.until == holder.since - timedelta(days=1):
                former.until = holder.replaced_until
                former.save(update_fields=["until"])
    except ProtectedError:
        raise Refused(_("The term is used elsewhere. End it instead.")) from None
    follow_mandates([person, former.person_id if former else None])
    return former


def move_up(holder: Holder, *, by: Seat) -> bool:
    """Let a deputy step in before the one who stood before; False for the first."""
    by.require("keep_bodies")
    Mandate.objects.select_for_update().get(pk=holder.mandate_id)
    line = list(
        Holder.objects.filter(mandate=holder.mandate_id, rank=Rank.DEPUTY)
        .filter(covering(max(holder.since, timezone.localdate())))
        .order_by("position", "pk")
    )
    place = next((at for at, one in enumerate(line) if one.pk == holder.pk), 0)
    if not place:
        return False
    line[place - 1], line[place] = line[place], line[place - 1]
    for position, one in enumerate(line, 1):
        if one.position != position:
            Holder.objects.filter(pk=one.pk).update(position=position)
    _tell("move_deputy", holder)
    return True


def _tell(verb: str, holder: Holder, **facts: Any) -> None:
    """In the body's journal: names stand on its page for all, so they may stand there too."""
    mandate = holder.mandate
    note(
        verb,
        mandate.body,
        membership_id=mandate.membership_id,
        name=holder.name,
        rank=holder.rank,
        since=holder.since.isoformat(),
        **facts,
    )


def _tell_left(holder: Holder) -> None:
    """A letter to who leaves; none when it is undone before it is written."""
    assert holder.until is not None  # noqa: S101 - who leaves has a last day
    until = holder.until.isoformat()
    send_on("governance.tell_left", key=f"{holder.pk}:{until}", pk=holder.pk, until=until)
