"""Surveys, questions, market prices and members that doors of the reports are tried with."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.utils import timezone

from reports.models import MarketPrice, Survey, SurveyQuestion, SurveyRequest
from tests.cast import Cast
from tests.courses.makers import make_course
from tests.doors.making import Maker, made_in

YEARS = iter(range(2030, 2099))


def _survey(*, opened: bool = True) -> Survey:
    made: Survey = Survey.objects.create(
        year=next(YEARS),
        deadline=timezone.localdate() + timedelta(days=9),
        opened_at=timezone.now() if opened else None,
    )
    SurveyQuestion.objects.create(survey=made, position=1, key="whole", text_sv="Nytta?")
    return made


def open_survey(cast: Cast, network: str, who: str, key: str) -> int:
    def make() -> Survey:
        made = _survey()
        SurveyRequest.objects.create(survey=made, membership_id=cast.memberships[network, key])
        return made

    return made_in(cast, network, make)


def request(cast: Cast, network: str, who: str, key: str) -> int:
    def make() -> SurveyRequest:
        made: SurveyRequest = SurveyRequest.objects.create(
            survey=_survey(), membership_id=cast.memberships[network, key]
        )
        return made

    return made_in(cast, network, make)


def prepared_survey(cast: Cast, network: str, who: str, key: str) -> int:
    return made_in(cast, network, partial(_survey, opened=False))


def question(cast: Cast, network: str, who: str, key: str) -> int:
    def make() -> Any:
        return _survey(opened=False).questions.get()

    return made_in(cast, network, make)


def price(cast: Cast, network: str, who: str, key: str) -> int:
    def make() -> Any:
        return MarketPrice.objects.create(
            course=make_course(f"Jämförd {next(YEARS)}"),
            amount=9900,
            source="test",
            since=date(2026, 1, 1),
        )

    return made_in(cast, network, make)


def member(cast: Cast, network: str, who: str, key: str) -> int:
    return cast.memberships[network, key]


BENEFITING: Mapping[str, Maker] = {
    "benefit": member,
    "benefit_runs": member,
    "benefit_meetings": member,
    "benefit_paper": member,
    "market_price": price,
    "market_price_removal": price,
    "survey": open_survey,
    "survey_answer": request,
    "survey_change": open_survey,
    "survey_opening": prepared_survey,
    "survey_reminders": open_survey,
    "survey_closing": open_survey,
    "survey_results": open_survey,
    "survey_question_new": prepared_survey,
    "survey_question": question,
    "survey_question_removal": question,
}
