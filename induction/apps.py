from django.apps import AppConfig


class InductionConfig(AppConfig):
    name = "induction"

    def ready(self) -> None:
        from induction import permissions  # noqa: F401, PLC0415 - declares verbs
