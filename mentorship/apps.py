from django.apps import AppConfig


class MentorshipConfig(AppConfig):
    name = "mentorship"

    def ready(self) -> None:
        from mentorship import (  # noqa: PLC0415 - declares verbs, words and errands
            departing,  # noqa: F401
            openings,  # noqa: F401
            permissions,  # noqa: F401
            tasks,  # noqa: F401
            wording,  # noqa: F401
        )
        from mentorship.board import deeds  # noqa: F401, PLC0415
        from mentorship.helping import deeds as help_deeds  # noqa: F401, PLC0415
        from mentorship.pairs import wording as pair_wording  # noqa: F401, PLC0415
