"""A hand-over and an operational plan, with what people paste into their texts."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.utils import translation

from governance.models import HandOver, OperationalPlan, PlanActivity, PlanGoal, PlanText
from governance.plans.page import Given, GoalNow, Line, progress_chart
from members.models import Decision
from network.charts import Palette
from network.documents import NetworkLook
from tests.documents.samples import JAMTLAND, VASTERNORRLAND

NOBODYS = {"network_id": 1}  # the rows are never kept
STEPS = (
    ("done", "Tre omgångar, alla fulla.", 60_000, 32),
    ("under_way", "", 0, 0),
    ("stopped", "För få anmälda <efter maj> & ingen lokal.", 12_000, 8),
    ("not_begun", "", 25_000, 0),
)


def hand_over() -> dict[str, Any]:
    """A hand-over that is done, with many things in a part and one that ended."""
    row = HandOver(
        giver_name="Karin Öberg",
        receiver_name="Lena <Lokal>",
        receiver_authority="Centrala studiestödsnämnden",
        on=date(2027, 3, 1),
        words="Avtalet om lokaler löper ut i juni.\n\nFråga Anna & Bo om nycklarna.",
        state="done",
        done_at=datetime(2027, 3, 1, 6, tzinfo=UTC),
        report=[
            _part("Roller", ["nätverkskoordinator"]),
            _part("Årshjulets uppgifter", [f"Uppgift {n}, 2027-0{n}-15" for n in range(1, 10)]),
            _part("Öppna åtgärder", [f"Åtgärd nummer {n} efter mötet" for n in range(90)]),
            _part("Organens kalenderadresser", ["Styrgruppen"], closed=True),
        ],
        **NOBODYS,
    )
    return {"it": row, "demo": True}


def _part(title: str, things: list[str], *, closed: bool = False) -> dict[str, Any]:
    return {"title": title, "count": len(things), "things": things, "closed": closed}


def _line(plan: OperationalPlan, goal: PlanGoal, place: int) -> Line:
    progress, words, budget, hours = STEPS[place % len(STEPS)]
    row = PlanActivity(
        plan=plan,
        goal=goal,
        title=f"Aktivitet {place + 1}: gemensam grundkurs i förvaltningsrätt & juridik",
        answers="Utbildningsrådet",
        ends=date(plan.year, 5, 31),
        budget=Decimal(budget),
        **NOBODYS,
    )
    row.progress, row.progress_words = progress, words  # type: ignore[attr-defined]
    return Line(row, Decimal(hours), Decimal(1000 * place))


def plan(language: str, *, adopted: bool) -> dict[str, Any]:
    """The plan of 2027 with five goals, as a draft or adopted."""
    look: NetworkLook = VASTERNORRLAND if adopted else JAMTLAND
    row = OperationalPlan(year=2027, **NOBODYS)
    if adopted:
        row.state, row.adopted_on = "adopted", date(2026, 12, 5)
        row.decision = Decision(year=2026, number=14, title="Planen antas", **NOBODYS)
    goals = []
    for place in range(5):
        goal = PlanGoal(
            plan=row,
            title=f"Mål {place + 1}: fler lär sig tillsammans över myndighetsgränserna",
            text="Det vi vill <nå>.\n\nOch varför.",
            measure="Minst 40 tillfällen" if place else "",
            **NOBODYS,
        )
        lines = [_line(row, goal, place + step) for step in range(4 if place < 4 else 0)]
        goals.append(GoalNow(goal, lines))
    text = PlanText(
        kind="foreword", language="sv", number=1, text="Det här vill vi.\n\nTillsammans.", **NOBODYS
    )
    with translation.override(language):
        chart = progress_chart(goals, language, Palette.of(look))
    return {
        "plan": row,
        "goals": goals,
        "chart": chart,
        "given": [
            Given("Centrala studiestödsnämnden", Decimal("32.5"), Decimal(0), 2),
            Given("Timrå kommun", Decimal(8), Decimal(12_000), 1),
        ],
        "budget": sum(one.budget for one in goals),
        "texts": [text],
        "demo": not adopted,
    }


def empty_plan() -> dict[str, Any]:
    """The plan of a year that nobody has written anything in."""
    row = OperationalPlan(year=2028, **NOBODYS)
    return {
        "plan": row,
        "goals": [],
        "chart": None,
        "given": [],
        "budget": Decimal(0),
        "texts": [],
        "demo": False,
    }
