"""What surveys ask of somebody: to answer one, or to open, remind and close it."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from network.seat import Seat
from network.start import ToDo
from reports.models import Survey, SurveyAnswer, SurveyRequest


def todos(seat: Seat) -> list[ToDo]:
    """Surveys to answer for one's authorities, and those that one keeps."""
    return _to_answer(seat) + _to_keep(seat)


def _to_answer(seat: Seat) -> list[ToDo]:
    if not seat.scope.memberships or "local_coordinator" not in seat.roles:
        return []
    answered = SurveyAnswer.objects.filter(membership__in=seat.scope.memberships)
    asked = SurveyRequest.objects.filter(
        membership__in=seat.scope.memberships,
        survey__opened_at__isnull=False,
        survey__closed_at=None,
    ).select_related("survey", "membership__authority")
    done = set(answered.values_list("survey_id", "membership_id")) if asked else set()
    return [
        ToDo(
            what=_("Say what the network gave %(name)s in %(year)s")
            % {"name": row.membership.short_name, "year": row.survey.year},
            why=_("Each authority gives one answer."),
            button=_("Answer"),
            url=reverse("survey_answer", args=[row.pk]),
            due=row.survey.deadline,
        )
        for row in asked
        if (row.survey_id, row.membership_id) not in done
    ]


def _to_keep(seat: Seat) -> list[ToDo]:
    if not seat.may("keep_surveys"):
        return []
    found = []
    for survey in Survey.objects.filter(closed_at=None):
        url = reverse("survey", args=[survey.pk])
        if survey.opened_at is None:
            found.append(
                ToDo(
                    what=_("Open the benefit survey %(year)s") % {"year": survey.year},
                    why=_("It is prepared, and nobody has been asked yet."),
                    button=_("Look through"),
                    url=url,
                )
            )
        elif survey.deadline < timezone.localdate():
            found.append(_to_close(survey, url))
    return found


def _to_close(survey: Survey, url: str) -> ToDo:
    asked = SurveyRequest.objects.filter(survey=survey).count()
    left = asked - SurveyAnswer.objects.filter(survey=survey).count()
    words = ngettext("%(n)s member has not answered.", "%(n)s members have not answered.", left) % {
        "n": left
    }
    return ToDo(
        what=_("Close the benefit survey %(year)s") % {"year": survey.year},
        why=words if left else _("Everybody has answered."),
        button=_("Look through"),
        url=url,
        due=survey.deadline,
    )
