"""Addresses of internal mobility: what an employee could move on to, and advertised jobs."""

from django.urls import path

from loans.views import job_opening, opening

JOB = "openings/jobs/<int:pk>/"

urlpatterns = [
    path("openings/", opening.openings, name="openings"),
    path("openings/jobs/new/", job_opening.job_opening_new, name="job_opening_new"),
    path(JOB, job_opening.job_opening, name="job_opening"),
    path(f"{JOB}change/", job_opening.job_opening_change, name="job_opening_change"),
    path(f"{JOB}ending/", job_opening.job_opening_ending, name="job_opening_ending"),
    path(f"{JOB}showing/", job_opening.job_opening_showing, name="job_opening_showing"),
]
