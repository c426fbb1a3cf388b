"""Pages of the benefit survey."""

from reports.survey.views.answer import survey_answer, survey_results
from reports.survey.views.question import (
    survey_question,
    survey_question_new,
    survey_question_removal,
)
from reports.survey.views.survey import (
    survey,
    survey_change,
    survey_closing,
    survey_new,
    survey_opening,
    survey_reminders,
    surveys,
)

__all__ = [
    "survey",
    "survey_answer",
    "survey_change",
    "survey_closing",
    "survey_new",
    "survey_opening",
    "survey_question",
    "survey_question_new",
    "survey_question_removal",
    "survey_reminders",
    "survey_results",
    "surveys",
]
