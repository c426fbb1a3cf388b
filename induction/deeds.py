"""What the journal says of the manager induction programme."""

from django.utils.translation import gettext_lazy as _

from network.sentences import tell

tell(
    {
        "make_programme": _("made the programme %(title)s"),
        "change_programme": _("changed the programme %(title)s"),
        "publish_programme": _("published the programme %(title)s"),
        "make_module": _("added the module %(title)s"),
        "change_module": _("changed the module %(title)s"),
        "move_module": _("moved the module %(title)s"),
        "remove_module": _("removed the module %(title)s"),
        "invite_to_induction": _("invited a new manager to %(programme)s"),
        "accept_induction": _("said yes to %(programme)s"),
        "decline_induction": _("did not say yes to %(programme)s"),
        "tick_module": _("ticked %(module)s as done"),
        "untick_module": _("took the tick of %(module)s away"),
        "complete_induction": _("completed %(programme)s"),
        "leave_induction": _("left %(programme)s"),
        "issue_induction_certificate": _("issued the certificate of %(programme)s"),
        "revoke_induction_certificate": _("revoked the certificate of %(programme)s"),
    }
)
