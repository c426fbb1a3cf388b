"""Who those are whose managers have said yes, as the other authority may know them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext as _

from loans.models import Interest


@dataclass(frozen=True)
class Named:
    """Name and title; both are empty for protected identities."""

    name: str
    title: str

    @property
    def shown(self) -> str:
        """The name, or that it is protected."""
        return self.name or _("Protected identity")


def named(interests: Iterable[Interest]) -> dict[int, Named]:
    """Names by interest, in one question; of outside parties as they were entered."""
    rows = list(interests)
    asked = [row.pk for row in rows if row.person_id]
    found = {
        row.pk: Named(row.outside_name, row.outside_title) for row in rows if not row.person_id
    }
    if asked:
        with connection.cursor() as cursor:
            cursor.execute("SELECT interest_id, name, title FROM app.loan_interested(%s)", [asked])
            found |= {pk: Named(name, title) for pk, name, title in cursor.fetchall()}
    return found
