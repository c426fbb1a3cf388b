"""The reports of mentoring rounds that their doors are tried with."""

from collections.abc import Mapping

from tests.doors.making import Maker
from tests.doors.mentoring import mentor_round

ROUND_REPORTS: Mapping[str, Maker] = {
    "round_report": mentor_round,
    "round_paper": mentor_round,
}
