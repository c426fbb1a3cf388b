from django.apps import AppConfig


class FeesConfig(AppConfig):
    name = "fees"

    def ready(self) -> None:
        # Declares the room's verbs, words, jobs and what decisions change.
        from fees import decided, deeds, head_counts, permissions, tasks  # noqa: F401, PLC0415
