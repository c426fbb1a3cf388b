"""The pages of the invoice runs, under `fees/runs/`."""

from django.urls import path

from fees.views import run, run_payer, run_step

urlpatterns = [
    path("", run.runs, name="invoice_runs"),
    path("<int:pk>/", run.run, name="invoice_run"),
    path("<int:pk>/progress/", run.progress, name="invoice_run_progress"),
    path("<int:pk>/approval/", run.approval, name="invoice_run_approval"),
    path("<int:pk>/continuation/", run.continuation, name="invoice_run_continuation"),
    path("<int:pk>/stop/", run.stop, name="invoice_run_stop"),
    path("<int:pk>/handing-over/", run_step.handing_over, name="invoice_run_handing_over"),
    path("<int:pk>/return/", run_step.sending_back, name="invoice_run_return"),
    path("<int:pk>/cancellation/", run_step.cancellation, name="invoice_run_cancellation"),
    path("<int:pk>/withdrawal/", run_step.withdrawal, name="invoice_run_withdrawal"),
    path("<int:pk>/payers/<int:payer>/", run_payer.payer, name="invoice_run_payer"),
    path("<int:pk>/payers/<int:payer>/draft/", run_payer.draft, name="invoice_run_draft"),
    path(
        "<int:pk>/payers/<int:payer>/exclusion/",
        run_payer.exclusion,
        name="invoice_run_exclusion",
    ),
    path(
        "<int:pk>/payers/<int:payer>/inclusion/",
        run_payer.inclusion,
        name="invoice_run_inclusion",
    ),
]
