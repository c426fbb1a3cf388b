"""Addresses of the annual report of a year and its texts."""

from django.urls import path

from reports.views import annual, annual_text

urlpatterns = [
    path("<int:year>/", annual.annual_report, name="annual_report"),
    path("<int:year>/<str:section>/<str:language>/", annual_text.annual_text, name="annual_text"),
    path(
        "<int:year>/<str:section>/<str:language>/preview/",
        annual_text.annual_text_preview,
        name="annual_text_preview",
    ),
    path(
        "<int:year>/<str:section>/<str:language>/versions/",
        annual_text.annual_text_versions,
        name="annual_text_versions",
    ),
]
