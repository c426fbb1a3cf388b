"""Surveys of benefit, market prices and the counted years of the demo; all of it made up."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils import timezone

from config.demo.cast import VN
from courses.models import Course
from members.models import Membership
from network.scope import current
from network.seat import Seat
from reports.dashboard.counting import keep_ended_years
from reports.models import MarketPrice, Survey, SurveyAnswer, SurveyReply, SurveyRequest
from reports.survey.actions import prepare, questions_of

if TYPE_CHECKING:
    from config.demo.seeding import Demo

MARKET_TIMES = Decimal("2.4")  # of the portal's own price, rounded to whole hundreds
SOURCE = (
    "Exempeldata: medianen av tre öppna kurser med samma längd och ämne, hämtade i oktober {year}."
)
# What each member answers to the six questions with a number, 0 for one that cannot say.
SCORES = (
    (5, 4, 4, 5, 3, 4),
    (4, 5, 4, 4, 4, 3),
    (4, 4, 3, 5, 0, 3),
    (5, 5, 4, 4, 4, 4),
    (3, 4, 3, 4, 3, 2),
    (4, 4, 5, 5, 4, 4),
    (2, 3, 2, 4, 3, 3),
)
MOST = (
    "Chefsutbildningarna. Vi hade aldrig fyllt en egen omgång.",
    "Mentorsprogrammet, för våra nya chefer.",
    "Att kunna ringa någon på en annan myndighet som har gjort samma sak.",
    "Att låna en arkivarie i stället för att anställa på halvtid.",
    "Utbildningarna i förvaltningsrätt.",
)
OTHERWISE = (
    "Färre enkäter till oss kontaktpersoner.",
    "Fler kurser på plats i Kramfors och Örnsköldsvik.",
    "Lägg kurserna glesare i juni.",
)


def seed(demo: "Demo") -> None:
    """Two surveys and the market prices of the larger network, and both networks' ended years."""
    keep_ended_years(demo.today)
    if demo.slug != VN:
        return
    _write_prices(demo.today)
    user = demo.person("karin").user
    assert user is not None  # noqa: S101 - every persona signs in
    karin = Seat(user, demo.network, current())
    last = demo.today.year - 1
    _held(demo, karin, Survey(year=last, deadline=date(last, 12, 12)))
    _open(demo, karin, Survey(year=demo.today.year, deadline=demo.today + timedelta(days=16)))


def _write_prices(today: date) -> None:
    priced = Course.objects.filter(kind=Course.Kind.COURSE, runs__price__gt=0).distinct()
    for course in priced.order_by("pk")[:7]:
        run = course.runs.filter(price__gt=0).order_by("pk").first()
        amount = (run.price * MARKET_TIMES / 100).to_integral_value() * 100
        MarketPrice.objects.create(
            course=course,
            amount=amount,
            source=SOURCE.format(year=today.year - 2),
            since=date(today.year - 1, 1, 1),
        )


class _Keeper(Seat):
    """The coordinator while the demo is filled, in the portal's own scope."""

    def may(self, verb: str, subject: object = None) -> bool:
        return True


def _prepared(karin: Seat, survey: Survey, on: date) -> list[Membership]:
    prepare(survey, by=_Keeper(karin.user, karin.network, karin.scope))
    asked = list(Membership.objects.on(on).order_by("pk"))
    SurveyRequest.objects.bulk_create(
        SurveyRequest(survey=survey, membership=member, asked_at=_at(on)) for member in asked
    )
    return asked


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9, 12)))


def _held(demo: "Demo", karin: Seat, survey: Survey) -> None:
    """Last year's: seven have answered, and it is closed."""
    opened = survey.deadline - timedelta(days=30)
    asked = _prepared(karin, survey, opened)
    for place, member in enumerate(asked[: len(SCORES)]):
        words = [MOST[place] if place < len(MOST) else "",
                 OTHERWISE[place] if place < len(OTHERWISE) else ""]  # fmt: skip
        _answer(survey, member, SCORES[place], words, opened + timedelta(days=3 + place))
    Survey.objects.filter(pk=survey.pk).update(
        opened_at=_at(opened),
        opened_by=demo.person("karin").user_id,
        closed_at=_at(survey.deadline + timedelta(days=4)),
    )


def _open(demo: "Demo", karin: Seat, survey: Survey) -> None:
    """This year's: three have answered, and Länsstyrelsen has not."""
    opened = demo.today - timedelta(days=6)
    asked = _prepared(karin, survey, opened)
    own = demo.membership("lansstyrelsen").pk
    for place, member in enumerate([one for one in asked if one.pk != own][:3]):
        _answer(survey, member, SCORES[place], ["", ""], opened + timedelta(days=1 + place))
    Survey.objects.filter(pk=survey.pk).update(
        opened_at=_at(opened), opened_by=demo.person("karin").user_id
    )


def _answer(
    survey: Survey, member: Membership, scores: tuple[int, ...], words: list[str], day: date
) -> None:
    SurveyAnswer.objects.create(survey=survey, membership=member, at=_at(day))
    said: list[int | str] = [*scores, *words]
    SurveyReply.objects.bulk_create(
        SurveyReply(
            survey=survey,
            question=question,
            membership=member,
            score=value if isinstance(value, int) else None,
            words=value if isinstance(value, str) else "",
        )
        for question, value in zip(questions_of(survey), said, strict=True)
        if value
    )
