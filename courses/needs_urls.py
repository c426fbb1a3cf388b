"""Addresses of the yearly needs assessment."""

from django.urls import path

from courses.views import needs_answer as answer

urlpatterns = [
    path("answers/<int:pk>/", answer.needs_answer, name="needs_answer"),
    path("answers/<int:pk>/saving/", answer.needs_answer_saving, name="needs_answer_saving"),
    path("answers/<int:pk>/need/", answer.needs_answer_need, name="needs_answer_need"),
    path("answers/<int:pk>/removal/", answer.needs_answer_removal, name="needs_answer_removal"),
    path("answers/<int:pk>/review/", answer.needs_answer_review, name="needs_answer_review"),
    path("answers/<int:pk>/sending/", answer.needs_answer_sending, name="needs_answer_sending"),
    path("answers/<int:pk>/return/", answer.needs_answer_return, name="needs_answer_return"),
    path("answers/<int:pk>/approval/", answer.needs_answer_approval, name="needs_answer_approval"),
]
