"""Addresses of the mentoring programmes."""

from django.urls import include, path

from mentorship.views import interest, interest_list, mentor_round, mentorship

urlpatterns = [
    path("", mentorship.mentorship, name="mentorship"),
    path("", include("mentorship.intake.urls")),
    path("", include("mentorship.matching.urls")),
    path("", include("mentorship.board.urls")),
    path("", include("mentorship.pairs.urls")),
    path("", include("mentorship.summary.urls")),
    path("rounds/new/", mentor_round.round_new, name="mentor_round_new"),
    path("rounds/<int:pk>/change/", mentor_round.round_change, name="mentor_round_change"),
    path("rounds/<int:pk>/interests/", interest_list.interests, name="interests"),
    path("rounds/<int:pk>/interest/<slug:role>/", interest.interest_new, name="interest_new"),
    path("interests/<int:pk>/", interest.interest, name="interest"),
    path(
        "interests/<int:pk>/withdrawal/", interest.interest_withdrawal, name="interest_withdrawal"
    ),
    path("interests/<int:pk>/answer/", interest.interest_answer, name="interest_answer"),
]
