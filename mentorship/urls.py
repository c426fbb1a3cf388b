"""Addresses of the mentoring programmes."""

from django.urls import include, path

from mentorship.views import mentorship

urlpatterns = [
    path("", mentorship.mentorship, name="mentorship"),
    path("", include("mentorship.intake.urls")),
    path("", include("mentorship.board.urls")),
    path("", include("mentorship.helping.urls")),
    path("", include("mentorship.pairs.urls")),
    path("", include("mentorship.summary.urls")),
]
