"""How far an interest in a loan has come, and who reads it meanwhile."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from loans.models import Interest


class Standing(models.TextChoices):
    """From the question to the choice; the words are those that others than the person read."""

    ASKED = "asked", _("Waits for the person's own answer")
    WAITING = "waiting", _("Waits for the manager's answer")
    AGREED = "agreed", _("The manager has agreed")
    REFUSED = "refused", _("The manager said no")
    TAKEN_BACK = "taken_back", _("The manager has taken the consent back")
    CHOSEN = "chosen", _("Chosen, the agreement is being written")
    PASSED = "passed", _("Not chosen")
    WITHDRAWN = "withdrawn", _("Withdrawn")


# In these nothing more happens.
OVER = frozenset({Standing.REFUSED, Standing.TAKEN_BACK, Standing.PASSED, Standing.WITHDRAWN})


def standing_of(interest: Interest) -> Standing:
    """Where it stands; of an interest asked for with `with_standing`."""
    said = interest.said
    if interest.withdrawn_at:
        return Standing.WITHDRAWN
    if interest.agreed_at is None:
        return Standing.ASKED
    if said is None:
        return Standing.WAITING
    if not said.given:
        return Standing.REFUSED
    if said.withdrawn_at:
        return Standing.TAKEN_BACK
    if interest.chosen:
        return Standing.CHOSEN
    return Standing.PASSED if interest.declined_at else Standing.AGREED


def own_words(standing: Standing) -> str:
    """The same, said to the person."""
    return str(OWN.get(standing, standing.label))


OWN = {
    Standing.ASKED: _("Waits for your own answer"),
    Standing.WAITING: _("Waits for your manager's answer"),
    Standing.AGREED: _("Your manager has agreed"),
    Standing.REFUSED: _("Your manager said no"),
    Standing.TAKEN_BACK: _("Your manager has taken the consent back"),
    Standing.CHOSEN: _("You are chosen, and the agreement is being written"),
    Standing.PASSED: _("Somebody else was chosen"),
}
