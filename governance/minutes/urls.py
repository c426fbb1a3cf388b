"""Addresses of minutes, votes, written procedures and approval."""

from django.urls import URLPattern, path

from governance.views import minutes, minutes_approval, resolution, vote, written

urlpatterns: list[URLPattern] = [
    path("<int:pk>/minutes/", minutes.minutes, name="minutes"),
    path("<int:pk>/minutes/writing/", minutes.minutes_writing, name="minutes_writing"),
    path("<int:pk>/minutes/paper/", minutes.minutes_paper, name="minutes_paper"),
    path("<int:pk>/minutes/approval/", minutes_approval.minutes_approval, name="minutes_approval"),
    path("<int:pk>/minutes/return/", minutes_approval.minutes_return, name="minutes_return"),
    path("<int:pk>/closing/", minutes_approval.meeting_closing, name="meeting_closing"),
    path("approvals/<int:pk>/", minutes_approval.minutes_answer, name="minutes_answer"),
    path("<int:pk>/votes/", vote.vote_list, name="vote_list"),
    path("paragraphs/<int:pk>/text/", minutes.minutes_text, name="minutes_text"),
    path("paragraphs/<int:pk>/versions/", minutes.minutes_versions, name="minutes_versions"),
    path(
        "paragraphs/<int:pk>/versions/<int:number>/restoration/",
        minutes.minutes_restoration,
        name="minutes_restoration",
    ),
    path("paragraphs/<int:pk>/settlement/", minutes.minutes_settlement, name="minutes_settlement"),
    path("paragraphs/<int:pk>/extract/", minutes.minutes_extract, name="minutes_extract"),
    path("paragraphs/<int:pk>/resolution/", resolution.item_resolution, name="item_resolution"),
    path(
        "paragraphs/<int:pk>/disqualification/",
        resolution.item_disqualification,
        name="item_disqualification",
    ),
    path(
        "disqualifications/<int:pk>/removal/",
        resolution.item_qualification,
        name="item_qualification",
    ),
    path("paragraphs/<int:pk>/vote/", vote.vote_new, name="vote_new"),
    path("votes/<int:pk>/", vote.vote, name="vote"),
    path("votes/<int:pk>/ballot/", vote.vote_ballot, name="vote_ballot"),
    path("votes/<int:pk>/closing/", vote.vote_closing, name="vote_closing"),
    path("votes/<int:pk>/removal/", vote.vote_removal, name="vote_removal"),
    path("bodies/<int:pk>/written/", written.written_new, name="written_new"),
    path("<int:pk>/written/", written.written, name="written"),
    path("<int:pk>/written/answer/", written.written_answer, name="written_answer"),
    path("<int:pk>/written/reminder/", written.written_reminder, name="written_reminder"),
    path("<int:pk>/written/count/", written.written_count, name="written_count"),
]
