"""What the journal and the list of jobs say of the fees."""

from django.utils.translation import gettext_lazy as _

from network.sentences import name_jobs, tell

tell(
    {
        "prepare_invoice_run": _("prepared an invoice run"),
        "approve_invoice_run": _("approved an invoice run"),
        "take_back_charge": _("took a charge back"),
        "issue_invoice": _("issued the invoice %(number)s"),
    }
)
name_jobs({"fees.invoice_run": _("Invoice run")})
