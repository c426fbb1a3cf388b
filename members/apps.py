from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "members"

    def ready(self) -> None:
        from members import permissions  # noqa: F401, PLC0415 - declares the room's verbs
