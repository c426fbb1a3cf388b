"""Addresses of governance."""

from django.urls import include, path

urlpatterns = [
    path("", include("governance.bodies.urls")),
    path("meetings/", include("governance.meetings.urls")),
    path("meetings/", include("governance.minutes.urls")),
    path("decisions/", include("governance.decisions.urls")),
    path("membership/", include("governance.membership.urls")),
    path("ideas/", include("governance.ideas.urls")),
    path("plan/", include("governance.plans.urls")),
    path("wheel/", include("governance.wheel.urls")),
    path("hand-over/", include("governance.handing.urls")),
    path("pages/", include("governance.pages.urls")),
    path("map/", include("governance.map.urls")),
]
