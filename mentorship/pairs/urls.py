"""Pairs from yes to certificate."""

from django.urls import URLPattern, path

from mentorship.views import agreement, certificate, contact, ending, evaluation, health, pair

urlpatterns: list[URLPattern] = [
    path("mine/", pair.my_pairs, name="my_pairs"),
    path("rounds/<int:pk>/pairs/", health.round_pairs, name="round_pairs"),
    path("pairs/<int:pk>/", pair.pair, name="pair"),
    path("pairs/<int:pk>/answer/", pair.pair_answer, name="pair_answer"),
    path("pairs/<int:pk>/agreement/", agreement.agreement, name="agreement"),
    path("pairs/<int:pk>/agreement/new/", agreement.agreement_new, name="agreement_new"),
    path("pairs/<int:pk>/agreement/paper/", agreement.agreement_paper, name="agreement_paper"),
    path("agreements/<int:pk>/assent/", agreement.agreement_assent, name="agreement_assent"),
    path("pairs/<int:pk>/contact/", contact.pair_contact, name="pair_contact"),
    path("contacts/<int:pk>/removal/", contact.contact_removal, name="contact_removal"),
    path("pairs/<int:pk>/call/", contact.pair_call, name="pair_call"),
    path(
        "pairs/<int:pk>/evaluation/<slug:kind>/",
        evaluation.pair_evaluation,
        name="pair_evaluation",
    ),
    path("pairs/<int:pk>/ending/", ending.pair_ending, name="pair_ending"),
    path("pairs/<int:pk>/again/", ending.pair_again, name="pair_again"),
    path("pairs/<int:pk>/certificate/", certificate.mentor_certificate, name="mentor_certificate"),
]
