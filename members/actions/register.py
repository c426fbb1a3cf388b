"""The shared register of authorities: a network may add to it, and change nothing there."""

from django.db import connection

from members.models import Authority


def register_authority(name: str, short_name: str, kind: str, number: str) -> Authority:
    """The authority of that name, registered now if nobody knew it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT app.register_authority(%s, %s, %s, %s)", [name, short_name, kind, number]
        )
        pk = cursor.fetchone()[0]
    return Authority.objects.get(pk=pk)


def number_authority(authority: Authority, number: str) -> None:
    """Fill in an organisation number that the register lacked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app.number_authority(%s, %s)", [authority.pk, number])
    authority.organisation_number = number
