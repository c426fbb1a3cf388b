"""Example money of the courses: costs, a settled run, late fees, a cancelled run."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils import timezone

from config.demo.courses import Plan, _add_run, _enrol
from config.demo.deciding import changed, decided
from courses import late_fees
from courses.actions import settle
from courses.actions.late_fee import reckon
from courses.actions.move import come_over
from courses.late_fees import Ending
from courses.models import (
    CostLine,
    Course,
    Enrolment,
    LateFeePolicy,
    LateFeeTier,
    NoShow,
    Run,
    RunMove,
    Withdrawal,
)
from courses.rules import RunState
from courses.settlement import PriceBasis, preliminary_price

if TYPE_CHECKING:
    from config.demo.seeding import Demo

K = CostLine.Kind


@dataclass(frozen=True)
class Cost:
    """A cost of the demo: what was estimated, and what it came to."""

    kind: str
    supplier: str
    quantity: int
    estimated: str
    actual: str


TO_SETTLE = (
    Cost(K.TEACHER, "Exempelutbildarna AB", 2, "14500", "14500"),
    Cost(K.PREMISES, "Länsstyrelsen", 2, "0", "0"),
    Cost(K.CATERING, "Exempelköket", 7, "395", "412.50"),
    Cost(K.MATERIAL, "Exempeltryck", 1, "1800", "2140"),
    Cost(K.ADMINISTRATION, "Bolagsverket", 6, "520", "520"),
)
SETTLED = (
    Cost(K.TEACHER, "Kammarrätten, egna föreläsare", 2, "12000", "12000"),
    Cost(K.CATERING, "Exempelköket", 17, "180", "194"),
    Cost(K.MATERIAL, "Exempeltryck", 1, "1200", "980"),
    Cost(K.ADMINISTRATION, "Bolagsverket", 4, "520", "520"),
)
ESTIMATED = (
    Cost(K.TEACHER, "Exempelutbildarna AB", 4, "15500", ""),
    Cost(K.PREMISES, "Bolagsverket", 4, "0", ""),
    Cost(K.CATERING, "Exempelköket", 48, "180", ""),
    Cost(K.MATERIAL, "Exempeltryck", 12, "150", ""),
)


def seed(demo: "Demo") -> None:
    """What the economy pages of one network show."""
    if demo.slug != "vasternorrland":
        return
    _next_policy(demo)
    _settled(demo)
    _to_settle()
    _estimated()
    _withdrawn_late(demo)
    _cancelled(demo)


def _next_policy(demo: "Demo") -> None:
    """From the new year: an hour of the day, and more for who does not come."""
    since = date(demo.today.year + 1, 1, 1)
    LateFeePolicy.objects.update(until=since - timedelta(days=1))
    decision = decided(
        f"Sen avbokning från {since.year} (exempel)", date(demo.today.year, 3, 19), reference="§ 4"
    )
    policy = LateFeePolicy.objects.create(
        name=f"Exempel: sen avbokning från {since.year}",
        since=since,
        cut_off=time(12),
        absent_percent=100,
        absent_amount=500,
        free_amount=250,
        by_decision=decision,
    )
    changed(decision, "late_fee_rule", policy.pk, policy.name)
    for days_before, percent in ((14, 0), (7, 50), (0, 100)):
        LateFeeTier.objects.create(policy=policy, days_before=days_before, percent=percent)


def _run(title: str, number: int) -> Run:
    found: Run = Run.objects.select_related("course").get(course__title_sv=title, number=number)
    return found


def _costs(run: Run, costs: tuple[Cost, ...], *, expected: int) -> None:
    for cost in costs:
        for stage, price in (("estimated", cost.estimated), ("actual", cost.actual)):
            if price:
                CostLine.objects.create(
                    run=run,
                    kind=cost.kind,
                    stage=stage,
                    supplier=cost.supplier,
                    quantity=cost.quantity,
                    price=Decimal(price),
                )
    lines = CostLine.objects.filter(run=run, stage="estimated")
    proposed = preliminary_price(sum((line.amount for line in lines), Decimal(0)), expected)
    run.price_basis, run.expected = PriceBasis.SELF_COST, expected
    run.price = proposed or run.price
    run.save(update_fields=["price_basis", "expected", "price"])


def _settled(demo: "Demo") -> None:
    run = _run("Statstjänstemannarollen i fokus", 2)
    _costs(run, SETTLED, expected=16)
    missing = Enrolment.objects.seated().filter(run=run).order_by("number").last()
    NoShow.objects.create(run=run, enrolment=missing)
    reckon(run)
    by = demo.person("jonas").user_id
    laid = settle.lay(run, settle.shared_of(run), by_user_id=by)
    for its in laid.shares.select_related("run__course"):
        settle.charge_share(its)
    settle.close(run, by_user_id=by)


def _to_settle() -> None:
    run = _run("Chef i staten", 1)
    _costs(run, TO_SETTLE, expected=7)
    first = Enrolment.objects.seated().filter(run=run).order_by("number").first()
    NoShow.objects.create(run=run, enrolment=first)
    reckon(run)


def _estimated() -> None:
    _costs(_run("Ledare utan personalansvar", 3), ESTIMATED, expected=12)


def _withdrawn_late(demo: "Demo") -> None:
    """A course in a few days: one late withdrawal is charged, of another a reserve took the seat.

    Amina has a seat there, so that withdrawing late can be tried.
    """
    course = Course.objects.get(title_sv="Kompetensbaserad rekrytering")
    plan = Plan(course.title_sv, (5, 6), 5, 6, "SPSM", "Härnösand")
    run = _add_run(demo, course, plan)
    amina = demo.person("amina")
    others = sorted(demo.people.values(), key=lambda person: person.email)
    people = [amina, *(person for person in others if person != amina)][:6]
    for place, person in enumerate(people):
        _enrol(run, person, 40 - place)
    seats = list(Enrolment.objects.seated().filter(run=run).order_by("number"))
    _withdraw(seats[2], hours_ago=30)  # the sixth, who waits, gets the seat
    _withdraw(seats[4], hours_ago=3)
    reckon(run)


def _withdraw(enrolment: Enrolment, *, hours_ago: int) -> None:
    at = timezone.localtime() - timedelta(hours=hours_ago)
    fee = late_fees.due(enrolment.late_terms, Ending.WITHDRAWN, at=at)
    Withdrawal.objects.create(
        enrolment=enrolment,
        run_id=enrolment.run_id,
        person_id=enrolment.person_id,
        membership_id=enrolment.membership_id,
        at=at,
        fee=fee,
    )


def _cancelled(demo: "Demo") -> None:
    """Too few enrolled: cancelled with a reason, and the people come first on another run."""
    course = Course.objects.get(title_sv="Testledarutbildning")
    run = _add_run(demo, course, Plan(course.title_sv, (24, 25), 14, 4, "CSN", "Sundsvall"))
    personas = (demo.person("amina"), demo.person("per"))  # they try other courses
    others = sorted(demo.people.values(), key=lambda person: person.email)
    others = [person for person in others if person not in personas]
    following = _run("Testledarutbildning", 2)
    there = set(following.enrolments.values_list("person", flat=True))
    for place, person in enumerate([p for p in others if p.pk not in there][:4]):
        _enrol(run, person, 30 - place)
    laid = RunMove.objects.create(
        run=run,
        before=RunState.OPEN,
        after=RunState.CANCELLED,
        reason="Det blev för få anmälda. Utbildaren kommer i stället till nästa omgång.",
        next_run=following,
        by_user_id=demo.person("jonas").user_id,
    )
    run.state = RunState.CANCELLED
    run.save(update_fields=["state"])
    come_over(laid.pk)
