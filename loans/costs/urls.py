"""Addresses of cost statements from the lender, approved by the borrower."""

from django.urls import path

from loans.views import statement, statement_answer

urlpatterns = [
    path("statements/", statement.statements, name="loan_statement_list"),
    path("<int:pk>/statements/", statement.loan_statements, name="loan_statements"),
    path("<int:pk>/statements/new/", statement.loan_statement_new, name="loan_statement_new"),
    path(
        "<int:pk>/statements/reckoning/",
        statement.loan_statement_reckoning,
        name="loan_statement_reckoning",
    ),
    path("statements/<int:pk>/", statement.loan_statement, name="loan_statement"),
    path(
        "statements/<int:pk>/change/",
        statement.loan_statement_change,
        name="loan_statement_change",
    ),
    path(
        "statements/<int:pk>/removal/",
        statement.loan_statement_removal,
        name="loan_statement_removal",
    ),
    path(
        "statements/<int:pk>/sending/",
        statement.loan_statement_sending,
        name="loan_statement_sending",
    ),
    path(
        "statements/<int:pk>/approval/",
        statement_answer.loan_statement_approval,
        name="loan_statement_approval",
    ),
    path(
        "statements/<int:pk>/return/",
        statement_answer.loan_statement_return,
        name="loan_statement_return",
    ),
    path(
        "statements/<int:pk>/paper/",
        statement_answer.loan_statement_paper,
        name="loan_statement_paper",
    ),
]
