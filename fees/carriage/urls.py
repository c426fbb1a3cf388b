"""E-invoices on their way to the buyer, under `fees/`."""

from django.urls import path

from fees.views import dispatch

urlpatterns = [
    path("e-invoices/", dispatch.dispatches, name="dispatches"),
    path("e-invoices/archive/", dispatch.dispatch_archive, name="dispatch_archive"),
    path("e-invoices/handover/", dispatch.dispatch_handover, name="dispatch_handover"),
    path("e-invoices/<int:pk>/", dispatch.dispatch, name="dispatch"),
    path("e-invoices/<int:pk>/file/", dispatch.dispatch_file, name="dispatch_file"),
    path("e-invoices/<int:pk>/answer/", dispatch.dispatch_answer, name="dispatch_answer"),
    path("e-invoices/<int:pk>/attempt/", dispatch.dispatch_attempt, name="dispatch_attempt"),
]
