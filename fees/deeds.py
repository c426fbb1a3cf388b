"""What the journal and the list of jobs say of the fees."""

from django.utils.translation import gettext_lazy as _

from network.sentences import name_jobs, tell

tell(
    {
        "prepare_invoice_run": _("prepared an invoice run"),
        "approve_invoice_run": _("approved an invoice run"),
        "take_back_charge": _("took a charge back"),
        "issue_invoice": _("issued the invoice %(number)s"),
        "remind_of_invoice": _("reminded of an unpaid invoice (reminder %(number)s)"),
        "give_respite": _("gave an invoice respite until %(until)s"),
        "end_respite": _("ended the respite of an invoice"),
        "change_reminders": _("changed when unpaid invoices are reminded of"),
    }
)
name_jobs({"fees.invoice_run": _("Invoice run")})
