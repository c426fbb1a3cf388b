"""What the journal and the lists say of the mentoring programmes."""

from django.utils.translation import gettext_lazy as _

from mentorship.rules import State
from network.sentences import tell

tell(
    {
        "ask_in_round": _("asked to take part in %(round)s"),
        "approve_interest": _("approved a request in %(round)s"),
        "decline_interest": _("said no to a request in %(round)s"),
        "withdraw_interest": _("withdrew a request in %(round)s"),
        "change_interest": _("changed a request in %(round)s"),
        "leave_mentor_pool": _("left the pool of mentors"),
        "propose_joint_meetings": _("proposed %(n)s joint meetings for %(title)s"),
        "keep_joint_meeting": _("made the joint meeting %(title)s in %(round)s"),
        "change_joint_meeting": _("changed the joint meeting %(title)s in %(round)s"),
        "cancel_joint_meeting": _("cancelled the joint meeting %(title)s in %(round)s"),
        "add_competence": _("added the competence %(name)s"),
        "rename_competence": _("renamed the competence %(before)s to %(name)s"),
        "end_competence": _("ended the competence %(name)s"),
        "return_competence": _("offered the competence %(name)s again"),
        "point_out_avoided": _("looked up a name in the requests of %(round)s"),
        "open_round": _("made the round %(title)s"),
        "change_round": _("changed the round %(title)s"),
    }
)


STATES = {
    State.WAITING: _("Waiting for the manager's approval"),
    State.APPROVED: _("Waiting for a match"),
    State.DECLINED: _("The manager said no"),
    State.WITHDRAWN: _("Withdrawn"),
}


def state_in_words(state: State) -> str:
    """How far an expression of interest has come, as others than the person read it."""
    return str(STATES[state])
