"""What somebody is called on what they write in a body."""

from governance.models import Holder, Office
from members.models import Person
from network.seat import Seat


def name_of(by: Seat) -> str:
    """The writer's name, as it stands on what they wrote; the network's for the portal itself."""
    if not by.scope.people:
        return str(by.network.name)
    for rows in (
        Person.objects.filter(pk=by.person_id),
        Holder.objects.filter(person_id=by.person_id),
        Office.objects.filter(person_id=by.person_id),
    ):
        found: str | None = rows.values_list("name", flat=True).first()
        if found:
            return found
    return str(by.user.email)
