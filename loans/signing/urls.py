"""Addresses of signatures, the loan's stages, extension, early end, evaluation."""

from django.urls import URLPattern, path

from loans.views import early_end, loan, loan_evaluation, loan_terms, review

urlpatterns: list[URLPattern] = [
    path("all/", loan.loan_list, name="loan_list"),
    path("rules/", loan_terms.loan_terms, name="loan_terms"),
    path("rules/new/", loan_terms.loan_terms_new, name="loan_terms_new"),
    path("<int:pk>/", loan.loan, name="loan"),
    path("<int:pk>/review/", review.loan_review_new, name="loan_review_new"),
    path("<int:pk>/review/answer/", review.loan_review_answer, name="loan_review_answer"),
    path("<int:pk>/early-end/", early_end.loan_early_end, name="loan_early_end"),
    path(
        "<int:pk>/early-end/answer/",
        early_end.loan_early_end_answer,
        name="loan_early_end_answer",
    ),
    path("<int:pk>/draft-end/", early_end.loan_draft_drop, name="loan_draft_drop"),
    path("<int:pk>/evaluation/", loan_evaluation.loan_evaluation, name="loan_evaluation"),
]
