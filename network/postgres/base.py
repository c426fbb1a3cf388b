"""The database backend that the settings name."""

from typing import Any

from django.db.backends.postgresql import base

from network.pool import forget


class DatabaseWrapper(base.DatabaseWrapper):  # type: ignore[misc, unused-ignore]
    """Django's own, but for when the pool forgets.

    Django hands the pool either psycopg's check or none. Ours runs where the connection is
    borrowed; a `reset` would wake another thread after each page and wait for it.
    """

    @property
    def pool(self) -> Any:
        """The pool of this process, whose connections know no scope when they are lent."""
        pool = super().pool
        if pool is not None:
            pool._check = forget
        return pool
