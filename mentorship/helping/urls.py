"""The help for those without a mentor, under `mentorship/`."""

from django.urls import path

from mentorship.views import helping

urlpatterns = [
    path("interests/<int:pk>/help/", helping.mentor_help, name="mentor_help"),
    path("interests/<int:pk>/help/question/", helping.help_question, name="help_question"),
    path("interests/<int:pk>/help/exception/", helping.rule_exception, name="rule_exception"),
    path("help-questions/<int:pk>/take-back/", helping.help_take_back, name="help_take_back"),
    path("exceptions/<int:pk>/removal/", helping.exception_removal, name="exception_removal"),
]
