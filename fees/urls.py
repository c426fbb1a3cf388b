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
    path("runs/", include("fees.runs.urls")),
    path("rules/", include("fees.rulebook.urls")),
    path("", include("fees.simulations.urls")),
    path("", include("fees.credits.urls")),
    path("", include("fees.carriage.urls")),
    path("payments/", include("fees.payments.urls")),
    path("", include("fees.reminders.urls")),
    path("ledger/", include("fees.ledger.urls")),
    path("budget/", include("fees.budgets.urls")),
]
