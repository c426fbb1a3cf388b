"""The head-count ledger and its rounds, under `members/head-counts/`."""

from django.urls import path

from members.views import head_count, head_count_round

urlpatterns = [
    path("", head_count.head_counts, name="head_counts"),
    path("rounds/new/", head_count_round.head_count_round_new, name="head_count_round_new"),
    path("rounds/<int:pk>/", head_count_round.head_count_round, name="head_count_round"),
    path(
        "rounds/<int:pk>/change/",
        head_count_round.head_count_round_change,
        name="head_count_round_change",
    ),
    path(
        "rounds/<int:pk>/opening/",
        head_count_round.head_count_round_opening,
        name="head_count_round_opening",
    ),
    path(
        "rounds/<int:pk>/reminders/",
        head_count_round.head_count_round_reminders,
        name="head_count_round_reminders",
    ),
    path(
        "rounds/<int:pk>/closing/",
        head_count_round.head_count_round_closing,
        name="head_count_round_closing",
    ),
]
