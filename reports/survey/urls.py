"""Addresses of the benefit survey."""

from django.urls import path

from reports.survey import views

urlpatterns = [
    path("", views.surveys, name="surveys"),
    path("new/", views.survey_new, name="survey_new"),
    path("<int:pk>/", views.survey, name="survey"),
    path("<int:pk>/change/", views.survey_change, name="survey_change"),
    path("<int:pk>/opening/", views.survey_opening, name="survey_opening"),
    path("<int:pk>/reminders/", views.survey_reminders, name="survey_reminders"),
    path("<int:pk>/closing/", views.survey_closing, name="survey_closing"),
    path("<int:pk>/results/", views.survey_results, name="survey_results"),
    path("answers/<int:pk>/", views.survey_answer, name="survey_answer"),
    path("<int:pk>/questions/new/", views.survey_question_new, name="survey_question_new"),
    path("questions/<int:pk>/", views.survey_question, name="survey_question"),
    path(
        "questions/<int:pk>/removal/", views.survey_question_removal,
        name="survey_question_removal",
    ),
]  # fmt: skip
