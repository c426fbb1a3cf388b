"""What a matching weighs, the wishes with their usual weights, and what it never breaks."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

HEAVIEST = 10  # a weight is a whole number from 0, which leaves a wish out, to this


class Criterion(StrEnum):
    """A wish: each pair gets 0 to 100 points by it, 50 where somebody left the answer open."""

    AREAS = "areas"
    FIRST_AREA = "first_area"
    DISTANCE = "distance"
    MEETING = "meeting"
    LANGUAGE = "language"
    RHYTHM = "rhythm"
    SPAN = "span"
    WISHED_KIND = "wished_kind"
    STAFF = "staff"
    REACH = "reach"
    NEW = "new"
    WAITED = "waited"

    @property
    def label(self) -> str:
        """What the coordinator reads beside the weight."""
        return str(LABELS[self])

    @property
    def usual(self) -> int:
        """What it weighs where the round says nothing else."""
        return USUAL[self]


LABELS = {
    Criterion.AREAS: _("The mentor offers what the mentee wants to grow in"),
    Criterion.FIRST_AREA: _("The mentee's first area above all"),
    Criterion.DISTANCE: _("Short way between their places of work"),
    Criterion.MEETING: _("The same way to meet"),
    Criterion.LANGUAGE: _("The same language of the talks"),
    Criterion.RHYTHM: _("The same rhythm"),
    Criterion.SPAN: _("The mentor is more experienced, and leads at the same level or the next"),
    Criterion.WISHED_KIND: _("The kind of authority they want to get to know"),
    Criterion.STAFF: _("As many staff to lead"),
    Criterion.REACH: _("Within the way they want to travel"),
    Criterion.NEW: _("New to each other"),
    Criterion.WAITED: _("Mentors who have waited for a mentee"),
}
USUAL = {
    Criterion.AREAS: 10,
    Criterion.FIRST_AREA: 6,
    Criterion.DISTANCE: 4,
    Criterion.MEETING: 5,
    Criterion.LANGUAGE: 2,
    Criterion.RHYTHM: 3,
    Criterion.SPAN: 5,
    Criterion.WISHED_KIND: 4,
    Criterion.STAFF: 2,
    Criterion.REACH: 5,
    Criterion.NEW: 6,
    Criterion.WAITED: 2,
}


def weights_of(chosen: Mapping[str, object]) -> dict[Criterion, int]:
    """Every wish with its weight: the chosen one, or the usual where none, or no number, is."""
    return {wish: _weight(chosen.get(wish), wish.usual) for wish in Criterion}


def _weight(chosen: object, usual: int) -> int:
    whole = chosen if isinstance(chosen, int) and not isinstance(chosen, bool) else usual
    return min(max(whole, 0), HEAVIEST)


class HardRule(StrEnum):
    """What no matching breaks, whatever it would gain."""

    AUTHORITY = "authority"
    LINE = "line"
    UNIT = "unit"
    EXPERIENCE = "experience"
    MEMBER = "member"
    APPROVAL = "approval"
    LEFT = "left"
    PLACES = "places"
    CAPACITY = "capacity"
    TAKEN = "taken"
    VETO = "veto"
    LANGUAGE = "language"
    MEETING = "meeting"
    EARLIER = "earlier"
    BAN = "ban"

    @property
    def bit(self) -> int:
        """Its place in a table of broken rules, where each is one bit."""
        return 1 << list(HardRule).index(self)

    @property
    def label(self) -> str:
        """The sentence that says what stands in the way of a pair."""
        return str(RULES[self])


RULES = {
    HardRule.AUTHORITY: _("They work at the same authority."),
    HardRule.LINE: _("One of them is in the other's line of command."),
    HardRule.UNIT: _("They work, or have worked, in the same unit."),
    HardRule.EXPERIENCE: _("One of them has not led staff long enough when the round starts."),
    HardRule.MEMBER: _("The authority of one of them does not take part in the round."),
    HardRule.APPROVAL: _("One of them waits for their manager's answer."),
    HardRule.LEFT: _("One of them has had a pair in this round, and has not asked for another."),
    HardRule.PLACES: _("The round is full; the mentee is in line."),
    HardRule.CAPACITY: _("The mentor has as many mentees as they take."),
    HardRule.TAKEN: _("The mentee has a mentor already."),
    HardRule.VETO: _("One of them has asked not to be paired so."),
    HardRule.LANGUAGE: _("They have no language in common for the talks."),
    HardRule.MEETING: _("There is no way to meet that both can take."),
    HardRule.EARLIER: _("They were asked, or paired, earlier in this round."),
    HardRule.BAN: _("You have said never these two."),
}
