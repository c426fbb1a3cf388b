"""Addresses of the reports."""

from django.urls import include, path

from reports.views import course_outcome, report

urlpatterns = [
    path("", report.reports, name="reports"),
    path("courses/", course_outcome.course_outcome, name="course_outcome"),
    path("benefit/", include("reports.benefit.urls")),
    path("dashboard/", include("reports.dashboard.urls")),
    path("survey/", include("reports.survey.urls")),
    path("year/", report.year_report, name="year_report"),
    path("regional/", report.regional_pack, name="regional_pack"),
    path("annual/", include("reports.annual.urls")),
]
