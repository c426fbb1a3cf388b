"""Addresses of the decision register."""

from django.urls import path

from governance.views import decision, decision_effect

urlpatterns = [
    path("", decision.decisions, name="decisions"),
    path("new/", decision.decision_new, name="decision_new"),
    path("<int:pk>/", decision.decision, name="decision"),
    path("<int:pk>/extract/", decision.decision_extract, name="decision_extract"),
    path(
        "effects/<int:pk>/attempt/",
        decision_effect.decision_effect_attempt,
        name="decision_effect_attempt",
    ),
]
