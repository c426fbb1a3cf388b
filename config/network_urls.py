"""A network's pages; the middleware has moved `/<network>` out of the way."""

from django.urls import include, path

from config.views import search, start

urlpatterns = [
    path("", start.start, name="start"),
    path("search/", search.search, name="search"),
    path("members/", include("members.urls")),
    path("courses/", include("courses.urls")),
]
