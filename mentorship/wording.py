"""What the journal and the lists say of the mentoring programmes."""

from django.utils.translation import gettext_lazy as _

from mentorship.rules import State
from network.sentences import name_jobs, tell

tell(
    {
        "ask_in_round": _("asked to take part in %(round)s"),
        "approve_interest": _("approved a request in %(round)s"),
        "decline_interest": _("said no to a request in %(round)s"),
        "withdraw_interest": _("withdrew a request in %(round)s"),
        "open_round": _("made the round %(title)s"),
        "change_round": _("changed the round %(title)s"),
        "match_round": _("matched the round %(title)s: %(pairs)s pairs"),
    }
)

name_jobs({"mentorship.match": _("Matching of %(title)s")})

STATES = {
    State.WAITING: _("Waiting for the manager's approval"),
    State.APPROVED: _("Waiting for a match"),
    State.DECLINED: _("The manager said no"),
    State.WITHDRAWN: _("Withdrawn"),
}


def state_in_words(state: State) -> str:
    """How far an expression of interest has come, as others than the person read it."""
    return str(STATES[state])
