"""Addresses of regional crisis mode."""

from django.urls import path

from loans.views import crisis

urlpatterns = [
    path("", crisis.crises, name="crises"),
    path("new/", crisis.crisis_new, name="crisis_new"),
    path("<int:pk>/", crisis.crisis, name="crisis"),
    path("<int:pk>/reminder/", crisis.crisis_reminder, name="crisis_reminder"),
    path("<int:pk>/ending/", crisis.crisis_ending, name="crisis_ending"),
    path("answers/<int:pk>/", crisis.crisis_answer, name="crisis_answer"),
]
