"""What publishing a plan leaves to a person: kept as a code, and in words when it is read."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from courses.rules import RunState

BY_HAND = {
    "over": gettext_lazy("Not in the plan any more; it is %(state)s already."),
    "gone": gettext_lazy(
        "The plan holds it, but it is %(state)s. Plan a new run if it is to be held after all."
    ),
    "opened": gettext_lazy(
        "Not in the plan any more, but it is %(state)s. Call it off on its own page."
    ),
    "seats": gettext_lazy("More seats are taken or kept than the plan has. Its seats stay."),
    "shares": gettext_lazy(
        "Seats of an authority that were to be taken back have names. They stay as they are."
    ),
    "days": gettext_lazy("The plan moves it to another week, but it has days. Its days stay."),
}


def hindrance(state: str, enrolled: int) -> tuple[str, dict[str, Any]]:
    """Why a run that the plan does not hold any more is not called off by itself."""
    if enrolled:
        return "enrolled", {"people": enrolled}
    return "opened", {"state": state}


def by_hand(why: str, **facts: Any) -> str:
    """What is left to a person, in words."""
    if why == "enrolled":
        told = ngettext(
            "Not in the plan any more, but %(people)s person is on it. Call it off by hand.",
            "Not in the plan any more, but %(people)s people are on it. Call it off by hand.",
            int(facts["people"]),
        )
        return told % facts
    if "state" in facts:
        facts["state"] = RunState(facts["state"]).label
    return str(_said(why)) % facts


def _said(why: str) -> Any:
    return BY_HAND.get(why) or _("Look at it.")
