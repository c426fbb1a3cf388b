"""Addresses of the council's decisions, of publishing a plan, and of what became of the needs."""

from django.urls import path

from courses.views import council, outcome, publication

urlpatterns = [
    path("council/<int:pk>/", council.council, name="council"),
    path("council/<int:pk>/decisions/", council.council_decisions, name="council_decisions"),
    path("candidates/<int:pk>/decisions/", council.candidate_decisions, name="candidate_decisions"),
    path("<int:pk>/adoption/", publication.plan_adoption, name="plan_adoption"),
    path("<int:pk>/publication/", publication.plan_publication, name="plan_publication"),
    path("outcome/<int:pk>/", outcome.needs_outcome, name="needs_outcome"),
]
