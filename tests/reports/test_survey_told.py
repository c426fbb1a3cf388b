"""The annual report tells what the members said, and nothing before it may be told."""

import pytest

from network import scope
from reports.survey.told import survey_year
from tests.cast import Cast
from tests.databases import acting_as
from tests.reports.test_survey import YEAR, answered_by, close, opened

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("count", "told"), [(4, False), (5, True)])
def test_the_annual_report_tells_a_closed_survey_of_five_members(
    cast: Cast, count: int, told: bool
) -> None:
    survey = opened(cast)
    answered_by(cast, survey, count)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert survey_year(YEAR) is None
    close(cast, survey)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        found = survey_year(YEAR)
    assert (found is not None) is told
    if found:
        # Nobody but the five was asked for real, so more answered than were asked.
        assert found.answered == count
        assert [(row[1], str(row[2])) for row in found.questions] == [(5, "3.0")]
