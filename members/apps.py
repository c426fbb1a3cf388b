from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "members"

    def ready(self) -> None:
        from members import (  # noqa: PLC0415 - declares verbs, words, names and errands
            deeds,  # noqa: F401
            head_count_replies,  # noqa: F401
            leaving,  # noqa: F401
            naming,  # noqa: F401
            permissions,  # noqa: F401
            standings,  # noqa: F401
            tasks,  # noqa: F401
        )
