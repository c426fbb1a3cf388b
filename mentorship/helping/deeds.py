"""What the journal says of questions that would help and of exceptions; nobody's reason."""

from django.utils.translation import gettext_lazy as _

from network.sentences import tell

tell(
    {
        "ask_help": _("asked somebody for what would give a mentee of %(round)s a mentor"),
        "take_back_help": _("took back a question in %(round)s"),
        "accept_help": _("said yes to a question of the coordinator in %(round)s"),
        "decline_help": _("said no to a question of the coordinator in %(round)s"),
        "make_exception": _("made an exception from a rule of %(round)s"),
        "take_back_exception": _("took an exception from a rule of %(round)s back"),
    }
)
