"""The pages of the fees, under `fees/`."""

from django.urls import path

from fees.views import charge, invoice, run

urlpatterns = [
    path("", invoice.invoices, name="invoices"),
    path("invoices/<int:pk>/", invoice.invoice, name="invoice"),
    path("invoices/<int:pk>/document/", invoice.document, name="invoice_document"),
    path("charges/", charge.charges, name="charges"),
    path("runs/", run.runs, name="invoice_runs"),
    path("runs/<int:pk>/", run.run, name="invoice_run"),
    path("runs/<int:pk>/progress/", run.progress, name="invoice_run_progress"),
    path("runs/<int:pk>/approval/", run.approval, name="invoice_run_approval"),
    path("runs/<int:pk>/continuation/", run.continuation, name="invoice_run_continuation"),
    path("runs/<int:pk>/stop/", run.stop, name="invoice_run_stop"),
]
