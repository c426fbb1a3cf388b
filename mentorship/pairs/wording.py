"""What the journal says of pairs."""

from django.utils.translation import gettext_lazy as _

from network.sentences import tell

tell(
    {
        "accept_pair": _("said yes to a pair in %(round)s"),
        "decline_pair": _("said no to a pair in %(round)s"),
        "write_agreement": _("wrote the agreement of a pair in %(round)s"),
        "assent_to_agreement": _("said yes to the agreement of a pair in %(round)s"),
        "start_pair": _("started a pair in %(round)s"),
        "charge_mentee": _("charged %(price)s kr for a mentee in %(round)s"),
        "tick_contact": _("ticked a meeting of a pair in %(round)s"),
        "take_back_contact": _("took a ticked meeting back in %(round)s"),
        "call_pair": _("called a pair in %(round)s"),
        "evaluate_pair": _("answered the questions about a pair in %(round)s"),
        "end_pair": _("ended a pair in %(round)s before its time"),
        "say_pair_again": _("said whether they want another pair in %(round)s"),
        "complete_pair": _("completed a pair in %(round)s"),
        "forget_round": _("forgot the people of %(round)s"),
    }
)
