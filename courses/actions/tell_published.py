"""Each member is told what became of its needs when a plan is published."""

from django.utils import timezone

from courses.models import NeedsAnswer, Plan
from courses.needs.outcome import outcomes
from courses.needs.querysets import ANSWERED
from courses.needs.receivers import receivers
from courses.plans import emails as plan_emails
from courses.plans.publication import planned_of
from courses.plans.publishing import Planned
from network.actions.errand import errand, send_each


def send_letters(plan: Plan, earlier: Plan | None) -> None:
    """Leave a letter for each member that is concerned; once, however often it is published."""
    send_each(
        "courses.tell_published",
        {
            f"plan:{plan.pk}:{pk}": {"plan": plan.pk, "membership": pk}
            for pk in concerned(plan, earlier)
        },
    )


def concerned(plan: Plan, earlier: Plan | None) -> list[int]:
    """Members who answered or get seats; for a later version those whose seats are not the same."""
    now = _seats(planned_of(plan))
    if earlier is None:
        answered = NeedsAnswer.objects.filter(campaign=plan.campaign_id, state__in=ANSWERED)
        return sorted({*now, *answered.values_list("membership", flat=True)})
    was = _seats(planned_of(earlier))
    return sorted(pk for pk in {*now, *was} if now.get(pk) != was.get(pk))


def _seats(planned: list[Planned]) -> dict[int, dict[tuple[int, str, int | None], int]]:
    """Each authority's seats by candidate, term and week."""
    found: dict[int, dict[tuple[int, str, int | None], int]] = {}
    for one in planned:
        for member, seats in one.shares.items():
            its = found.setdefault(member, {})
            key = (one.candidate, one.term, one.week)
            its[key] = its.get(key, 0) + seats
    return found


@errand("courses.tell_published")
def tell_published(plan: int, membership: int) -> None:
    """Write to those who answer for the authority; a newer version says it better."""
    found = Plan.objects.select_related("campaign", "network").get(pk=plan)
    if found.state != Plan.State.PUBLISHED:
        return
    rows = outcomes(found.campaign, [membership])[membership]
    for person in receivers([membership])[membership]:
        plan_emails.published(person, found, rows, today=timezone.localdate())
