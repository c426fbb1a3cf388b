"""A year's survey: prepared with last year's questions, opened, answered, closed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.head_counts import reminder_due
from members.models import Membership
from members.receivers import receivers
from network.actions.errand import errand, send_each
from network.models.journal import note
from network.refusals import Refused
from network.seat import Seat
from reports.models import Survey, SurveyAnswer, SurveyQuestion, SurveyReply, SurveyRequest
from reports.survey import emails
from reports.survey.usual import USUAL


class SurveyRefused(Refused):
    """The survey is not there yet, or no more; the sentence says why."""


@transaction.atomic
def prepare(survey: Survey, *, by: Seat) -> Survey:
    """Lay a year's survey with the questions of the one before, or the usual ones."""
    by.require("keep_surveys")
    before = Survey.objects.filter(year__lt=survey.year).order_by("-year").first()
    survey.save()
    asked = (
        [(q.key, q.kind, q.text_sv, q.text_en) for q in before.questions.all()]
        if before
        else list(USUAL)
    )
    SurveyQuestion.objects.bulk_create(
        SurveyQuestion(
            survey=survey, position=place, key=key, kind=kind, text_sv=swedish, text_en=english
        )
        for place, (key, kind, swedish, english) in enumerate(asked, start=1)
    )
    note("prepare_survey", survey, year=survey.year)
    return survey


def members_to_ask(survey: Survey) -> list[Membership]:
    """Members of today that the survey has not asked."""
    asked = SurveyRequest.objects.filter(survey=survey).values("membership")
    members = Membership.objects.on(timezone.localdate()).exclude(pk__in=asked)
    return list(members.select_related("authority").order_by("pk"))


@transaction.atomic
def open_survey(survey: Survey, *, by: Seat) -> int:
    """Ask every member; again later it asks those that have joined. Returns how many."""
    by.require("keep_surveys")
    row = Survey.objects.select_for_update().get(pk=survey.pk)
    if row.closed_at:
        raise SurveyRefused(_("The survey is closed."))
    if not row.questions.exists():
        raise SurveyRefused(_("There is no question to ask. Add one first."))
    if row.opened_at is None:
        row.opened_at, row.opened_by = timezone.now(), by.user.pk
        row.save(update_fields=["opened_at", "opened_by"])
        note("open_survey", row, year=row.year)
    asked = SurveyRequest.objects.bulk_create(
        [SurveyRequest(survey=row, membership=member) for member in members_to_ask(row)]
    )
    send_each(
        "reports.ask_survey",
        {f"survey-asked-{one.pk}": {"request": one.pk} for one in asked},
    )
    return len(asked)


def silent(survey: Survey) -> list[SurveyRequest]:
    """Members that were asked and have not answered."""
    answered = SurveyAnswer.objects.filter(survey=survey).values("membership")
    rows = SurveyRequest.objects.filter(survey=survey).exclude(membership__in=answered)
    return list(rows.select_related("survey", "membership__authority").order_by("pk"))


@transaction.atomic
def remind(survey: Survey, *, by: Seat) -> int:
    """Remind the silent now, each at most once a day; returns how many."""
    by.require("keep_surveys")
    if not survey.is_open:
        raise SurveyRefused(_("The survey is not open."))
    rows = silent(survey)
    if not rows:
        raise SurveyRefused(_("Everybody has answered."))
    _remind_each(rows, f"{timezone.localdate():%Y%m%d}")
    note("remind_of_survey", survey, year=survey.year, members=len(rows))
    return len(rows)


def remind_due(today: date) -> int:
    """Send the reminders that fall due by the survey's own days; in a system scope."""
    sent = 0
    for survey in Survey.objects.filter(opened_at__isnull=False, closed_at=None):
        for row in silent(survey):
            asked = timezone.localtime(row.asked_at).date()
            step = reminder_due(
                survey.remind_before, [], asked=asked, last=survey.deadline, today=today
            )
            if step is not None:
                _remind_each([row], f"{survey.deadline:%Y%m%d}{step:+d}")
                sent += 1
    return sent


def _remind_each(rows: list[SurveyRequest], when: str) -> None:
    keys = {f"survey-remind-{row.pk}-{when}": row.pk for row in rows}
    send_each(
        "reports.remind_of_survey",
        {key: {"request": pk, "key": key} for key, pk in keys.items()},
    )


@transaction.atomic
def close_survey(survey: Survey, *, by: Seat) -> None:
    """Take no more answers, and show the results."""
    by.require("keep_surveys")
    row = Survey.objects.select_for_update().get(pk=survey.pk)
    if not row.is_open:
        raise SurveyRefused(_("The survey is not open."))
    row.closed_at = timezone.now()
    row.save(update_fields=["closed_at"])
    note("close_survey", row, year=row.year, silent=len(silent(row)))


def questions_of(survey: Survey) -> list[SurveyQuestion]:
    """Its questions in their order."""
    return list(survey.questions.order_by("position", "pk"))


@transaction.atomic
def answer(survey: Survey, membership_id: int, said: Mapping[int, Any], *, by: Seat) -> None:
    """Keep what a member says: a number or words by question; the newest holds."""
    # Held until the transaction ends, so that two colleagues' answers are not mixed.
    row, new = SurveyAnswer.objects.select_for_update().get_or_create(
        survey=survey, membership_id=membership_id, defaults={"person_id": by.person_id}
    )
    if not new:
        row.person_id, row.at = by.person_id, timezone.now()
        row.save(update_fields=["person", "at"])
        SurveyReply.objects.filter(survey=survey, membership_id=membership_id).delete()
    SurveyReply.objects.bulk_create(
        SurveyReply(
            survey=survey,
            question_id=question,
            membership_id=membership_id,
            score=value if isinstance(value, int) else None,
            words=value if isinstance(value, str) else "",
        )
        for question, value in said.items()
        if value not in ("", None)
    )
    verb = "answer_survey" if new else "answer_survey_again"
    note(verb, survey, membership_id=membership_id, year=survey.year)


@errand("reports.ask_survey")
def ask(request: int) -> None:
    """Ask a member, by letters to who answers for it."""
    _write(request, "asked", f"survey-asked-{request}")


@errand("reports.remind_of_survey")
def remind_one(request: int, key: str) -> None:
    """Remind a member, unless it has answered meanwhile."""
    _write(request, "remind", key)


def _write(pk: int, kind: str, key: str) -> None:
    row = SurveyRequest.objects.select_related(*emails.FACTS).get(pk=pk)
    answered = SurveyAnswer.objects.filter(survey=row.survey_id, membership=row.membership_id)
    if not row.survey.is_open or answered.exists():
        return
    for person in receivers([row.membership_id])[row.membership_id]:
        emails.write(kind, row, person, key=f"{key}-{person.pk}")
