"""What the worker does for the members' room."""

from members import emails
from members.models import Person
from network.actions.errand import errand


@errand("members.invite")
def invite(person_id: int) -> None:
    """Write to somebody who may sign in from now on."""
    person = Person.objects.select_related("membership__authority", "user", "network").get(
        pk=person_id
    )
    emails.invitation(person)
