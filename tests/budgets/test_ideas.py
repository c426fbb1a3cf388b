"""What the idea box, the operational plan, the year wheel and hand-overs may ask the database.

The same at few rows and at many.
"""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from governance.models import (
    ActivityStatus,
    Commitment,
    HandOver,
    Idea,
    IdeaComment,
    IdeaProposer,
    IdeaSupport,
    IdeaText,
    PlanActivity,
    PlanGoal,
    PlanText,
    WheelStep,
    WheelTask,
)
from network import scope
from network.models import Document, Job
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.governance.planning import make_plan
from tests.governance.wheels import make_task
from tests.signing_in import sign_in

# Who comes, the page, and the most questions that it may ask: session, scope and frame included.
PAGES = [
    ("amina", "ideas/", 8),
    ("karin", "ideas/?q=byt&state=proposed&sort=-support", 9),
    ("karin", "ideas/{idea}/", 12),
    ("amina", "ideas/{idea}/", 11),
    ("karin", "plan/{plan}/", 14),
    ("lena", "plan/{plan}/", 13),
    ("karin", "plan/{plan}/quarters/", 11),
    ("karin", "wheel/", 10),
    ("amina", "wheel/", 8),
    ("karin", "wheel/tasks/", 10),
    ("karin", "wheel/tasks/{task}/", 9),
    ("karin", "hand-over/", 9),
    ("karin", "hand-over/{hand_over}/", 9),
    ("karin", "hand-over/new/", 26),
]


def _ideas(cast: Cast, count: int) -> int:
    """More ideas; the first of all has more texts, comments and supporters."""
    amina = cast.person("amina")
    member = cast.memberships[VN, "csn"]
    for _place in range(count):
        row = Idea.objects.create(what="Byt arbetsplats", why="Man lär sig.", gains="Alla")
        IdeaProposer.objects.create(
            idea=row, person_id=amina, membership_id=member, name="Amina", authority="CSN"
        )
        IdeaSupport.objects.create(idea=row, person_id=amina)
    first: Idea = Idea.objects.earliest("pk")
    for _place in range(count):
        number = IdeaText.objects.filter(idea=first).count() + 1
        IdeaText.objects.create(
            idea=first, person_id=amina, name="Amina", number=number, text="En text"
        )
        IdeaComment.objects.create(idea=first, person_id=amina, name="Amina", text="Bra")
    return int(first.pk)


def _goals(cast: Cast, plan: int, count: int) -> None:
    for place in range(count):
        goal = PlanGoal.objects.create(plan_id=plan, title=f"Mål {place}")
        row = PlanActivity.objects.create(plan_id=plan, goal=goal, title="Aktivitet")
        for key in ("csn", "timra"):
            Commitment.objects.create(
                activity=row, membership_id=cast.memberships[VN, key], hours=4
            )
        for day in (20, 10, 0):
            ActivityStatus.objects.create(
                activity=row,
                progress="under_way",
                on=timezone.localdate() - timedelta(days=day),
            )
        number = PlanText.objects.filter(kind="vision").count() + 1
        PlanText.objects.create(kind="vision", number=number, text="Vision")


def _wheel(cast: Cast, task: int, count: int) -> None:
    step = WheelTask.objects.get(pk=task).step
    today = timezone.localdate()
    for _place in range(count):
        WheelStep.objects.create(
            title="Steg",
            first_month=3,
            first_day=1,
            last_month=4,
            last_day=30,
            role="economist",
            ended_at=timezone.now() if _place % 2 else None,
        )
        WheelTask.objects.create(
            step=step,
            year=1900 + WheelTask.objects.filter(step=step).count(),
            title="Steg",
            starts=today,
            due=today,
        )
        HandOver.objects.create(
            giver_id=cast.person("karin"),
            receiver_id=cast.person("lena"),
            giver_name="Karin",
            receiver_name="Lena",
            on=today,
            state="done",
            done_at=timezone.now(),
        )


def _ordered(cast: Cast, count: int) -> int:
    """Files and jobs that the coordinator has had made; the newest hand-over."""
    for place in range(count):
        made = Document.objects.create(
            kind="table", user_id=cast.users["karin"], name="a.zip", media_type="x", content=b"1"
        )
        name = ("governance.papers_together", "reports.benefit_statement")[place % 2]
        Job.objects.create(
            name=name,
            key=f"{place}-{made.pk}",
            user_id=cast.users["karin"],
            facts={"meeting_id": 1, "member": 1, "year": 2025, "authority": "CSN"},
            state="done",
            result=made,
        )
    return int(HandOver.objects.latest("pk").pk)


@pytest.mark.django_db
def test_no_page_of_ideas_plan_or_wheel_asks_more_for_many_rows_than_for_few(cast: Cast) -> None:
    plan, _activity = make_plan(cast)
    task = make_task(cast)
    counts: list[dict[str, int]] = []
    for rows in (8, 40):
        with acting_as("portal_worker"), scope.enter_system(cast.vn):
            idea = _ideas(cast, rows)
            _goals(cast, plan, rows)
            _wheel(cast, task, rows)
            hand_over = _ordered(cast, rows)
        asked = {}
        keys = {"idea": idea, "plan": plan, "task": task, "hand_over": hand_over}
        for who, path, _most in PAGES:
            client = Client()
            sign_in(client, who)
            address = f"/{VN}/governance/{path.format(**keys)}"
            client.get(address)
            with CaptureQueriesContext(connection) as questions:
                assert client.get(address).status_code == 200, address
            asked[f"{who} {path}"] = len(questions)
        counts.append(asked)
    few, many = counts
    assert many == few
    over = {f"{who} {path}": (few[f"{who} {path}"], most) for who, path, most in PAGES}
    assert {page: count for page, count in over.items() if count[0] > count[1]} == {}
