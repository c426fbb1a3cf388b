"""What answers, summaries, plans and the council may ask the database, however much there is.

Counted cold, with nothing kept, at a few candidates, plans and needs and at many.
"""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from courses.models import Campaign, NeedsAnswer, Plan
from network import scope
from network.kept import Kept
from tests.cast import VN, Cast
from tests.courses.decided import decide_all, decided_plan, make_plan, make_planned
from tests.courses.needs import (
    YEAR,
    bring,
    make_answer,
    make_campaign,
    make_candidate,
    make_line,
    make_question,
)
from tests.signing_in import sign_in

ROWS = (2, 24)
# Who comes, the page, and the most questions that it may ask: session, scope and frame included.
PAGES = [
    ("lena", "needs/answers/{answer}/writing/", 17),
    ("lena", "needs/answers/{answer}/review/", 17),
    ("jonas", "needs/{campaign}/summary/", 19),
    ("ulla", "needs/{campaign}/summary/", 17),
    ("lena", "needs/year/{year}/members/{csn}/", 10),
    ("jonas", "plans/", 19),
    ("jonas", "plans/beside/", 8),
    ("jonas", "plans/beside/?plan={plan}&plan={variant}", 11),
    ("jonas", "plans/{variant}/", 23),
    ("jonas", "plans/{variant}/rules/", 11),
    ("ulla", "plans/{plan}/", 20),
    ("jonas", "plans/{plan}/publication/", 32),
    ("jonas", "plans/council/{campaign}/", 15),
    ("ulla", "plans/council/{campaign}/", 13),
    ("lena", "plans/outcome/{campaign}/", 13),
    ("jonas", "plans/rooms/", 9),
]


def _add(cast: Cast, count: int, closed: Campaign, answer: NeedsAnswer) -> None:
    """More candidates that are asked for and planned, in this year's answer too; more variants."""
    csn, timra = (cast.memberships[VN, key] for key in ("csn", "timra"))
    variant = Plan.objects.get(campaign=closed, name="Växer")
    there = list(NeedsAnswer.objects.filter(campaign=closed))
    for one in there:
        bring(one, "draft")
    for place in range(count):
        name = f"Kurs {closed.candidates.count()}"
        candidate = make_candidate(closed, name)
        for one in there:
            make_line(one, candidate, spring=3)
        make_line(answer, make_candidate(answer.campaign, name), spring=2)
        make_line(answer, text=f"Eget behov {name}", autumn=1)
        make_question(answer.campaign, f"Fråga {name}?")
        make_planned(variant, candidate, {csn: 3, timra: 3}, week=10 + place % 30)
        make_plan(closed, f"Variant {name}")
    for one in there:
        bring(one, "approved")
    decide_all(closed)


def test_no_page_of_needs_and_plans_asks_more_for_many_than_for_few(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Kept, "get", lambda self, key, make: make())
    plan = decided_plan(cast)
    with scope.enter(cast.users["jonas"], cast.vn):
        closed = Campaign.objects.get(pk=plan.campaign_id)
        open_now = make_campaign(YEAR + 1, previous=closed)
        answer = make_answer(open_now, cast.memberships[VN, "csn"])
        variant = make_plan(closed, "Växer")
    ids = {
        "answer": answer.pk,
        "campaign": closed.pk,
        "year": closed.year,
        "csn": cast.memberships[VN, "csn"],
        "plan": plan.pk,
        "variant": variant.pk,
    }
    counts: list[dict[str, int]] = []
    for rows in ROWS:
        with scope.enter(cast.users["jonas"], cast.vn):
            _add(cast, rows, closed, answer)
        asked = {}
        for who, path, _most in PAGES:
            client = Client()
            sign_in(client, who)
            client.get(f"/{VN}/search/?q=nothing")
            with CaptureQueriesContext(connection) as questions:
                assert client.get(f"/{VN}/courses/{path.format(**ids)}").status_code == 200, path
            asked[f"{who} {path}"] = len(questions)
        counts.append(asked)
    few, many = counts
    assert many == few
    over = {f"{who} {path}": (few[f"{who} {path}"], most) for who, path, most in PAGES}
    assert {page: count for page, count in over.items() if count[0] > count[1]} == {}
