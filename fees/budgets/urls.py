"""Budget and outcome, under `fees/budget/`."""

from django.urls import path

from fees.views import budget

urlpatterns = [
    path("", budget.budget, name="budget"),
    path("members/", budget.budget_members, name="budget_members"),
    path("billed/", budget.billed_lines, name="billed_lines"),
    path("lines/new/", budget.budget_line_new, name="budget_line_new"),
    path("lines/<int:pk>/change/", budget.budget_line_change, name="budget_line_change"),
    path("lines/<int:pk>/removal/", budget.budget_line_removal, name="budget_line_removal"),
    path("copy/", budget.budget_copy, name="budget_copy"),
]
