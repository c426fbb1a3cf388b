"""What the journal says of bodies."""

from django.utils.translation import gettext_lazy as _

from network.sentences import tell

tell(
    {
        "add_body_kind": _("named the kind of body %(name)s"),
        "change_body_kind": _("changed the kind of body %(name)s"),
        "add_body": _("laid down %(name)s"),
        "change_body": _("changed %(name)s"),
        "give_mandates": _("gave %(count)s mandates in %(name)s from %(since)s"),
        "add_mandate": _("added a mandate in %(name)s"),
        "change_mandate": _("changed a mandate in %(name)s"),
        "end_mandate": _("ended a mandate in %(name)s after %(until)s"),
        "appoint_holder": _("appointed %(name)s from %(since)s"),
        "end_holder": _("ended the term of %(name)s after %(until)s"),
        "take_back_holder": _("took the appointment of %(name)s back"),
        "move_deputy": _("let %(name)s step in earlier"),
        "give_office": _("gave an office to %(name)s from %(since)s"),
        "end_office": _("ended the office of %(name)s after %(until)s"),
        "keep_rotation": _("laid down how an office goes round, %(months)s months a turn"),
        "drop_rotation": _("let an office go round no more"),
        "invite_guest": _("let %(name)s in as a guest from %(since)s"),
        "let_out_guest": _("let the guest %(name)s out after %(until)s"),
        "write_to_body": _("wrote to the body: %(subject)s"),
        "make_body_calendar": _("made an address for the calendar of %(name)s"),
        "end_body_calendar": _("ended an address for the calendar of %(name)s"),
        "propose_holder": _("proposed %(name)s"),
        "accept_holder_proposal": _("said yes to the proposal of %(name)s"),
        "decline_holder_proposal": _("said no to the proposal of %(name)s"),
        "withdraw_holder_proposal": _("took back the proposal of %(name)s"),
    }
)
