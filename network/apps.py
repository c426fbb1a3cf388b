from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "network"

    def ready(self) -> None:
        # The system checks, and what happens when somebody adds a second factor.
        from network import checks, receivers  # noqa: F401, PLC0415
