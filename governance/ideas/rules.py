"""The words of the idea box, and the order in which an idea goes on."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SILENCE = timedelta(days=30)
"""After this long without a word to the proposer, the coordinator is asked to say one."""


class IdeaState(models.TextChoices):
    """How far an idea has come."""

    PROPOSED = "proposed", pgettext_lazy("of an idea", "proposed")
    DISCUSSED = "discussed", _("discussed in a body")
    SHAPED = "shaped", _("being shaped together")
    TRIED = "tried", _("being tried")
    BECAME = "became", _("became something")
    DECLINED = "declined", pgettext_lazy("of an idea", "declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("of an idea", "withdrawn")


OPEN = (IdeaState.PROPOSED, IdeaState.DISCUSSED, IdeaState.SHAPED, IdeaState.TRIED)

FOLLOWS: dict[str, frozenset[str]] = {
    IdeaState.PROPOSED: frozenset(
        {"discussed", "shaped", "tried", "became", "declined", "withdrawn"}
    ),
    IdeaState.DISCUSSED: frozenset({"shaped", "tried", "became", "declined", "withdrawn"}),
    IdeaState.SHAPED: frozenset({"discussed", "tried", "became", "declined", "withdrawn"}),
    IdeaState.TRIED: frozenset({"became", "declined"}),
    IdeaState.BECAME: frozenset(),
    IdeaState.DECLINED: frozenset(),
    IdeaState.WITHDRAWN: frozenset(),
}
"""What an idea may become next; the database holds the same."""

MARKS: dict[str, str] = {
    IdeaState.PROPOSED: "notice",
    IdeaState.DISCUSSED: "now",
    IdeaState.SHAPED: "now",
    IdeaState.TRIED: "now",
    IdeaState.BECAME: "good",
    IdeaState.DECLINED: "off",
    IdeaState.WITHDRAWN: "off",
}


class Became(models.TextChoices):
    """What an idea became."""

    COURSE = "course", _("a course wish")
    GROUP = "group", _("a group")
    EVENT = "event", _("an event")
    PILOT = "pilot", _("a pilot")
    OTHER = "other", _("something else")
