"""The list of a needs assessment: begun from last year's, added to, ordered, kept."""

import pytest
from django.utils import timezone

from courses.actions import campaign as actions
from courses.actions import candidate as listing
from courses.actions.campaign import NotNow
from courses.models import Campaign, CampaignQuestion, Candidate, Costing, Decision, NeedsReply
from courses.needs.campaign_forms import end_of
from courses.needs.rules import CampaignState
from network import scope
from tests.cast import VN, Cast
from tests.courses.makers import make_course, seat
from tests.courses.needs import (
    YEAR,
    make_answer,
    make_campaign,
    make_candidate,
    make_costing,
    make_line,
    make_question,
)


def test_next_year_begins_with_last_years_list_but_for_what_was_declined(cast: Cast) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        before = make_campaign(YEAR - 1, state=CampaignState.CLOSED)
        kept = make_candidate(before, "Klarspråk", course=make_course("Klarspråk"))
        make_costing(kept, run_cost=41_000)
        declined = make_candidate(before, "Mötesteknik")
        twin = make_candidate(before, "Klarspråk i beslut")
        twin.merged_into = kept
        twin.save()
        for verdict in ("carry_out", "decline"):
            Decision.objects.create(
                candidate=declined,
                verdict=verdict,
                reason="Få frågade",
                meeting="Rådet",
                met_on=timezone.localdate(),
            )
        make_question(before, required=True)
        fresh = actions.prepare(
            Campaign(year=YEAR, closes_at=end_of(timezone.localdate())), by=seat()
        )
        assert fresh.previous_id == before.pk
        copied = Candidate.objects.get(campaign=fresh)
        assert (copied.title_sv, copied.course_id) == ("Klarspråk", kept.course_id)
        assert Costing.objects.get(candidate=copied).run_cost == 41_000
        assert Costing.objects.count() == 2
        assert CampaignQuestion.objects.get(campaign=fresh).required


def test_a_candidate_stays_once_somebody_has_asked_for_it(cast: Cast) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        campaign = make_campaign()
        wanted, unwanted = make_candidate(campaign, "A"), make_candidate(campaign, "B")
        answer = make_answer(campaign, cast.memberships[VN, "csn"], {wanted: (2, 0)})
        make_line(answer, unwanted, spring=0, autumn=0)
        with pytest.raises(NotNow):
            listing.remove_candidate(wanted, by=seat())
        listing.remove_candidate(unwanted, by=seat())
        assert list(Candidate.objects.values_list("title_sv", flat=True)) == ["A"]


def test_courses_are_put_on_the_list_once_and_keep_the_order_given(cast: Cast) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        campaign = make_campaign()
        courses = [make_course(title) for title in ("A", "B", "C")]
        assert listing.add_courses(campaign, courses, by=seat()) == 3
        assert listing.add_courses(campaign, courses, by=seat()) == 0
        last = Candidate.objects.get(title_sv="C")
        for _step in range(5):
            listing.place_candidate(last, up=True, by=seat())
        titles = Candidate.objects.order_by("position").values_list("title_sv", flat=True)
        assert list(titles) == ["C", "A", "B"]


def test_a_question_that_somebody_answered_is_not_taken_away(cast: Cast) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        campaign = make_campaign()
        first, second = make_question(campaign, "Första"), make_question(campaign, "Andra")
        answer = make_answer(campaign, cast.memberships[VN, "csn"])
        first_reply = {"answer": answer, "membership_id": answer.membership_id}
        NeedsReply.objects.create(**first_reply, question=first, text="Ja")
        row = {"text_en": "", "required": False}
        with pytest.raises(NotNow):
            listing.keep_questions(
                campaign, [{"id": second.pk, "text_sv": "Andra", **row}], by=seat()
            )
        listing.keep_questions(
            campaign,
            [
                {"id": None, "text_sv": "Ny", **row},
                {"id": first.pk, "text_sv": "Första, ändrad", **row},
            ],
            by=seat(),
        )
        texts = CampaignQuestion.objects.order_by("number").values_list("text_sv", flat=True)
        assert list(texts) == ["Ny", "Första, ändrad"]


def test_a_closed_list_stands(cast: Cast) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        campaign = make_campaign(state=CampaignState.CLOSED)
        candidate = make_candidate(campaign)
        for act in (
            lambda: listing.remove_candidate(candidate, by=seat()),
            lambda: listing.place_candidate(candidate, up=True, by=seat()),
            lambda: listing.add_courses(campaign, [make_course()], by=seat()),
            lambda: listing.keep_questions(campaign, [], by=seat()),
        ):
            with pytest.raises(NotNow):
                act()
