"""Charges by hand, credit notes and write-offs, under `fees/`."""

from django.urls import path

from fees.views import charge, charge_by_hand, correction, credit, set_off

urlpatterns = [
    path("charges/new/", charge_by_hand.charge_new, name="charge_new"),
    path("charges/shared/", charge_by_hand.charge_split, name="charge_split"),
    path("charges/<int:pk>/", charge.charge, name="charge"),
    path("charges/<int:pk>/change/", charge_by_hand.charge_change, name="charge_change"),
    path(
        "charges/<int:pk>/withdrawal/",
        charge_by_hand.charge_withdrawal,
        name="charge_withdrawal",
    ),
    path("invoices/<int:pk>/credit/", credit.invoice_credit, name="invoice_credit"),
    path(
        "invoices/<int:pk>/cancellation/",
        credit.invoice_cancellation,
        name="invoice_cancellation",
    ),
    path("invoices/<int:pk>/write-off/", credit.invoice_write_off, name="invoice_write_off"),
    path("invoices/<int:pk>/set-off/", set_off.credit_set_off, name="credit_set_off"),
    path("invoices/<int:pk>/repayment/", set_off.credit_repayment, name="credit_repayment"),
    path("settlements/<int:pk>/undoing/", set_off.allocation_undoing, name="allocation_undoing"),
    path("corrections/", correction.corrections, name="corrections"),
    path("corrections/<int:pk>/", correction.correction, name="correction"),
    path(
        "corrections/<int:pk>/approval/",
        correction.correction_approval,
        name="correction_approval",
    ),
    path("corrections/<int:pk>/refusal/", correction.correction_refusal, name="correction_refusal"),
    path(
        "corrections/<int:pk>/withdrawal/",
        correction.correction_withdrawal,
        name="correction_withdrawal",
    ),
    path("write-offs/", correction.write_offs, name="write_offs"),
]
