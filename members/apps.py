from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "members"

    def ready(self) -> None:
        from members import permissions, tasks  # noqa: F401, PLC0415 - declare verbs and errands
