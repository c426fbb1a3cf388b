"""What the journal and the list of jobs say of the fees."""

from django.utils.translation import gettext_lazy as _

from network.sentences import name_jobs, tell

tell(
    {
        "prepare_invoice_run": _("prepared an invoice run"),
        "approve_invoice_run": _("approved an invoice run"),
        "take_back_charge": _("took a charge back"),
        "issue_invoice": _("issued the invoice %(number)s"),
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
    }
)
name_jobs({"fees.invoice_run": _("Invoice run")})
