"""The pages of the fees, under `fees/`."""

from django.urls import include, path

from fees.views import charge, front, invoice

urlpatterns = [
    path("", front.fees, name="fees"),
    path("invoices/", invoice.invoices, name="invoices"),
    path("invoices/<int:pk>/", invoice.invoice, name="invoice"),
    path("invoices/<int:pk>/document/", invoice.document, name="invoice_document"),
    path("invoices/<int:pk>/e-invoice/", invoice.einvoice, name="invoice_einvoice"),
    path("charges/", charge.charges, name="charges"),
    path("runs/", include("fees.run_urls")),
    path("rules/", include("fees.rule_urls")),
    path("", include("fees.simulation_urls")),
    path("", include("fees.credit_urls")),
    path("", include("fees.dispatch_urls")),
    path("payments/", include("fees.payment_urls")),
    path("", include("fees.reminder_urls")),
    path("ledger/", include("fees.ledger_urls")),
    path("budget/", include("fees.budget_urls")),
]
