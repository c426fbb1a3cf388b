"""What the annual report tells of a year's survey."""

from reports.annual.facts import SurveyYear
from reports.survey.results import results_of


def survey_year(year: int) -> SurveyYear | None:
    """The questions with a number; None before the survey is closed, or of fewer than five."""
    found = results_of(year)
    if found is None or not found.shown:
        return None
    return SurveyYear(
        found.asked,
        found.answered,
        [
            (one.question.text, one.answers, one.mean, one.before)
            for one in found.scales
            if one.mean is not None
        ],
    )
