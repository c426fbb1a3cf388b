"""The page to answer a survey on, the same by account and by the link in a letter."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from members.models import Membership
from network.seat import Seat
from reports.models import Survey, SurveyAnswer, SurveyReply
from reports.survey.actions import answer, questions_of
from reports.survey.forms import AnswerForm


@dataclass
class Answering:
    """A member's answer while it is filled in."""

    survey: Survey
    member: Membership
    form: AnswerForm
    earlier: SurveyAnswer | None

    def context(self) -> dict[str, Any]:
        """What the page shows."""
        return {
            "form": self.form,
            "survey": self.survey,
            "member": self.member,
            "earlier": self.earlier,
        }

    def keep(self, by: Seat) -> None:
        """Keep what the form says."""
        answer(self.survey, self.member.pk, self.form.said(), by=by)


def answering(request: HttpRequest, survey: Survey, member: Membership) -> Answering:
    """The questions, filled with what the member has answered before."""
    earlier = (
        SurveyAnswer.objects.filter(survey=survey, membership=member)
        .select_related("person")
        .first()
    )
    replies = SurveyReply.objects.filter(survey=survey, membership=member)
    before = {row.question_id: row.score or row.words for row in replies} if earlier else None
    form = AnswerForm(request.POST or None, questions=questions_of(survey), before=before)
    return Answering(survey, member, form, earlier)
