"""Addresses of interest in a loan, the own manager's consent, and who is chosen."""

from django.urls import path

from loans.views import chosen, consent, interest, nomination

INTEREST = "interests/<int:pk>/"

urlpatterns = [
    path("interests/", interest.my_loans, name="my_loans"),
    path("notices/<int:pk>/interest/", interest.loan_interest_new, name="loan_interest_new"),
    path("notices/<int:pk>/interested/", chosen.loan_interested, name="loan_interested"),
    path("approaches/<int:pk>/nomination/", nomination.loan_nominate, name="loan_nominate"),
    path(INTEREST, interest.loan_interest, name="loan_interest"),
    path(
        f"{INTEREST}withdrawal/", interest.loan_interest_withdrawal, name="loan_interest_withdrawal"
    ),
    path(f"{INTEREST}yes/", nomination.loan_interest_yes, name="loan_interest_yes"),
    path(f"{INTEREST}answer/", consent.loan_interest_answer, name="loan_interest_answer"),
    path(f"{INTEREST}taking-back/", consent.loan_consent_back, name="loan_consent_back"),
    path(f"{INTEREST}choice/", chosen.loan_choice, name="loan_choice"),
    path(f"{INTEREST}refusal/", chosen.loan_refusal, name="loan_refusal"),
]
