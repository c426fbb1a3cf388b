"""The matching page, the weights, the board and the questions, under `mentorship/`."""

from django.urls import path

from mentorship.views import asking, board, matching, pair_rule, weights

_IN_ROUND = "rounds/<int:pk>"

urlpatterns = [
    path(f"{_IN_ROUND}/matching/", matching.matching, name="matching"),
    path(f"{_IN_ROUND}/matching/computation/", matching.matching_start, name="matching_start"),
    path(f"{_IN_ROUND}/matching/progress/", matching.matching_progress, name="matching_progress"),
    path(f"{_IN_ROUND}/matching/stop/", matching.matching_stop, name="matching_stop"),
    path(f"{_IN_ROUND}/matchings/", matching.matchings, name="matchings"),
    path(f"{_IN_ROUND}/matchings/beside/", matching.matchings_beside, name="matchings_beside"),
    path(f"{_IN_ROUND}/weights/", weights.weights, name="weights"),
    path(f"{_IN_ROUND}/weights/effect/", weights.weights_effect, name="weights_effect"),
    path(f"{_IN_ROUND}/weights/usual/", weights.weights_reset, name="weights_reset"),
    path(f"{_IN_ROUND}/board/", board.board, name="board"),
    path(f"{_IN_ROUND}/board/moves/", board.board_move, name="board_move"),
    path(f"{_IN_ROUND}/board/partings/", board.board_part, name="board_part"),
    path(f"{_IN_ROUND}/board/undoing/", board.board_undo, name="board_undo"),
    path(f"{_IN_ROUND}/pair-rules/", pair_rule.pair_rule_new, name="pair_rule_new"),
    path("pair-rules/<int:pk>/removal/", pair_rule.pair_rule_removal, name="pair_rule_removal"),
    path("interests/<int:pk>/mentor/", board.mentor_choice, name="mentor_choice"),
    path(f"{_IN_ROUND}/questions/", asking.pair_questions, name="pair_questions"),
    path(f"{_IN_ROUND}/repair/", asking.repair, name="repair"),
    path("pairs/<int:pk>/question/", asking.pair_question, name="pair_question"),
    path("pairs/<int:pk>/take-back/", asking.pair_take_back, name="pair_take_back"),
    path("pairs/<int:pk>/reminder/", asking.pair_reminder, name="pair_reminder"),
]
