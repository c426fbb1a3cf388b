"""Reports of rounds, under `mentorship/`."""

from django.urls import path

from mentorship.views import summary

urlpatterns = [
    path("rounds/<int:pk>/report/", summary.round_report, name="round_report"),
    path("rounds/<int:pk>/report/paper/", summary.round_paper, name="round_paper"),
]
