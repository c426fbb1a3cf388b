from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "courses"

    def ready(self) -> None:
        # Declares the room's verbs and errands.
        from courses import permissions, tasks  # noqa: F401, PLC0415
