"""The sentences with which the board refuses; pure words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MENTEE_TAKEN = gettext_lazy("The mentee has been asked about a pair, or is in one.")
CHANGED = gettext_lazy("Somebody has changed the board meanwhile. Look again, and decide.")
NOTHING_TO_UNDO = gettext_lazy("There is nothing to undo.")
UNDOABLE = "undoable"  # tag of a message about a step that one may undo
RULE_STANDS = gettext_lazy("They are pinned, or kept apart, already.")


class CannotLay(Exception):
    """The board refuses a step; the message is a sentence for the coordinator."""


def no_place(name: str) -> str:
    """The mentor is full."""
    return _("%(name)s has no place left.") % {"name": name}


def pinned_elsewhere(mentee: str, mentor: str) -> str:
    """The mentee is pinned with another mentor."""
    words = _("%(mentee)s is pinned with %(mentor)s already. Unpin those two first.")
    return words % {"mentee": mentee, "mentor": mentor}


def no_place_beside_pins(mentor: str) -> str:
    """The mentor's places go to others who are pinned or asked."""
    words = _(
        "The places of %(name)s are taken by pairs that are pinned or asked. Unpin one first."
    )
    return words % {"name": mentor}


def gone() -> str:
    """One of the two does not take part any more."""
    return _("One of them does not take part any more.")
