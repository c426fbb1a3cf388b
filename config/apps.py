from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        # Without it the web would wake the worker at Celery's default broker, which nobody runs.
        from config import celery  # noqa: F401, PLC0415 - makes the app the current one
