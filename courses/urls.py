"""Addresses of the courses' room."""

from django.urls import path

from courses.views import (
    allotment,
    chosen,
    course,
    enrolment,
    fellow,
    mine,
    names,
    participant,
    run,
    run_form,
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
    path("seats/", allotment.our_seats, name="our_seats"),
    path("runs/<int:pk>/allotments/", allotment.run_allotments, name="run_allotments"),
    path("allotments/<int:pk>/", allotment.allotment, name="allotment"),
    path("allotments/<int:pk>/move/", allotment.allotment_move, name="allotment_move"),
    path("runs/<int:pk>/withdrawals/", chosen.run_withdrawals, name="run_withdrawals"),
    path("runs/<int:pk>/letters/", chosen.run_letters, name="run_letters"),
    path("enrolments/<int:pk>/priority/", chosen.enrolment_priority, name="enrolment_priority"),
    path("runs/<int:pk>/fellows/", fellow.run_fellows, name="run_fellows"),
    path("enrolments/<int:pk>/listing/", fellow.enrolment_listing, name="enrolment_listing"),
    path("runs/<int:pk>/names/new/", names.run_names_new, name="run_names_new"),
    path("names/<int:pk>/", names.name_list, name="name_list"),
    path("names/<int:pk>/rows/", names.name_list_rows, name="name_list_rows"),
    path("names/<int:pk>/application/", names.name_list_application, name="name_list_application"),
    path("names/<int:pk>/file/", names.name_list_file, name="name_list_file"),
    path(
        "enrolments/<int:pk>/withdrawal/",
        enrolment.enrolment_withdrawal,
        name="enrolment_withdrawal",
    ),
]
