"""Addresses of the courses' room."""

from django.urls import path

from courses.views import course, enrolment, mine, offer, participant, run, run_form

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
    path("enrolments/<int:pk>/seat/", offer.enrolment_seat, name="enrolment_seat"),
    path("enrolments/<int:pk>/sessions/", offer.enrolment_sessions, name="enrolment_sessions"),
    path("offers/<int:pk>/", offer.offer, name="offer"),
    path("offers/<int:pk>/acceptance/", offer.offer_acceptance, name="offer_acceptance"),
    path("offers/<int:pk>/refusal/", offer.offer_refusal, name="offer_refusal"),
]
