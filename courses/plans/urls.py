"""Addresses of plans and the council's decisions."""

from django.urls import path

from courses.views import plan, plan_form, plan_rule, plan_side, planned_run, venue

urlpatterns = [
    path("", plan.plans, name="plans"),
    path("new/<int:pk>/", plan_form.plan_new, name="plan_new"),
    path("beside/", plan_side.plans_beside, name="plans_beside"),
    path("<int:pk>/", plan.plan, name="plan"),
    path("<int:pk>/change/", plan_form.plan_change, name="plan_change"),
    path("<int:pk>/removal/", plan_form.plan_removal, name="plan_removal"),
    path("<int:pk>/computation/", plan.plan_computation, name="plan_computation"),
    path("<int:pk>/progress/", plan.plan_progress, name="plan_progress"),
    path("<int:pk>/stop/", plan.plan_stop, name="plan_stop"),
    path("<int:pk>/repetition/", plan.plan_repetition, name="plan_repetition"),
    path("<int:pk>/rules/", plan_rule.plan_rules, name="plan_rules"),
    path("<int:pk>/runs/new/", planned_run.planned_run_new, name="planned_run_new"),
    path("rules/<int:pk>/removal/", plan_rule.plan_rule_removal, name="plan_rule_removal"),
    path("runs/<int:pk>/", planned_run.planned_run_change, name="planned_run_change"),
    path("runs/<int:pk>/removal/", planned_run.planned_run_removal, name="planned_run_removal"),
    path("rooms/", venue.venues, name="venues"),
    path("rooms/new/", venue.venue_new, name="venue_new"),
    path("rooms/<int:pk>/", venue.venue_change, name="venue_change"),
    path("rooms/<int:pk>/removal/", venue.venue_removal, name="venue_removal"),
]
