from django.apps import AppConfig


class MentorshipConfig(AppConfig):
    name = "mentorship"

    def ready(self) -> None:
        from mentorship import (  # noqa: PLC0415 - declares verbs, words and errands
            permissions,  # noqa: F401
            tasks,  # noqa: F401
            wording,  # noqa: F401
        )
        from mentorship.pairs import wording as pair_wording  # noqa: F401, PLC0415
