"""Reminders and statements of account, under `fees/`."""

from django.urls import URLPattern, path

from fees.views import reminder, statement

urlpatterns: list[URLPattern] = [
    path("overdue/", reminder.overdue, name="overdue"),
    path("reminders/", reminder.reminders, name="reminders"),
    path("reminders/steps/", reminder.reminder_steps, name="reminder_steps"),
    path("reminders/<int:pk>/letter/", reminder.reminder_letter, name="reminder_letter"),
    path("invoices/<int:pk>/respite/", reminder.invoice_respite, name="invoice_respite"),
    path(
        "invoices/<int:pk>/respite/end/", reminder.invoice_respite_end, name="invoice_respite_end"
    ),
    path("statements/", statement.statements, name="statements"),
    path("statements/<int:pk>/", statement.statement, name="statement"),
    path("statements/<int:pk>/document/", statement.statement_document, name="statement_document"),
]
