"""A rule is proposed to a body; by its decision it holds from the day that was decided."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.forms import model_to_dict
from django.utils.translation import gettext as _

from courses.actions import share_policy
from courses.actions.policy import lay
from courses.late_fees import Tier
from courses.models import LateFeePolicy, ProposedPolicy, SharePolicy
from members.models import Decision
from network.models.journal import note
from network.refusals import Refused
from network.seat import Seat

LEFT_OUT = ("id", "network", "since", "until", "by_decision", "laid_at")


def propose(
    policy: LateFeePolicy | SharePolicy, name: str, tiers: Iterable[Tier] = (), *, by: Seat
) -> ProposedPolicy:
    """Keep a rule as a proposal, to be put on an agenda."""
    late = isinstance(policy, LateFeePolicy)
    by.require("keep_late_fees" if late else "divide_seats")
    content: dict[str, Any] = {
        column: value for column, value in model_to_dict(policy).items() if column not in LEFT_OUT
    }
    if late:
        content["tiers"] = [
            {"days_before": one.days_before, "percent": one.percent, "amount": one.amount}
            for one in tiers
        ]
    kinds = ProposedPolicy.Kind
    made: ProposedPolicy = ProposedPolicy.objects.create(
        kind=kinds.LATE_FEE if late else kinds.SHARES,
        name=name[:120],
        content=content,
        made_by=by.user.pk,
    )
    note("propose_policy", made, name=made.name)
    return made


def let_hold(proposed: ProposedPolicy, on: date, decision: Decision) -> None:
    """Let a proposed rule hold from a day; raises Refused where another begins that day."""
    if proposed.kind == ProposedPolicy.Kind.SHARES:
        share_policy.lay(SharePolicy(**proposed.columns()), on, decision)
        return
    begins = LateFeePolicy.objects.filter(since=on).first()
    if begins is not None and begins.by_decision_id == decision.pk:
        return
    if begins is not None:
        raise Refused(_("Another rule begins on that day."))
    lay(LateFeePolicy(**proposed.columns(), since=on), proposed.tiers(), decision)
