"""The network's rule for shares, changed from a day on; what was divided keeps its own."""

from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from courses.models import SharePolicy
from members.actions.decision import has_changed
from members.models import Decision
from network.models.journal import note
from network.seat import Seat


def in_force() -> SharePolicy:
    """The rule of today; where none was written, what most networks begin with."""
    return SharePolicy.objects.on(timezone.localdate()).first() or SharePolicy()


def change(policy: SharePolicy, decision: Decision, *, by: Seat) -> SharePolicy:
    """Let a rule hold from today by a decision, and the one before it end yesterday."""
    by.require("divide_seats")
    lay(policy, timezone.localdate(), decision)
    has_changed(decision, "share_rule", {policy.pk: _("Rule for shares")})
    return policy


def lay(policy: SharePolicy, day: date, decision: Decision) -> SharePolicy:
    """Let a rule hold from a day by a decision; one that begins that day is corrected."""
    now = SharePolicy.objects.select_for_update().on(day).first()
    if now is not None and now.since == day:
        policy.pk = now.pk
    elif now is not None:
        now.until = day - timedelta(days=1)
        now.save(update_fields=["until"])
    following = SharePolicy.objects.filter(since__gt=day).order_by("since").first()
    policy.since = day
    policy.until = following.since - timedelta(days=1) if following else None
    policy.by_decision = decision
    policy.save()
    note(
        "change_share_policy",
        policy,
        minimum=policy.minimum,
        small_below=policy.small_below,
        firm=policy.firm,
        most_credit=policy.most_credit,
    )
    return policy
