"""What the journal says of interest, consent and choice, and of advertisements."""

from django.utils.translation import gettext_lazy as _

from network.sentences import tell

tell(
    {
        "show_loan_interest": _("showed interest in %(notice)s"),
        "name_for_loan": _("named somebody for %(notice)s"),
        "agree_to_loan": _("said yes to being lent: %(notice)s"),
        "withdraw_loan_interest": _("withdrew an interest in %(notice)s"),
        "agree_to_loan_of": _("agreed to a loan: %(notice)s"),
        "refuse_loan_of": _("said no to a loan: %(notice)s"),
        "take_back_consent": _("took the consent to a loan back: %(notice)s"),
        "decline_for_loan": _("chose otherwise for %(notice)s"),
        "begin_loan": _("chose somebody and began the agreement: %(notice)s"),
        "advertise_job": _("wrote the advertisement %(title)s"),
        "change_advertisement": _("changed the advertisement %(title)s"),
        "end_advertisement": _("took the advertisement %(title)s down"),
        "show_advertisement": _("put the advertisement %(title)s up again"),
    }
)
