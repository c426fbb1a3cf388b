"""The pages of the fees, under `fees/`."""

from django.urls import include, path

from fees.views import charge, front, invoice, run

urlpatterns = [
    path("", front.fees, name="fees"),
    path("invoices/", invoice.invoices, name="invoices"),
    path("invoices/<int:pk>/", invoice.invoice, name="invoice"),
    path("invoices/<int:pk>/document/", invoice.document, name="invoice_document"),
    path("charges/", charge.charges, name="charges"),
    path("runs/", run.runs, name="invoice_runs"),
    path("runs/<int:pk>/", run.run, name="invoice_run"),
    path("runs/<int:pk>/progress/", run.progress, name="invoice_run_progress"),
    path("runs/<int:pk>/approval/", run.approval, name="invoice_run_approval"),
    path("runs/<int:pk>/continuation/", run.continuation, name="invoice_run_continuation"),
    path("runs/<int:pk>/stop/", run.stop, name="invoice_run_stop"),
    path("rules/", include("fees.rule_urls")),
    path("", include("fees.simulation_urls")),
    path("", include("fees.credit_urls")),
    path("", include("fees.dispatch_urls")),
    path("payments/", include("fees.payment_urls")),
    path("", include("fees.reminder_urls")),
    path("ledger/", include("fees.ledger_urls")),
    path("budget/", include("fees.budget_urls")),
]
