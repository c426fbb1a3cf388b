"""What the journal and the list of jobs say of the fees."""

from django.utils.translation import gettext_lazy as _

from network.sentences import name_jobs, tell

tell(
    {
        "prepare_invoice_run": _("prepared an invoice run"),
        "approve_invoice_run": _("approved an invoice run"),
        "take_back_charge": _("took a charge back"),
        "issue_invoice": _("issued the invoice %(number)s"),
        "dispatch_sent": _("handed the e-invoice %(number)s over"),
        "dispatch_received": _("wrote down that the e-invoice %(number)s was received"),
        "dispatch_rejected": _("wrote down that the e-invoice %(number)s was rejected"),
        "dispatch_failed": _("gave up sending the e-invoice %(number)s"),
        "dispatch_cancelled": _("called the e-invoice %(number)s back"),
        "dispatch_waiting": _("let the e-invoice %(number)s be sent again"),
        "dispatch_no_address": _("tried to send the e-invoice %(number)s, which has no address"),
        "keep_account_rule": _("changed an account rule"),
        "remove_account_rule": _("removed an account rule"),
        "read_account_plan": _("read example accounts in"),
        "keep_counterparty": _("changed a counterparty"),
        "keep_ledger_layout": _("changed a table layout"),
        "remove_ledger_layout": _("removed a table layout"),
        "close_ledger_batch": _("closed the ledger batch %(number)s"),
        "make_ledger_file": _("made a file of the ledger batch %(number)s"),
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
