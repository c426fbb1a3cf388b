"""The words of governance: what bodies are, who reads them, and how they decide."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Nature(models.TextChoices):
    """What a body is for; each network names its own kinds, and each kind has one of these."""

    STEERING = "steering", _("steers the network")
    COUNCIL = "council", _("plans the education")
    DEVELOPMENT = "development", _("develops the network")
    BOARD = "board", _("gathers all members")
    NETWORK = "network", _("network of a profession or a matter")
    GROUP = "group", _("working group")


class OpenTo(models.TextChoices):
    """Who reads a body's notices, papers and approved minutes besides the body itself."""

    BODY = "body", _("the body itself")
    MEMBERS = "members", _("those who answer for a member authority")
    NETWORK = "network", _("everyone in the network")


class VotesBy(models.TextChoices):
    """How the votes of a body are counted."""

    MANDATE = "mandate", _("one vote for each mandate")
    LEVEL = "level", _("votes by the level of the member")


class Rank(models.TextChoices):
    """In which way somebody holds a mandate."""

    MEMBER = "member", pgettext_lazy("of a body", "member")
    DEPUTY = "deputy", _("deputy")


class Duty(models.TextChoices):
    """An office in a body, that moves between its members."""

    CHAIR = "chair", _("chair")
    VICE_CHAIR = "vice_chair", _("vice chair")
    CONVENER = "convener", _("convener")
    SECRETARY = "secretary", _("secretary")
    HOST = "host", _("host")


KEEPS = frozenset({Duty.CHAIR, Duty.VICE_CHAIR, Duty.CONVENER, Duty.SECRETARY})
"""Those who call the body's meetings and write its minutes; a host has only the rooms."""


class MeetingKind(models.TextChoices):
    """Whether a body meets, or decides in writing between its meetings."""

    MEETING = "meeting", _("meeting")
    WRITTEN = "written", _("written procedure")


class MeetingState(models.TextChoices):
    """How far a meeting has come."""

    PLANNED = "planned", pgettext_lazy("meeting", "planned")
    CALLED = "called", pgettext_lazy("meeting", "called")
    OPEN = "open", _("going on")
    CLOSED = "closed", _("minutes to approve")
    APPROVED = "approved", _("minutes approved")
    CANCELLED = "cancelled", _("called off")


FOLLOWS: dict[str, frozenset[str]] = {
    MeetingState.PLANNED: frozenset({MeetingState.CALLED, MeetingState.CANCELLED}),
    MeetingState.CALLED: frozenset({MeetingState.OPEN, MeetingState.CANCELLED}),
    MeetingState.OPEN: frozenset({MeetingState.CLOSED}),
    MeetingState.CLOSED: frozenset({MeetingState.APPROVED}),
    MeetingState.APPROVED: frozenset(),
    MeetingState.CANCELLED: frozenset(),
}
"""What a meeting may become next; the database holds the same."""


class ItemKind(models.TextChoices):
    """What a body is asked to do with an item of its agenda."""

    INFORMATION = "information", _("information")
    DISCUSSION = "discussion", pgettext_lazy("item", "discussion")
    DECISION = "decision", _("decision")


class Presence(models.TextChoices):
    """How somebody took part in a meeting."""

    IN_PLACE = "in_place", _("in place")
    DIGITAL = "digital", _("digitally")
    ABSENT = "absent", _("absent")


class Coming(models.TextChoices):
    """What a holder answers to the notice of a meeting."""

    IN_PLACE = "in_place", _("comes")
    DIGITAL = "digital", _("takes part digitally")
    DEPUTY = "deputy", _("the deputy comes instead")
    ABSENT = "absent", _("cannot come")


TAKES_PART = frozenset({Coming.IN_PLACE, Coming.DIGITAL})


class Shows(models.TextChoices):
    """What the portal adds by itself to a standing item."""

    ACTIONS = "actions", _("the open actions of the body")


class Outcome(models.TextChoices):
    """What a body resolved on an item."""

    CARRIED = "carried", _("decided as proposed")
    CHANGED = "changed", _("decided otherwise")
    REJECTED = "rejected", pgettext_lazy("outcome", "rejected")
    DEFERRED = "deferred", _("put off to a later meeting")
    NOTED = "noted", _("noted")


IN_THE_REGISTER = frozenset({Outcome.CARRIED, Outcome.CHANGED, Outcome.REJECTED})
"""Outcomes that are decisions of the network; the others stay in the minutes alone."""


class Choice(models.TextChoices):
    """What a mandate answers, at a vote or in writing; only in writing may one ask to meet."""

    YES = "yes", _("yes")
    NO = "no", _("no")
    ABSTAIN = "abstain", _("abstains")
    DISCUSS = "discuss", _("wants to discuss it at a meeting")


class ApprovalState(models.TextChoices):
    """How far somebody who approves the minutes (justerare) has come."""

    CHOSEN = "chosen", _("chosen")
    ASKED = "asked", _("asked to read")
    APPROVED = "approved", _("has approved")
    RETURNED = "returned", _("sent back with a comment")
