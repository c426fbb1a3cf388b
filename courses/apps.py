from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "courses"

    def ready(self) -> None:
        # Declares the room's verbs, words, errands and what decisions change.
        from courses import (  # noqa: PLC0415
            cost_sources,  # noqa: F401
            decided,  # noqa: F401
            deeds,  # noqa: F401
            departing,  # noqa: F401
            handing,  # noqa: F401
            open_web,  # noqa: F401
            openings,  # noqa: F401
            permissions,  # noqa: F401
            tasks,  # noqa: F401
        )
