"""What the journal says of agreements on staff loans."""

from django.utils.translation import gettext_lazy as _

from network.sentences import tell

tell(
    {
        "write_loan_wording": _("wrote version %(number)s of the agreement on a staff loan"),
        "comment_on_loan_agreement": _("commented on the agreement on a staff loan"),
        "settle_loan_comment": _("settled a comment on the agreement on a staff loan"),
        "sign_loan_agreement": _("signed version %(number)s of the agreement on a staff loan"),
        "open_loan_address": _("sent an outside party the address of its agreement"),
        "keep_agreement_template": _("kept the template %(title)s, from %(since)s"),
        "refuse_signed_loan": _("could not take a signed loan on: %(why)s"),
    }
)
