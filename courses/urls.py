"""Addresses of the courses' room."""

from django.urls import path

from courses.views import (
    course,
    economy,
    enrolment,
    late_fee,
    mine,
    own_costs,
    participant,
    run,
    run_form,
    settlement,
    state,
)

urlpatterns = [
    path("", course.courses, name="courses"),
    path("new/", course.course_new, name="course_new"),
    path("<int:pk>/change/", course.course_change, name="course_change"),
    path("<int:pk>/runs/new/", run_form.run_new, name="run_new"),
    path("mine/", mine.my_courses, name="my_courses"),
    path("runs/", run.runs, name="runs"),
    path("runs/<int:pk>/", run.run, name="run"),
    path("runs/<int:pk>/change/", run_form.run_change, name="run_change"),
    path("runs/<int:pk>/state/<slug:state>/", state.run_state, name="run_state"),
    path("runs/<int:pk>/calendar/", mine.run_calendar_file, name="run_calendar"),
    path("runs/<int:pk>/enrolment/", enrolment.run_enrolment, name="run_enrolment"),
    path("runs/<int:pk>/participants/", participant.run_participants, name="run_participants"),
    path(
        "runs/<int:pk>/participants/new/",
        participant.run_participant_new,
        name="run_participant_new",
    ),
    path("runs/<int:pk>/economy/", economy.run_economy, name="run_economy"),
    path("runs/<int:pk>/costs/new/", economy.cost_new, name="cost_new"),
    path("runs/<int:pk>/costs/copy/", economy.cost_copy, name="cost_copy"),
    path("costs/<int:pk>/change/", economy.cost_change, name="cost_change"),
    path("costs/<int:pk>/removal/", economy.cost_removal, name="cost_removal"),
    path("runs/<int:pk>/price/", economy.run_price, name="run_price"),
    path("runs/<int:pk>/no-shows/", economy.run_no_shows, name="run_no_shows"),
    path("runs/<int:pk>/settlement/", settlement.run_settlement, name="run_settlement"),
    path(
        "runs/<int:pk>/settlement/document/",
        settlement.run_settlement_document,
        name="run_settlement_document",
    ),
    path("costs/", own_costs.own_costs, name="own_costs"),
    path("late-fees/", late_fee.late_fee_policies, name="late_fee_policies"),
    path("late-fees/rules/new/", late_fee.late_fee_policy_new, name="late_fee_policy_new"),
    path("late-fees/<int:pk>/waiver/", late_fee.late_fee_waiver, name="late_fee_waiver"),
    path(
        "enrolments/<int:pk>/withdrawal/",
        enrolment.enrolment_withdrawal,
        name="enrolment_withdrawal",
    ),
]
