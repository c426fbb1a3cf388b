"""Addresses of the overview."""

from django.urls import path

from reports.dashboard import views

urlpatterns = [
    path("", views.dashboard, name="dashboard"),
    path("paper/", views.dashboard_paper, name="dashboard_paper"),
]
