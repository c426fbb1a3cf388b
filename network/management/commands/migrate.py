"""Django's migrate, which lays the whole schema in a fraction of the time."""

from typing import Any

from django.core.management.commands import migrate

from network.postgres.migrating import rendering_little


class Command(migrate.Command):
    """The same command with the same result."""

    def get_check_kwargs(self, options: dict[str, Any]) -> Any:
        """Without the checks of the serving role: it is the owner of the tables who migrates."""
        asked: Any = super().get_check_kwargs(options)
        return asked | {"databases": None}

    def handle(self, *args: Any, **options: Any) -> None:
        with rendering_little():
            super().handle(*args, **options)
