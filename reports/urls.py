"""Addresses of the reports."""

from django.urls import path

from reports.views import report

urlpatterns = [
    path("", report.reports, name="reports"),
    path("year/", report.year_report, name="year_report"),
]
