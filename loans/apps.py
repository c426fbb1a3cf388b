from django.apps import AppConfig


class LoansConfig(AppConfig):
    name = "loans"

    def ready(self) -> None:
        from loans import (  # noqa: PLC0415 - declares verbs, words and errands
            departing,  # noqa: F401
            permissions,  # noqa: F401
            tasks,  # noqa: F401
            wording,  # noqa: F401
        )
        from loans.consents import wording as consent_wording  # noqa: F401, PLC0415
        from loans.mobility import openings  # noqa: F401, PLC0415
