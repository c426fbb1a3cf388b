"""For each route that names a record: the records that the doors are tried with.

`own` concerns Amina at CSN in Västernorrland, `other` Tove at Timrå in the same network,
`foreign` somebody in Jämtland; `missing` is nobody. A route that is not here fails the suite.
"""

from tests.cast import JL, VN
from tests.doors import agreeing, annual, coordinating, council, deciding, minuting, plans, showing
from tests.doors.belonging import BELONGING
from tests.doors.benefiting import BENEFITING
from tests.doors.boarding import BOARDING
from tests.doors.catalogue import CATALOGUE
from tests.doors.consenting import CONSENTING
from tests.doors.convening import CONVENING
from tests.doors.correcting import CORRECTING
from tests.doors.costing import COSTING
from tests.doors.counting import COUNTING
from tests.doors.dividing import DIVIDING
from tests.doors.enrolling import ENROLLING
from tests.doors.fee_rules import FEE_RULES
from tests.doors.gathering import GATHERING
from tests.doors.ground import GROUND
from tests.doors.inducting import INDUCTING
from tests.doors.invoicing import INVOICING
from tests.doors.lending import LENDING
from tests.doors.making import Maker
from tests.doors.matching import MATCHING
from tests.doors.mentoring import MENTORING
from tests.doors.merging import MERGING
from tests.doors.needing import NEEDING
from tests.doors.outgoing import OUTGOING
from tests.doors.outsiding import OUTSIDING
from tests.doors.pairing import PAIRING
from tests.doors.paying import PAYING
from tests.doors.procuring import PROCURING
from tests.doors.reporting import ROUND_REPORTS
from tests.doors.running import PAYERS, RUNNING
from tests.doors.seating import SEATING
from tests.doors.simulating import SIMULATING
from tests.doors.stating import STATING
from tests.doors.summaries import SUMMARIES
from tests.doors.summaries import YEAR as SUMMARY_YEAR
from tests.doors.teaching import TEACHING

MISSING = 999_999_999
SECRET = "x" * 43  # a link that is nobody's; tests/courses/test_open_* try real ones
VARIANTS = {
    "own": (VN, "amina", "csn"),
    "other": (VN, "tove", "timra"),
    "foreign": (JL, "frosta", "lansstyrelsen"),
}

# Route name -> what its `pk` is.
ROUTES: dict[str, Maker] = {
    **LENDING,
    **GROUND,
    **BELONGING,
    **CONSENTING,
    **CONVENING,
    **BOARDING,
    **MENTORING,
    **INVOICING,
    **CATALOGUE,
    **ENROLLING,
    **TEACHING,
    **COSTING,
    **DIVIDING,
    **GATHERING,
    **NEEDING,
    **council.ROUTES,
    **plans.ROUTES,
    **FEE_RULES,
    **MERGING,
    **COUNTING,
    **BENEFITING,
    **MATCHING,
    **CORRECTING,
    **PAIRING,
    **PAYING,
    **PROCURING,
    **ROUND_REPORTS,
    **RUNNING,
    **SIMULATING,
    **STATING,
    **OUTGOING,
    **SUMMARIES,
    **INDUCTING,
    **agreeing.AGREEING,
    **OUTSIDING,
    **deciding.DECIDING,
    **coordinating.COORDINATING,
    **minuting.MINUTING,
    **showing.SHOWING,
    **SEATING,
}
# Words that a route asks for besides the record.
MORE: dict[str, dict[str, str]] = {
    **PAYERS,
    **agreeing.MORE,
    **annual.MORE,
    **deciding.MORE,
    **coordinating.MORE,
    **minuting.MORE,
    **showing.MORE,
    "festival_state": {"state": "timetable"},
    "interest_draft": {"role": "mentee"},
    "interest_draft_removal": {"role": "mentee"},
    "interest_new": {"role": "mentee"},
    "interest_review": {"role": "mentee"},
    "pair_evaluation": {"kind": "midway"},
    "module_place": {"way": "up"},
    "procurement_state": {"state": "stopped"},
    "run_state": {"state": "paused"},
    "calendar_address_new": {"kind": "own"},
    "open_calendar": {"language": "sv", "secret": SECRET},
    "open_body_calendar": {"language": "sv", "secret": SECRET},
    "open_course": {"language": "sv"},
    "open_courses": {"language": "sv"},
    "open_courses_calendar": {"language": "sv"},
    "open_guest": {"language": "sv"},
    "open_guest_seat": {"language": "sv", "secret": SECRET},
    "open_guest_withdrawal": {"language": "sv", "secret": SECRET},
    "door": {"code": "nobodys"},
    "candidate_place": {"way": "up"},
    "needs_page": {"year": str(SUMMARY_YEAR)},
}
