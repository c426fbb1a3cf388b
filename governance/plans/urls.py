"""Addresses of the operational plan."""

from django.urls import path

from governance.views import operational_plan as plan
from governance.views import plan_activity as activity
from governance.views import plan_text as text

urlpatterns = [
    path("", plan.operational_plan, name="operational_plan"),
    path("new/", plan.plan_new, name="operational_plan_new"),
    path("<int:pk>/", plan.plan_year, name="plan_year"),
    path("<int:pk>/paper/", plan.plan_paper, name="plan_paper"),
    path("<int:pk>/quarters/", plan.plan_quarters, name="plan_quarters"),
    path("<int:pk>/agenda/", plan.plan_agenda, name="plan_agenda"),
    path("<int:pk>/goals/new/", plan.plan_goal_new, name="plan_goal_new"),
    path("goals/<int:pk>/", plan.plan_goal_change, name="plan_goal_change"),
    path("goals/<int:pk>/removal/", plan.plan_goal_removal, name="plan_goal_removal"),
    path("goals/<int:pk>/activities/new/", activity.activity_new, name="plan_activity_new"),
    path("activities/<int:pk>/", activity.activity, name="plan_activity"),
    path("activities/<int:pk>/change/", activity.activity_change, name="plan_activity_change"),
    path("activities/<int:pk>/removal/", activity.activity_removal, name="plan_activity_removal"),
    path("activities/<int:pk>/status/", activity.activity_status, name="plan_activity_status"),
    path("activities/<int:pk>/giving/", activity.commitment_new, name="commitment_new"),
    path("commitments/<int:pk>/", activity.commitment_change, name="commitment_change"),
    path("commitments/<int:pk>/removal/", activity.commitment_removal, name="commitment_removal"),
    path("texts/", text.plan_texts, name="plan_texts"),
    path("texts/<str:kind>/<str:language>/", text.plan_text, name="plan_text"),
    path("<int:pk>/foreword/<str:language>/", text.plan_foreword, name="plan_foreword"),
]
