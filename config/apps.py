from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class ConfigConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        # Without it the web would wake the worker at Celery's default broker, which nobody runs.
        from config import celery  # noqa: F401, PLC0415 - makes the app the current one

        # Rooms do not know each other: the page that checks certificates is of the courses.
        from courses.checks import declare  # noqa: PLC0415

        declare("check_membership_certificate", gettext_lazy("Membership"))
