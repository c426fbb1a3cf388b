"""Why two fit, as facts to freeze: nothing that one of them wrote for the coordinators alone.

Areas are named only where both have named them; who avoids whom is not in here at all.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from mentorship.matching.candidates import Candidate
from mentorship.matching.columns import Table, columns_of, names_of
from mentorship.matching.criteria import Criterion
from mentorship.matching.wishes import WISHES

GOOD, LESS = (
    70,
    40,
)  # from here a wish is met, below there it is not; between, it is not worth a line
Reason = dict[str, Any]
SILENT = {Criterion.FIRST_AREA, Criterion.REACH, Criterion.WAITED}


def reasons_for(
    mentee: Candidate,
    mentor: Candidate,
    weights: Mapping[Criterion, int],
    area_names: Mapping[str, tuple[str, str]],
) -> list[Reason]:
    """The wishes that are met and those that are not, what weighs most first.

    Each is a dict: `code` of the wish, `good`, and the values that its sentence needs.
    """
    names = names_of([mentee, mentor])
    table = Table(columns_of([mentee], names), columns_of([mentor], names), names)
    found: list[tuple[int, Reason]] = []
    for wish in Criterion:
        points = int(np.asarray(WISHES[wish](table))[0, 0])
        told = wish == Criterion.AREAS and mentee.areas and mentor.areas
        if not weights[wish] or wish in SILENT or (LESS <= points < GOOD and not told):
            continue
        values = _values(wish, mentee, mentor, int(table.km[0, 0]), area_names)
        if values is not None:
            good = points >= GOOD or bool(values.get("areas"))
            found.append((weights[wish], {"code": wish.value, "good": good, **values}))
    found.sort(key=lambda one: (not one[1]["good"], -one[0]))
    return [reason for _weight, reason in found]


def _values(
    wish: Criterion,
    mentee: Candidate,
    mentor: Candidate,
    km: int,
    area_names: Mapping[str, tuple[str, str]],
) -> dict[str, Any] | None:
    """What the sentence needs; None where there is nothing to say."""
    match wish:
        case Criterion.AREAS:
            shared = [area for area in mentee.areas if area in mentor.areas]
            return {
                "areas": [list(area_names.get(area, (area, area))) for area in shared],
                "first": bool(shared) and shared[0] == mentee.areas[0],
            }
        case Criterion.DISTANCE:
            online = mentee.meeting == mentor.meeting == "either"
            return {"km": km, "online": online}
        case Criterion.MEETING | Criterion.RHYTHM | Criterion.LANGUAGE:
            mine, theirs = getattr(mentee, wish), getattr(mentor, wish)
            if "either" in (mine, theirs):
                return None
            return {"same": mine if mine == theirs else ""}
        case Criterion.SPAN:
            if mentee.months is None or mentor.months is None:
                return None
            return {"years": (mentor.months - mentee.months) // 12}
        case Criterion.WISHED_KIND:
            return {
                "mentee": mentor.kind if mentor.kind in mentee.wished_kinds else "",
                "mentor": mentee.kind if mentee.kind in mentor.wished_kinds else "",
            }
        case Criterion.STAFF:
            return {"mentee": mentee.staff, "mentor": mentor.staff}
        case Criterion.NEW:
            return {} if mentor.person_id in mentee.partners else None
    return {}
