from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self) -> None:
        from reports import deeds, handing, permissions, tasks  # noqa: F401, PLC0415 - declares them
