"""The hard rules once more, read one pair at a time, to set beside the masks."""

from math import asin, cos, radians, sin, sqrt

from mentorship.matching.candidates import Candidate
from mentorship.matching.criteria import HardRule
from mentorship.matching.pool import Pool


def km(one: Candidate, other: Candidate) -> float | None:
    """The way between two places of work; None where one is not known."""
    if one.coordinates is None or other.coordinates is None:
        return None
    (a, b), (c, d) = one.coordinates, other.coordinates
    half = sin(radians(c - a) / 2) ** 2 + cos(radians(a)) * cos(radians(c)) * (
        sin(radians(d - b) / 2) ** 2
    )
    return 2 * 6371 * asin(sqrt(half))


def broken(pool: Pool, mentee: Candidate, mentor: Candidate) -> set[HardRule]:
    """The hard rules that a pair breaks, but for the line and what is taken."""
    rules = {*mentee.breaks, *mentor.breaks}
    if mentee.authorities & mentor.authorities:
        rules.add(HardRule.AUTHORITY)
    if mentee.person_id in mentor.above or mentor.person_id in mentee.above:
        rules.add(HardRule.LINE)
    if mentee.units & mentor.units:
        rules.add(HardRule.UNIT)
    for one, other in ((mentee, mentor), (mentor, mentee)):
        if (
            other.person_id in one.avoids_people
            or other.name_key in one.avoids_names
            or one.avoids_authorities & other.authorities
        ):
            rules.add(HardRule.VETO)
    if {mentee.language, mentor.language} == {"sv", "en"}:
        rules.add(HardRule.LANGUAGE)
    ways = {mentee.meeting, mentor.meeting}
    far = km(mentee, mentor)
    reach = min((r for r in (mentee.reach_km, mentor.reach_km) if r is not None), default=None)
    too_far = far is not None and reach is not None and round(far) > reach
    if "place" in ways and ("online" in ways or too_far):
        rules.add(HardRule.MEETING)
    two = mentee.interest_id, mentor.interest_id
    if two in pool.bans:
        rules.add(HardRule.BAN)
    if two in pool.earlier:
        rules.add(HardRule.EARLIER)
    return rules
