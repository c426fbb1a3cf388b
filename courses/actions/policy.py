"""The network's rule for late withdrawals: a new version from a day, never a change of the past."""

from collections.abc import Iterable
from datetime import timedelta

from courses.late_fees import Tier
from courses.models import LateFeePolicy, LateFeeTier
from members.actions.decision import has_changed
from members.models import Decision
from network.models.journal import note
from network.seat import Seat


def lay_policy(
    policy: LateFeePolicy, tiers: Iterable[Tier], decision: Decision, *, by: Seat
) -> LateFeePolicy:
    """Let a policy hold from its day by a decision; the one before ends the day before.

    It holds until the next one that is laid already begins.
    """
    by.require("keep_late_fees")
    lay(policy, tiers, decision)
    has_changed(decision, "late_fee_rule", {policy.pk: policy.name})
    return policy


def lay(policy: LateFeePolicy, tiers: Iterable[Tier], decision: Decision) -> LateFeePolicy:
    """The same for a decision whose day has come, without anybody at the portal."""
    policy.by_decision = decision
    if policy.since is None:
        raise ValueError("A new policy holds from a day.")
    LateFeePolicy.objects.on(policy.since).update(until=policy.since - timedelta(days=1))
    following = LateFeePolicy.objects.filter(since__gt=policy.since).order_by("since").first()
    policy.until = following.since - timedelta(days=1) if following and following.since else None
    policy.save(force_insert=True)
    LateFeeTier.objects.bulk_create(
        LateFeeTier(
            policy=policy,
            days_before=tier.days_before,
            percent=tier.percent,
            amount=tier.amount,
        )
        for tier in tiers
    )
    note("lay_late_fee_policy", policy, since=policy.since.isoformat())
    return policy
