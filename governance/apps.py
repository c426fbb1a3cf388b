from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "governance"

    def ready(self) -> None:
        from governance import (  # noqa: PLC0415 - declares verbs, words and errands
            open_web,  # noqa: F401
            permissions,  # noqa: F401
            tasks,  # noqa: F401
            wording,  # noqa: F401
        )
