from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "network"

    def ready(self) -> None:
        from network import checks  # noqa: F401, PLC0415 - registers the system checks
