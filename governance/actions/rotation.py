"""How duties go round: the rule is kept, and a turn is made an office."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils.translation import gettext as _

from governance.actions.office import end_office, give_office
from governance.bodies.refusing import refused_in_words
from governance.bodies.rota import Turn
from governance.models import Holder, Office, RotationPlace, RotationRule
from governance.rules import Duty, Rank
from members.models import Membership
from network.models.journal import note
from network.refusals import Refused
from network.seat import Seat


def save_rule(rule: RotationRule, order: Sequence[int], *, by: Seat) -> RotationRule:
    """Keep a rule and the order of the authorities; turns that are decided stay."""
    by.require("keep_bodies")
    with refused_in_words():
        rule.save()
        RotationPlace.objects.filter(rule=rule).delete()
        RotationPlace.objects.bulk_create(
            RotationPlace(rule=rule, membership_id=pk, position=place)
            for place, pk in enumerate(order, 1)
        )
    note("keep_rotation", rule.body, duty=rule.duty, months=rule.months, count=len(order))
    return rule


def drop_rule(rule: RotationRule, *, by: Seat) -> None:
    """Let a duty go round no more; turns that are decided stay."""
    by.require("keep_bodies")
    note("drop_rotation", rule.body, duty=rule.duty)
    rule.delete()


def adopt(rule: RotationRule, turn: Turn, *, by: Seat) -> Office:
    """Make a proposed turn an office; the host is the authority, other duties its member's."""
    by.require("keep_body_offices")
    # Two clicks wait for each other, so that the second finds the first one's office.
    RotationRule.objects.select_for_update().get(pk=rule.pk)
    days = {"since": turn.since, "until": turn.until}
    there = Office.objects.filter(body=rule.body_id, duty=rule.duty, since__lte=turn.until)
    there = there.exclude(until__lt=turn.since)
    # An office without a last day goes on until the next one's turn.
    going_on = there.filter(until=None, since__lt=turn.since)
    if there.exclude(pk__in=going_on.values("pk")).exists():
        raise Refused(_("That turn is decided already."))
    if turn.who is None:
        raise Refused(_("Nobody can take that turn."))
    member: Membership = Membership.objects.select_related("authority").get(pk=turn.who)
    office = Office(body=rule.body, duty=rule.duty, **days)
    holder = None if rule.duty == Duty.HOST else _holder_of(rule, turn)
    if holder is not None and holder.person_id:
        office.person_id, office.name = holder.person_id, holder.name
    else:
        office.membership, office.name = member, holder.name if holder else member.name
    for former in list(going_on):
        end_office(former, turn.since - timedelta(days=1), by=by)
    give_office(office, by=by)
    return office


def _holder_of(rule: RotationRule, turn: Turn) -> Holder | None:
    """The member of the authority on the turn's first day, else the newest."""
    rows = Holder.objects.filter(
        mandate__body=rule.body_id, mandate__membership=turn.who, rank=Rank.MEMBER
    )
    found: Holder | None = rows.on(turn.since).first() or rows.order_by("-since").first()
    return found
