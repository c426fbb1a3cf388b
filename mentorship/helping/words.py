"""What is asked of somebody, why, and what follows from a yes; in the reader's language."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentorship.helping.rules import Kind
from mentorship.models import HelpQuestion, Interest, RuleException

ONLINE = Interest.Meeting.ONLINE.value
ENGLISH = Interest.Language.EN.value
# What the coordinator reads beside somebody whom they may ask.
TO_ASK = {
    Kind.PLACE: gettext_lazy("Take one mentee more"),
    Kind.JOIN: gettext_lazy("Join the round with one place"),
    Kind.MEETING: gettext_lazy("Meet in person or online, either way"),
    Kind.LANGUAGE: gettext_lazy("Have the talks in Swedish or English, either way"),
    Kind.REACH: gettext_lazy("Travel farther than they have written"),
}
EXCEPTIONS = {
    RuleException.Kind.EXPERIENCE: gettext_lazy("From how long one must have led staff"),
    RuleException.Kind.REACH: gettext_lazy("From the longest way to a meeting"),
}


def asked_in_words(question: HelpQuestion) -> str:
    """The question itself."""
    own = question.asked
    match question.kind:
        case Kind.PLACE:
            return _("Can you take one mentee more?")
        case Kind.JOIN:
            return _("Will you be a mentor in this round?")
        case Kind.MEETING if own.meeting == ONLINE:
            return _("Can you also meet your mentor in person?")
        case Kind.MEETING:
            return _("Can you also meet your mentor online?")
        case Kind.LANGUAGE if own.language == ENGLISH:
            return _("Can you also have the talks with your mentor in Swedish?")
        case Kind.LANGUAGE:
            return _("Can you also have the talks with your mentor in English?")
    return _("Can you travel farther than %(km)s km to your mentor?") % {"km": own.reach_km}


def why_in_words(question: HelpQuestion) -> str:
    """Why it is asked; who else it is about is not told."""
    if question.kind in (Kind.PLACE, Kind.JOIN):
        return _("A mentee has no mentor, and you would fit. A no needs no reason.")
    return _("With your answers so far there is no mentor for you. A no needs no reason.")


def follows_in_words(question: HelpQuestion) -> str:
    """What a yes does."""
    match question.kind:
        case Kind.PLACE:
            return _("You take part with one place more. You are asked about each mentee first.")
        case Kind.JOIN:
            return _(
                "You take part with one place and what you wrote last time. Your manager is asked,"
                " and you are asked about the mentee."
            )
    return _("Your request says so from then on. You are asked about each mentor first.")
