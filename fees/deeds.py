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
        "add_fee_model": _("wrote down the fee model %(name)s"),
        "change_fee_model": _("changed the fee model %(name)s"),
        "copy_fee_model": _("copied a fee model to %(name)s"),
        "adopt_fee_model": _("adopted the fee model %(name)s from %(since)s"),
        "withdraw_fee_model": _("made the fee model %(name)s a proposal again"),
        "end_fee_model": _("let the fee model %(name)s end on %(until)s"),
        "remove_fee_model": _("took away the fee model %(name)s"),
        "lay_issuer": _("registered who bills, from %(since)s"),
        "correct_issuer": _("corrected who bills: %(changed)s"),
        "end_issuer": _("let a host stop billing on %(until)s"),
        "lay_vat_rule": _("wrote down a VAT rule, from %(since)s"),
        "end_vat_rule": _("let a VAT rule end on %(until)s"),
        "save_budget_line": _("wrote down a line of the budget of %(year)s"),
        "remove_budget_line": _("took away a line of the budget of %(year)s"),
        "remind_of_invoice": _("reminded of an unpaid invoice (reminder %(number)s)"),
        "give_respite": _("gave an invoice respite until %(until)s"),
        "end_respite": _("ended the respite of an invoice"),
        "change_reminders": _("changed when unpaid invoices are reminded of"),
    }
)
name_jobs({"fees.invoice_run": _("Invoice run"), "fees.credit_paper": _("Credit note")})
