"""Addresses of the notice board: needs and offers, search, saved searches, suggestions."""

from django.urls import path

from loans.views import approach, board, notice, saved_search

urlpatterns = [
    path("", board.loans, name="loans"),
    path("sisters/<int:pk>/", board.sister_notice, name="sister_notice"),
    path("notices/new/", notice.notice_new, name="notice_new"),
    path("notices/new/draft/", notice.notice_new_draft, name="notice_new_draft"),
    path(
        "notices/new/draft/removal/",
        notice.notice_new_draft_removal,
        name="notice_new_draft_removal",
    ),
    path("notices/<int:pk>/", notice.notice, name="notice"),
    path("notices/<int:pk>/change/", notice.notice_change, name="notice_change"),
    path("notices/<int:pk>/draft/", notice.notice_draft, name="notice_draft"),
    path(
        "notices/<int:pk>/draft/removal/", notice.notice_draft_removal, name="notice_draft_removal"
    ),
    path("notices/<int:pk>/request/", notice.notice_request, name="notice_request"),
    path("notices/<int:pk>/publication/", notice.notice_publication, name="notice_publication"),
    path("notices/<int:pk>/closing/", notice.notice_closing, name="notice_closing"),
    path("notices/<int:pk>/opening/", notice.notice_opening, name="notice_opening"),
    path("notices/<int:pk>/removal/", notice.notice_removal, name="notice_removal"),
    path("notices/<int:pk>/approach/", approach.approach_new, name="approach_new"),
    path(
        "approaches/<int:pk>/declination/",
        approach.approach_declination,
        name="approach_declination",
    ),
    path("searches/", saved_search.saved_searches, name="saved_searches"),
    path("searches/new/", saved_search.saved_search_new, name="saved_search_new"),
    path("searches/<int:pk>/change/", saved_search.saved_search_change, name="saved_search_change"),
    path(
        "searches/<int:pk>/removal/", saved_search.saved_search_removal, name="saved_search_removal"
    ),
]
