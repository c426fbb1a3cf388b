"""A network's pages; the middleware has moved `/<network>` out of the way."""

from django.urls import include, path

from config.views import search, start

urlpatterns = [
    path("", start.start, name="start"),
    path("search/", search.search, name="search"),
    path("", include("network.urls")),
    path("members/", include("members.urls")),
    path("courses/", include("courses.urls")),
    path("open/", include("courses.open_urls")),
    path("open/", include("governance.bodies.open_urls")),
    path("open/", include("governance.membership.open_urls")),
    path("open/", include("governance.pages.open_urls")),
    path("loans/", include("loans.urls")),
    path("mentorship/", include("mentorship.urls")),
    path("induction/", include("induction.urls")),
    path("governance/", include("governance.urls")),
    path("reports/", include("reports.urls")),
    path("fees/", include("fees.urls")),
]
