"""What the journal and the list of jobs say of the fees."""

from django.utils.translation import gettext_lazy as _

from network.sentences import name_jobs, tell

tell(
    {
        "prepare_invoice_run": _("prepared an invoice run"),
        "approve_invoice_run": _("approved an invoice run"),
        "take_back_charge": _("took a charge back"),
        "issue_invoice": _("issued the invoice %(number)s"),
        "upload_payment_file": _("looked the bank file %(name)s through"),
        "take_in_payment_file": _("took the bank file %(name)s in"),
        "throw_payment_file_away": _("threw the bank file %(name)s away"),
        "place_payment": _("placed %(amount)s kr on the invoice %(invoice)s"),
        "undo_placing": _("took a payment of %(amount)s kr off the invoice %(invoice)s"),
        "set_payment_aside": _("set a payment aside"),
        "take_payment_up": _("took a payment up again"),
        "repay_payment": _("noted that a payment was paid back"),
        "add_bank_account": _("added the account %(number)s"),
        "end_bank_account": _("ended the account %(number)s"),
    }
)
name_jobs({"fees.invoice_run": _("Invoice run")})
