from django.apps import AppConfig


class FeesConfig(AppConfig):
    name = "fees"

    def ready(self) -> None:
        from fees import permissions, tasks  # noqa: F401, PLC0415 - declares verbs and jobs
