"""Addresses of the reports."""

from django.urls import path

from reports.views import course_outcome, report

urlpatterns = [
    path("", report.reports, name="reports"),
    path("courses/", course_outcome.course_outcome, name="course_outcome"),
    path("year/", report.year_report, name="year_report"),
]
