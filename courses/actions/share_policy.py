"""The network's rule for shares, changed from a day on; what was divided keeps its own."""

from datetime import timedelta

from django.utils import timezone

from courses.models import SharePolicy
from network.models.journal import note
from network.seat import Seat


def in_force() -> SharePolicy:
    """The rule of today; where none was written, what most networks begin with."""
    return SharePolicy.objects.on(timezone.localdate()).first() or SharePolicy()


def change(policy: SharePolicy, *, by: Seat) -> SharePolicy:
    """Let a rule hold from today and the one before it end yesterday."""
    by.require("divide_seats")
    today = timezone.localdate()
    now = SharePolicy.objects.select_for_update().on(today).first()
    if now is not None and now.since == today:
        policy.pk = now.pk
    elif now is not None:
        now.until = today - timedelta(days=1)
        now.save(update_fields=["until"])
    following = SharePolicy.objects.filter(since__gt=today).order_by("since").first()
    policy.since = today
    policy.until = following.since - timedelta(days=1) if following else None
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
