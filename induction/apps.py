from django.apps import AppConfig


class InductionConfig(AppConfig):
    name = "induction"

    def ready(self) -> None:
        from induction import (  # noqa: PLC0415 - declares verbs, words, errands and questions
            deeds,  # noqa: F401
            permissions,  # noqa: F401
            replies,  # noqa: F401
            tasks,  # noqa: F401
        )
