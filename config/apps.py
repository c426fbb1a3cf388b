from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        """Make our jobs' application the current one: the web wakes the worker through it."""
        from config import celery  # noqa: F401, PLC0415
