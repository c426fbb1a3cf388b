"""What the journal and the list of jobs say of the fees."""

from django.utils.translation import gettext_lazy as _

from network.sentences import name_jobs, tell

tell(
    {
        "prepare_invoice_run": _("prepared an invoice run"),
        "approve_invoice_run": _("approved an invoice run"),
        "take_back_charge": _("took a charge back"),
        "report_contribution": _("reported a contribution in kind"),
        "accept_contribution": _("accepted a contribution in kind"),
        "decline_contribution": _("declined a contribution in kind"),
        "take_back_contribution": _("took a contribution in kind back"),
        "withdraw_contribution": _("removed a report of a contribution in kind"),
        "keep_contribution_kind": _("named a kind of contribution"),
        "lay_contribution_rate": _("laid a rate for contributions"),
        "make_simulation": _("made a fee simulation"),
        "change_simulation": _("changed a fee simulation"),
        "suppose_in_simulation": _("supposed other facts in a fee simulation"),
        "reckon_simulation_anew": _("reckoned a fee simulation anew"),
        "remove_simulation": _("removed a fee simulation"),
        "issue_invoice": _("issued the invoice %(number)s"),
    }
)
name_jobs(
    {
        "fees.invoice_run": _("Invoice run"),
        "fees.simulation_paper": _("Fee simulation as a document"),
    }
)
