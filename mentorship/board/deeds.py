"""What the journal says of the matching page and the board; nobody is named who was not asked."""

from django.utils.translation import gettext_lazy as _

from network.sentences import tell

tell(
    {
        "step_on_board": _("changed the proposed pairs of %(title)s on the board"),
        "undo_board_step": _("undid a step on the board of %(title)s"),
        "weigh_round": _("changed what the wishes of %(title)s weigh"),
        "ask_pair": _("asked both of a pair in %(round)s"),
        "remind_pair": _("reminded of a question about a pair in %(round)s"),
        "take_back_pair": _("took the question about a pair in %(round)s back"),
    }
)
