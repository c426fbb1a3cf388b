from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "courses"

    def ready(self) -> None:
        # Declares the room's verbs, words and errands.
        from courses import deeds, permissions, tasks  # noqa: F401, PLC0415
