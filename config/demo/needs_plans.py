"""Example plans: rooms that members lend, three computed variants for next year, last year's sums.

Names of authorities are real; rooms, budgets and rules are made up.
"""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from config.demo.cast import VN
from courses.actions import plan_job
from courses.actions.planned_run import sums
from courses.models import Campaign, Candidate, Plan, PlanRule, Venue
from courses.needs.rules import Term
from courses.plans import inputs as plan_inputs
from courses.plans.computing import computed
from courses.plans.past_plan import runs_of_the_year_before
from courses.plans.problem import problem_of

if TYPE_CHECKING:
    from config.demo.seeding import Demo

ROOMS = (
    ("bolagsverket", "Hörsalen", "Sundsvall", 40, True, True),
    ("bolagsverket", "Grupprum Indal", "Sundsvall", 14, True, True),
    ("spv", "Konferensen, plan 2", "Sundsvall", 24, True, True),
    ("csn", "Stora salen", "Sundsvall", 20, True, False),
    ("miun", "Sal C 306", "Sundsvall", 30, False, True),
    ("lansstyrelsen", "Residenset", "Härnösand", 18, True, True),
    ("fk-it", "Kurslokalen", "Sundsvall", 16, True, True),
)
# Name, budget, hours, rules: (candidate, term, at least, at most, why).
VARIANTS: tuple[tuple[str, int | None, int | None, tuple[Any, ...]], ...] = (
    ("Utan tak", None, None, ()),
    (
        "Rådets förslag", 650_000, 180,
        (
            ("AI i handläggningen", Term.SPRING, 1, None, "Rådet vill ha den båda terminerna."),
            ("AI i handläggningen", Term.AUTUMN, 1, None, "Rådet vill ha den båda terminerna."),
            ("Svåra samtal", "", 1, None, "Cheferna bad om den två år i rad."),
            ("Mötesteknik", "", 0, 0, "Medlemmarna ordnar den själva."),
        ),
    ),
    ("Inom 400 000 kr", 400_000, 120, ()),
)  # fmt: skip


def seed(demo: "Demo") -> None:
    """Rooms, what last year's plan gave, and the variants, computed as the portal does it."""
    if demo.slug != VN:
        return
    for key, name, town, seats, spring, autumn in ROOMS:
        Venue.objects.create(
            membership=demo.membership(key), name=name, town=town, seats=seats,
            spring=spring, autumn=autumn,
        )  # fmt: skip
    for plan in Plan.objects.filter(version__isnull=False).select_related("campaign"):
        inputs = plan_inputs.gather(plan) | {"put_off": {}}
        plan.inputs, plan.result = inputs, sums(plan, problem_of(inputs)) | {"breaches": []}
        plan.save(update_fields=["inputs", "result"])
    campaign = Campaign.objects.get(year=demo.today.year + 1)
    titles = dict(Candidate.objects.filter(campaign=campaign).values_list("title_sv", "pk"))
    before = runs_of_the_year_before(campaign)
    for name, budget, hours, rules in VARIANTS:
        plan = Plan.objects.create(
            campaign=campaign,
            name=name,
            budget=None if budget is None else Decimal(budget),
            hours=None if hours is None else Decimal(hours),
            inputs={"settings": {**plan_inputs.USUAL, "sent": True}},
        )
        for title, term, least, most, reason in rules:
            PlanRule.objects.create(
                plan=plan, candidate_id=titles[title], term=term, least=least, most=most,
                reason=reason,
            )  # fmt: skip
        inputs = plan_inputs.gather(plan)
        plan_job.write(plan, inputs, computed(problem_of(inputs), before))
