"""Who may see, bill and export the network's fees."""

from members.permissions import answers_for_the_authority, coordinates_the_network
from network.permissions import allow, holding

keeps_the_money = holding("economist")
follows_the_money = keeps_the_money | coordinates_the_network

follows_the_reports = follows_the_money | holding("steering_member", "auditor")

allow(
    {
        "see_fees": follows_the_money,
        "see_invoices": follows_the_money | answers_for_the_authority,
        "see_invoice": follows_the_money | answers_for_the_authority,
        "export_invoices": follows_the_money,
        "run_invoices": keeps_the_money,
        # What is billed, by whom and with which VAT.
        "see_fee_rules": follows_the_money,
        "keep_fee_models": follows_the_money,
        "keep_issuers": follows_the_money,
        "keep_vat_rules": keeps_the_money,
        # What a change of the fees would do, and what members give in hours.
        "see_simulations": follows_the_reports,
        "simulate_fees": follows_the_money,
        "see_contributions": follows_the_money | answers_for_the_authority,
        "report_contribution": follows_the_money | answers_for_the_authority,
        "settle_contribution": coordinates_the_network,
        "keep_contribution_rates": follows_the_money,
        # After the invoice is issued.
        "charge_by_hand": keeps_the_money,
        "credit_invoice": keeps_the_money,
        "write_off_invoice": keeps_the_money,
        "send_invoices": keeps_the_money,
        "see_payments": follows_the_money,
        "keep_payments": keeps_the_money,
        "remind_of_invoices": keeps_the_money,
        "see_statement": follows_the_money | answers_for_the_authority,
        # Into the host's ledger, and against the budget.
        "see_ledger": follows_the_money,
        "keep_ledger": keeps_the_money,
        "see_budget": follows_the_reports,
        "keep_budget": follows_the_money,
    }
)
