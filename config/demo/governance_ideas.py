"""Two years' plans with what came of them, ideas at every step, and a hand-over of last year."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from config.demo.cast import VN
from config.demo.deciding import STEERING
from config.demo.seeding import Demo
from governance.decisions.taking import due, take
from governance.models import (
    ActivityStatus,
    Commitment,
    HandOver,
    Idea,
    IdeaComment,
    IdeaProposer,
    IdeaSupport,
    IdeaText,
    OperationalPlan,
    PlanActivity,
    PlanGoal,
    PlanText,
)
from members.actions.decision import enter_decision, enter_effect

# goal, measure, activities: title, who answers, last day (month, day), budget, how far, in words
GOALS = (
    ("Fler lär sig tillsammans", "Minst 40 gemensamma kurstillfällen under året", (
        ("Gemensam grundkurs i förvaltningsrätt", "Utbildningsrådet", (5, 31), 60_000,
         "done", "Tre omgångar genomförda, alla fulla."),
        ("Kurskatalog för hösten", "Nätverkskoordinatorn", (6, 15), 0, "done", "Öppnad 10 juni."),
        ("Språkvecka för receptioner", "Arbetsgruppen för bemötande", (11, 30), 25_000,
         "under_way", "Två av fyra dagar är bokade."),
    )),
    ("Chefer möts över myndighetsgränser", "30 mentorspar, nio av tio är nöjda", (
        ("Mentorsomgång för nya chefer", "Utbildningsledaren", (12, 10), 80_000, "under_way",
         "Halvtidsavstämningen visar 4,4 av 5."),
        ("Chefsfrukost varje månad", "Värdmyndigheten", (12, 15), 12_000, "stopped",
         "För få anmälda efter maj; blir digital nästa år."),
    )),
    ("Personal rör sig mellan myndigheter", "Tolv personallån", (
        ("Gemensam annonsering av lån", "Personalchefsgruppen", (9, 30), 0, "under_way", ""),
        ("Utvärdera låneavtalet", "Styrgruppen", (12, 20), 15_000, "not_begun", ""),
    )),
)  # fmt: skip
MANIFEST = (
    "Vi är myndigheter som lär av varandra. Det en av oss kan ska alla kunna få del av.\n\n"
    "Vi delar kurser, lokaler och människor, och vi redovisar öppet vad det ger."
)
# what, why, who gains, state, words, support, hidden, days ago
IDEAS = (
    ("Gemensam språkvecka för receptioner", "Vi möter samma språk men tränar var för sig.",
     "Receptionerna och de som besöker oss", "tried", "Vi provar under hösten.", 3, False, 120),
    ("Byt arbetsplats en dag", "Man förstår grannmyndigheten först när man har suttit där.",
     "Handläggare", "shaped", "Skriv med i texten!", 2, False, 60),
    ("Delat bokningssystem för lokaler", "Våra stora salar står tomma halva veckan.",
     "Alla som ordnar kurser", "discussed", "Utvecklingsgruppen tar upp den.", 2, True, 45),
    ("Lunchföreläsningar på distans", "Många hinner inte resa för en timme.",
     "Den som arbetar långt från Sundsvall", "became", "Det blev en serie varje månad.", 3, False,
     300),
    ("Eget e-postprogram för nätverket", "Ett program till skulle samla allt.",
     "Koordinatorerna", "declined",
     "Portalen skickar redan all post, och ett program till måste skötas.", 0, False, 200),
    ("Gemensam introduktion för sommarvikarier", "Alla håller samma dag för sina egna.",
     "Vikarier och deras chefer", "proposed", "", 1, False, 6),
)  # fmt: skip


def seed(demo: Demo) -> None:
    """Plans and texts in both networks; ideas and a hand-over in the larger."""
    year = demo.today.year
    for number, text in enumerate((MANIFEST.split("\n\n")[0], MANIFEST), 1):
        PlanText.objects.create(
            kind="manifest", number=number, text=text, made_by_name="Exempelnätverket"
        )
    PlanText.objects.create(
        kind="vision", number=1, text="Länets bästa arbetsplatser har gemensamma dörrar.",
        made_by_name="Exempelnätverket",
    )  # fmt: skip
    before = _plan(year - 1, over=True)
    now = _plan(year, over=False)
    if demo.slug == VN:
        _given(demo, now)
    for plan in (before, now):
        _adopted(plan)
    _plan(year + 1, over=None)
    for effect in due(demo.today):
        take(effect)
    if demo.slug == VN:
        _ideas(demo)
        _hand_over(demo)


def _plan(year: int, *, over: bool | None) -> OperationalPlan:
    """A plan; `over` is a year whose activities all ended, none a year that has not begun."""
    plan: OperationalPlan = OperationalPlan.objects.create(year=year)
    PlanText.objects.create(
        kind="foreword", plan=plan, number=1, made_by_name="Exempelnätverket",
        text=f"Det här vill vi göra tillsammans {year}. (Exempel)",
    )  # fmt: skip
    for place, (title, measure, activities) in enumerate(GOALS, 1):
        goal = PlanGoal.objects.create(plan=plan, position=place, title=title, measure=measure)
        for order, (what, who, (month, day), budget, far, words) in enumerate(activities, 1):
            row = PlanActivity.objects.create(
                plan=plan, goal=goal, position=order, title=what, answers=who,
                starts=date(year, 1, 15), ends=date(year, month, day), budget=Decimal(budget),
            )  # fmt: skip
            if over is None or (far == "not_begun" and not over):
                continue
            first = date(year, min(3, month), 20)
            ActivityStatus.objects.create(activity=row, progress="under_way", on=first)
            last = min(date(year, month, day), timezone.localdate())
            ActivityStatus.objects.create(
                activity=row, progress="done" if over else far, on=last, words=words
            )
    return plan


def _given(demo: Demo, plan: OperationalPlan) -> None:
    members = [demo.members[key] for key in sorted(demo.members)][:6]
    for place, activity in enumerate(PlanActivity.objects.filter(plan=plan)):
        for member in members[place % 3 :: 3]:
            Commitment.objects.create(
                activity=activity, membership=member, hours=8 + 4 * place, kronor=1000 * place
            )


def _adopted(plan: OperationalPlan) -> None:
    day = date(plan.year - 1, 12, 5)
    decision = enter_decision(
        f"Verksamhetsplanen {plan.year} antas (exempel)",
        text=f"Verksamhetsplanen för {plan.year} antas.",
        body=STEERING,
        decided_on=day,
    )
    enter_effect(decision, "operational_plan", plan.pk, str(plan))


def _ideas(demo: Demo) -> None:
    people = [demo.people[key] for key in sorted(demo.people)][:6]
    for place, (what, why, gains, state, words, liked, hidden, ago) in enumerate(IDEAS):
        at = timezone.now() - timedelta(days=ago)
        idea = Idea.objects.create(
            what=what, why=why, gains=gains, state=state, words=words, proposed_at=at,
            stepped_at=at + timedelta(days=min(ago, 20)),
            became="event" if state == "became" else "",
            tried_from=demo.today - timedelta(days=30) if state == "tried" else None,
            tried_until=demo.today + timedelta(days=30) if state == "tried" else None,
            find_out="Kommer någon, och vågar de prata efteråt?" if state == "tried" else "",
        )  # fmt: skip
        who = people[place % len(people)]
        IdeaProposer.objects.create(
            idea=idea, person=who, membership_id=who.membership_id, name=who.name,
            authority=who.membership.name, hidden=hidden,
        )  # fmt: skip
        others = [one for one in people if one != who][:liked]
        for one in others:
            IdeaSupport.objects.create(idea=idea, person=one)
        if others:
            IdeaComment.objects.create(
                idea=idea, person=others[0], name=others[0].name, text="Det här vill vi vara med i."
            )
        if state == "shaped":
            IdeaText.objects.create(
                idea=idea, person=who, name=who.name, number=1,
                text="En dag i månaden tar två myndigheter emot varandras handläggare.",
            )  # fmt: skip


def _hand_over(demo: Demo) -> None:
    giver, receiver = demo.people["lotta"], demo.people["karin"]
    then = timezone.now() - timedelta(days=400)
    HandOver.objects.create(
        giver=giver,
        receiver=receiver,
        giver_name=giver.name,
        receiver_name=receiver.name,
        receiver_authority=receiver.membership.name,
        on=timezone.localdate(then),
        words="Avtalet om lokaler löper ut i juni. (Exempel)",
        state="done",
        made_at=then - timedelta(days=14),
        done_at=then,
        report=[
            {"title": "Roller", "count": 1, "things": ["nätverkskoordinator"], "closed": False},
            {"title": "Öppna åtgärder", "count": 2, "closed": False,
             "things": ["Boka lokal till höstmötet", "Skicka ut kallelsen"]},
        ],
    )  # fmt: skip
