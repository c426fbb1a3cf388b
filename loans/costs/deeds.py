"""What the journal says of cost statements."""

from django.utils.translation import gettext_lazy as _

from network.sentences import tell

tell(
    {
        "make_statement": _("wrote a cost statement of staff loan %(loan)s, %(since)s – %(until)s"),
        "change_statement": _(
            "changed a cost statement of staff loan %(loan)s, %(since)s – %(until)s"
        ),
        "remove_statement": _(
            "removed a draft cost statement of staff loan %(loan)s, %(since)s – %(until)s"
        ),
        "send_statement": _(
            "sent the cost statement of staff loan %(loan)s, %(since)s – %(until)s"
        ),
        "approve_statement": _(
            "approved the cost statement of staff loan %(loan)s, %(since)s – %(until)s"
        ),
        "send_statement_back": _(
            "sent back the cost statement of staff loan %(loan)s, %(since)s – %(until)s"
        ),
        "charge_statement": _(
            "charged the cost statement of staff loan %(loan)s, %(since)s – %(until)s"
        ),
    }
)
