"""What the journal and the list of jobs say of the fees."""

from django.utils.translation import gettext_lazy as _

from network.sentences import name_jobs, tell

tell(
    {
        "prepare_invoice_run": _("prepared an invoice run"),
        "approve_invoice_run": _("approved an invoice run"),
        "hand_over_invoice_run": _("asked for approval of an invoice run"),
        "send_back_invoice_run": _("sent an invoice run back: %(why)s"),
        "cancel_invoice_run": _("cancelled an invoice run: %(why)s"),
        "withdraw_invoice_run": _("took the approval of an invoice run back: %(why)s"),
        "exclude_from_run": _("left %(member)s out of an invoice run: %(why)s"),
        "include_in_run": _("took %(member)s into an invoice run again"),
        "take_back_charge": _("took a charge back"),
        "issue_invoice": _("issued the invoice %(number)s"),
        "charge_by_hand": _("charged a member by hand"),
        "change_charge": _("changed a charge"),
        "withdraw_charge": _("withdrew a charge"),
        "ask_correction": _("asked for a correction of an invoice"),
        "approve_correction": _("approved a correction of an invoice"),
        "decline_correction": _("declined a correction of an invoice"),
        "withdraw_correction": _("withdrew a correction of an invoice"),
        "credit_invoice": _("credited an invoice with the credit note %(number)s"),
        "issue_credit_note": _("issued the credit note %(number)s"),
        "set_off_credit": _("set a credit note off"),
        "repay_credit": _("repaid what a credit note gave back"),
        "write_off_invoice": _("wrote off an invoice"),
        "undo_allocation": _("undid a settlement of an invoice"),
    }
)
name_jobs({"fees.invoice_run": _("Invoice run"), "fees.credit_paper": _("Credit note")})
