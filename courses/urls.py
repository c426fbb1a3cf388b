"""Addresses of the courses' room."""

from django.urls import path

from courses.views import (
    attendance,
    certificate,
    course,
    door,
    enrolment,
    evaluation,
    mine,
    need,
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
    path(
        "enrolments/<int:pk>/withdrawal/",
        enrolment.enrolment_withdrawal,
        name="enrolment_withdrawal",
    ),
    path("runs/<int:pk>/attendance/", attendance.run_attendance, name="run_attendance"),
    path("runs/<int:pk>/leaders/", door.run_leaders, name="run_leaders"),
    path("leaders/<int:pk>/removal/", door.leader_removal, name="leader_removal"),
    path("sessions/<int:pk>/attendance/", attendance.session_attendance, name="session_attendance"),
    path("sessions/<int:pk>/presence/", attendance.session_presence, name="session_presence"),
    path("sessions/<int:pk>/door/", door.session_door, name="session_door"),
    path("door/<str:code>/", door.door_in, name="door"),
    path("enrolments/<int:pk>/needs/", need.enrolment_needs, name="enrolment_needs"),
    path(
        "enrolments/<int:pk>/needs/removal/",
        need.enrolment_needs_removal,
        name="enrolment_needs_removal",
    ),
    path("runs/<int:pk>/needs/", need.run_needs, name="run_needs"),
    path("runs/<int:pk>/needs/names/", need.run_need_names, name="run_need_names"),
    path(
        "enrolments/<int:pk>/certificate/",
        certificate.enrolment_certificate,
        name="enrolment_certificate",
    ),
    path("certificates/<int:pk>/", certificate.certificate, name="certificate"),
    path(
        "certificates/<int:pk>/revocation/",
        certificate.certificate_revocation,
        name="certificate_revocation",
    ),
    path("runs/<int:pk>/certificates/", certificate.run_certificates, name="run_certificates"),
    path("evaluations/", evaluation.evaluations, name="evaluations"),
    path("evaluations/<int:pk>/", evaluation.evaluation, name="evaluation"),
    path("evaluations/<int:pk>/answer/", evaluation.evaluation_answer, name="evaluation_answer"),
]
