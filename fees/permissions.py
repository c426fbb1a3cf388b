"""Who may see, bill and export the network's fees."""

from members.permissions import answers_for_the_authority, coordinates_the_network
from network.permissions import allow, holding

keeps_the_money = holding("economist")
follows_the_money = keeps_the_money | coordinates_the_network

allow(
    {
        "see_fees": follows_the_money,
        "see_invoices": follows_the_money | answers_for_the_authority,
        "see_invoice": follows_the_money | answers_for_the_authority,
        "export_invoices": follows_the_money,
        "run_invoices": keeps_the_money,
    }
)
