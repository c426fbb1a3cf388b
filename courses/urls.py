"""Addresses of the courses' room."""

from django.urls import path

from courses.views import (
    application,
    course,
    division,
    enrolment,
    mine,
    offer,
    participant,
    run,
    run_form,
    selection,
    shares,
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
    path("runs/<int:pk>/state/<slug:state>/", run.run_state, name="run_state"),
    path("runs/<int:pk>/calendar/", mine.run_calendar_file, name="run_calendar"),
    path("runs/<int:pk>/enrolment/", enrolment.run_enrolment, name="run_enrolment"),
    path("runs/<int:pk>/participants/", participant.run_participants, name="run_participants"),
    path(
        "runs/<int:pk>/participants/new/",
        participant.run_participant_new,
        name="run_participant_new",
    ),
    path(
        "enrolments/<int:pk>/withdrawal/",
        enrolment.enrolment_withdrawal,
        name="enrolment_withdrawal",
    ),
    path("runs/<int:pk>/application/", application.run_application, name="run_application"),
    path(
        "runs/<int:pk>/application/withdrawal/",
        application.run_application_withdrawal,
        name="run_application_withdrawal",
    ),
    path("runs/<int:pk>/division/", division.run_division, name="run_division"),
    path("runs/<int:pk>/selection/", selection.run_selection, name="run_selection"),
    path("runs/<int:pk>/needs/", selection.run_needs, name="run_needs"),
    path("divisions/<int:pk>/", division.division, name="division"),
    path("divisions/<int:pk>/progress/", division.division_progress, name="division_progress"),
    path("divisions/<int:pk>/placement/", division.division_placement, name="division_placement"),
    path(
        "divisions/<int:pk>/setting-aside/",
        division.division_setting_aside,
        name="division_setting_aside",
    ),
    path(
        "divisions/<int:pk>/repetition/", division.division_repetition, name="division_repetition"
    ),
    path("divisions/<int:pk>/inputs/", division.division_inputs, name="division_inputs"),
    path("shares/", shares.shares, name="shares"),
    path("shares/change/", shares.share_policy_change, name="share_policy_change"),
    path("shares/simulator/", shares.simulator, name="simulator"),
    path("enrolments/<int:pk>/seat/", offer.enrolment_seat, name="enrolment_seat"),
    path("enrolments/<int:pk>/sessions/", offer.enrolment_sessions, name="enrolment_sessions"),
    path("offers/<int:pk>/", offer.offer, name="offer"),
    path("offers/<int:pk>/acceptance/", offer.offer_acceptance, name="offer_acceptance"),
    path("offers/<int:pk>/refusal/", offer.offer_refusal, name="offer_refusal"),
]
