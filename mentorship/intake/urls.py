"""Rounds, joint meetings, competences and expressions of interest, under `mentorship/`."""

from django.urls import path

from mentorship.views import (
    avoided,
    competence,
    interest,
    interest_answer,
    interest_list,
    joint_meeting,
    mentor_pool,
    mentor_round,
)

ROUND, ASKED = "rounds/<int:pk>/", "rounds/<int:pk>/interest/<slug:role>/"

urlpatterns = [
    path("rounds/new/", mentor_round.round_new, name="mentor_round_new"),
    path(ROUND, mentor_round.mentor_round, name="mentor_round"),
    path(f"{ROUND}change/", mentor_round.round_change, name="mentor_round_change"),
    path(f"{ROUND}interests/", interest_list.interests, name="interests"),
    path(f"{ROUND}avoided/", avoided.avoided_names, name="avoided_names"),
    path("avoided/<int:pk>/", avoided.avoided_name, name="avoided_name"),
    path(ASKED, interest.interest_new, name="interest_new"),
    path(f"{ASKED}draft/", interest.interest_draft, name="interest_draft"),
    path(f"{ASKED}draft/removal/", interest.interest_draft_removal, name="interest_draft_removal"),
    path(f"{ASKED}review/", interest.interest_review, name="interest_review"),
    path("interests/<int:pk>/", interest.interest, name="interest"),
    path(
        "interests/<int:pk>/withdrawal/", interest.interest_withdrawal, name="interest_withdrawal"
    ),
    path(
        "interests/<int:pk>/pool-leaving/",
        interest.interest_pool_leaving,
        name="interest_pool_leaving",
    ),
    path("interests/<int:pk>/answer/", interest_answer.interest_answer, name="interest_answer"),
    path("pool/", mentor_pool.mentor_pool, name="mentor_pool"),
    path("competences/", competence.competences, name="competences"),
    path("competences/new/", competence.competence_new, name="competence_new"),
    path("competences/<int:pk>/change/", competence.competence_change, name="competence_change"),
    path("competences/<int:pk>/end/", competence.competence_end, name="competence_end"),
    path("competences/<int:pk>/return/", competence.competence_return, name="competence_return"),
    path(
        f"{ROUND}meetings/series/", joint_meeting.joint_meeting_series, name="joint_meeting_series"
    ),
    path(f"{ROUND}meetings/new/", joint_meeting.joint_meeting_new, name="joint_meeting_new"),
    path("meetings/<int:pk>/", joint_meeting.joint_meeting_change, name="joint_meeting_change"),
    path(
        "meetings/<int:pk>/cancellation/",
        joint_meeting.joint_meeting_cancellation,
        name="joint_meeting_cancellation",
    ),
]
