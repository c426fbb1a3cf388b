"""Addresses of the yearly needs assessment."""

from django.urls import path

from courses.views import lineage, merging

urlpatterns = [
    path("<int:pk>/merging/", merging.needs_merging, name="needs_merging"),
    path("<int:pk>/merging/merger/", merging.needs_merger, name="needs_merger"),
    path("<int:pk>/merging/apart/", merging.needs_apart, name="needs_apart"),
    path("mergers/<int:pk>/undoing/", merging.merger_undoing, name="merger_undoing"),
    path("candidates/<int:pk>/", lineage.candidate, name="candidate"),
    path("candidates/<int:pk>/lineage/", lineage.candidate_lineage, name="candidate_lineage"),
    path("candidates/<int:pk>/leaving/", merging.candidate_leaving, name="candidate_leaving"),
    path("lines/<int:pk>/lineage/", lineage.need_line_lineage, name="need_line_lineage"),
    path("lines/<int:pk>/leaving/", merging.need_line_leaving, name="need_line_leaving"),
    path("runs/<int:pk>/lineage/", lineage.run_lineage, name="run_lineage"),
]
