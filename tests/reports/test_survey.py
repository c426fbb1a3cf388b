"""The benefit survey: one answer a member, by link or account; told only together, and closed."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import ProgrammingError, transaction
from django.test import Client
from django.utils import timezone

from members.models import Authority, LegalPerson, Membership
from network import scope
from network.links import put_secrets_in
from network.models import JournalEntry, Network, User
from network.seat import Seat
from reports.models import Survey, SurveyAnswer, SurveyQuestion, SurveyReply
from reports.survey import actions
from reports.survey.results import results_of
from tests.cast import VN, Cast
from tests.courses.outbox import do_errands
from tests.databases import acting_as
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
LINK = re.compile(r"/reply/[a-z]+/[\w-]+/")
YEAR = timezone.localdate().year
HOME = "/vasternorrland/reports/survey/"


def seat(cast: Cast, who: str, granted: scope.Scope) -> Seat:
    return Seat(User.objects.get(pk=cast.users[who]), Network.objects.get(pk=cast.vn), granted)


def prepared(cast: Cast) -> Survey:
    """A survey with the usual questions, that nobody has been asked yet."""
    with scope.enter(cast.users["karin"], cast.vn) as granted:
        of = Survey(year=YEAR, deadline=timezone.localdate() + timedelta(days=20))
        return actions.prepare(of, by=seat(cast, "karin", granted))


def opened(cast: Cast) -> Survey:
    made = prepared(cast)
    with scope.enter(cast.users["karin"], cast.vn) as granted:
        actions.open_survey(made, by=seat(cast, "karin", granted))
    return made


def close(cast: Cast, survey: Survey) -> None:
    with scope.enter(cast.users["karin"], cast.vn) as granted:
        actions.close_survey(survey, by=seat(cast, "karin", granted))


def more_members(count: int) -> list[int]:
    """Authorities that are not of the cast."""
    with acting_as("portal_owner"):
        owner = LegalPerson.objects.create(name="Fler")
        return [
            Authority.objects.create(name=f"Myndighet {n}", short_name=f"M{n}", kind="other",
                                     organisation_number="", legal_person=owner).pk
            for n in range(count)
        ]  # fmt: skip


def answered_by(cast: Cast, survey: Survey, count: int) -> list[int]:
    """Answers of some members, laid by the portal; each says its number."""
    authorities = more_members(count)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        question = SurveyQuestion.objects.get(survey=survey, key="whole")
        words = SurveyQuestion.objects.get(survey=survey, key="most")
        members = [Membership.objects.create(authority_id=pk).pk for pk in authorities]
        for n, member in enumerate(members):
            SurveyAnswer.objects.create(survey=survey, membership_id=member)
            common = {"survey": survey, "membership_id": member}
            SurveyReply.objects.create(question=question, score=1 + n % 5, **common)
            SurveyReply.objects.create(question=words, words=f"hemligt {n}", **common)
        return members


def told(cast: Cast, who: str) -> Any:
    with scope.enter(cast.users[who], cast.vn):
        return results_of(YEAR)


def test_a_local_coordinator_answers_by_the_link_in_the_letter_and_may_change_it(
    cast: Cast, client: Client
) -> None:
    survey = opened(cast)
    (letter,) = [one for one in do_errands(cast) if one.to == "lena@example.org"]
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        (text,) = put_secrets_in([letter.text], person_id=letter.person_id)
    found = LINK.search(text)
    assert found
    path = found[0]
    assert client.get(path).status_code == 200
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        questions = list(survey.questions.order_by("position"))
    data = {f"q{one.pk}": "4" if one.kind == "scale" else "Mentorerna" for one in questions}
    assert client.post(path, data).status_code == 302
    data[f"q{questions[0].pk}"] = "2"
    assert client.post(path, data).status_code == 302
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert SurveyAnswer.objects.filter(survey=survey).count() == 1
        whole = SurveyReply.objects.get(question=questions[0])
        assert (whole.score, whole.membership_id) == (2, cast.memberships[VN, "csn"])
        verbs = JournalEntry.objects.filter(verb__startswith="answer_survey").order_by("pk")
        assert [row.verb for row in verbs] == ["answer_survey", "answer_survey_again"]
        assert all("Mentorerna" not in str(row.facts) for row in verbs)


def test_nobody_reads_what_another_member_said(cast: Cast) -> None:
    survey = opened(cast)
    answered_by(cast, survey, 6)
    for who in ("karin", "jonas", "erik", "styrbjorn", "lena", "amina"):
        with scope.enter(cast.users[who], cast.vn):
            assert SurveyReply.objects.count() == 0, who


@pytest.mark.parametrize(("count", "shown"), [(4, False), (5, True)])
def test_results_are_shown_from_five_members_on_and_only_when_closed(
    cast: Cast, count: int, shown: bool
) -> None:
    survey = opened(cast)
    answered_by(cast, survey, count)
    assert not told(cast, "karin").shown
    assert not [one for one in told(cast, "karin").questions if one.answers or one.texts]
    close(cast, survey)
    for who in ("karin", "erik", "styrbjorn", "lena"):
        found = told(cast, who)
        assert found.answered == count, who
        assert found.shown is shown, who
        assert bool(found.scales) is shown, who
        assert bool(found.words) is shown, who
    employee = told(cast, "amina")
    assert not [one for one in employee.questions if one.answers or one.texts]


def test_a_question_that_fewer_than_five_could_judge_is_left_out(cast: Cast) -> None:
    survey = opened(cast)
    members = answered_by(cast, survey, 6)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        cost = SurveyQuestion.objects.get(survey=survey, key="cost")
        for member in members[:4]:
            SurveyReply.objects.create(survey=survey, question=cost, membership_id=member, score=5)
    close(cast, survey)
    assert [one.question.key for one in told(cast, "karin").scales] == ["whole"]


def test_the_database_takes_no_answer_for_another_authority_nor_after_the_close(
    cast: Cast,
) -> None:
    survey = opened(cast)

    def reply(member: str) -> None:
        with scope.enter(cast.users["lena"], cast.vn), transaction.atomic():
            SurveyAnswer.objects.create(survey=survey, membership_id=cast.memberships[VN, member])

    with pytest.raises(ProgrammingError, match="row-level security"):
        reply("timra")
    close(cast, survey)
    with pytest.raises(ProgrammingError, match="row-level security"):
        reply("csn")


def test_questions_stand_once_the_survey_is_open(cast: Cast, client: Client) -> None:
    survey = opened(cast)
    sign_in(client, "karin")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        question = survey.questions.earliest("position")
    page = client.post(f"{HOME}questions/{question.pk}/", {"text_sv": "Annan", "kind": "scale",
                                                         "position": "1"}, follow=True)  # fmt: skip
    assert "står" in page.content.decode() or "open" in page.content.decode()
    with scope.enter(cast.users["karin"], cast.vn):
        changed = SurveyQuestion.objects.filter(pk=question.pk).update(text_sv="Annan")
    assert changed == 0


def test_the_next_year_begins_with_this_years_questions(cast: Cast) -> None:
    first = prepared(cast)
    with scope.enter(cast.users["karin"], cast.vn) as granted:
        SurveyQuestion.objects.filter(survey=first, key="cost").update(text_sv="Lönar det sig?")
        SurveyQuestion.objects.filter(survey=first, key="workload").delete()
        again = Survey(year=YEAR + 1, deadline=timezone.localdate() + timedelta(days=400))
        made = actions.prepare(again, by=seat(cast, "karin", granted))
        texts = {row.key: row.text_sv for row in made.questions.all()}
    assert texts["cost"] == "Lönar det sig?"
    assert "workload" not in texts
