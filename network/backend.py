"""Who a session belongs to."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db import connection

from network.models import User

COLUMNS = [field.attname for field in User._meta.concrete_fields]
ONE = f"SELECT {', '.join(COLUMNS)} FROM {User._meta.db_table} WHERE id = %s"  # noqa: S608


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """allauth's own, but for reading the user: every page does it, so it is one plain question."""

    def get_user(self, user_id: Any) -> User | None:
        with connection.cursor() as cursor:
            cursor.execute(ONE, [int(user_id)])
            row = cursor.fetchone()
        if row is None:
            return None
        user = User.from_db(connection.alias, COLUMNS, row)
        return user if self.user_can_authenticate(user) else None
