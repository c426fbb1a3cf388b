"""Payments and bank files, under `fees/payments/`."""

from django.urls import path

from fees.views import payment, payment_file

urlpatterns = [
    path("", payment.payments, name="payments"),
    path("work/", payment.work, name="payment_work"),
    path("matching/", payment.matching, name="payment_matching"),
    path("<int:pk>/", payment.payment, name="payment"),
    path("<int:pk>/placement/", payment.placement, name="payment_placement"),
    path("<int:pk>/rest/", payment.rest, name="payment_rest"),
    path("<int:pk>/aside/", payment.aside, name="payment_aside"),
    path("<int:pk>/repayment/", payment.repayment, name="payment_repayment"),
    path("<int:pk>/resumption/", payment.resumption, name="payment_resumption"),
    path("placings/<int:pk>/undoing/", payment.placing_undone, name="payment_placing_undoing"),
    path("files/", payment_file.files, name="payment_files"),
    path("files/new/", payment_file.file_new, name="payment_file_new"),
    path("files/example/", payment_file.file_example, name="payment_file_example"),
    path("files/<int:pk>/", payment_file.file, name="payment_file"),
    path("files/<int:pk>/reading/", payment_file.file_reading, name="payment_file_reading"),
    path("files/<int:pk>/removal/", payment_file.file_removal, name="payment_file_removal"),
    path("accounts/", payment_file.accounts, name="bank_accounts"),
    path("accounts/<int:pk>/end/", payment_file.account_end, name="bank_account_end"),
]
