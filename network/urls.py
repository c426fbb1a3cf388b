"""Addresses of the ground floor's pages inside a network."""

from django.urls import path

from network.views import document, job, journal, letter

urlpatterns = [
    path("jobs/", job.jobs, name="jobs"),
    path("jobs/<int:pk>/", job.job, name="job"),
    path("jobs/<int:pk>/cancellation/", job.job_cancellation, name="job_cancellation"),
    path("documents/<int:pk>/", document.document, name="document"),
    path("letters/", letter.letters, name="letters"),
    path("letters/sendings/", letter.letter_sendings, name="letter_sendings"),
    path("letters/<int:pk>/", letter.letter, name="letter"),
    path("letters/<int:pk>/sending/", letter.letter_sending, name="letter_sending"),
    path("journal/", journal.journal, name="journal"),
]
