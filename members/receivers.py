"""Who gets the letters in which the network asks something of an authority."""

from collections.abc import Iterable, Sequence

from django.utils import timezone

from members.models import Person, Role

# Who holds the first of these at the authority gets its letters.
KINDS = (Role.Kind.LOCAL_COORDINATOR, Role.Kind.HR_SIGNER)


COORDINATORS = (Role.Kind.NETWORK_COORDINATOR, Role.Kind.EDUCATION_COORDINATOR)


def holders(kinds: Iterable[str]) -> list[Person]:
    """Those in the network today who hold one of the roles, each once, with their users."""
    today = timezone.localdate()
    roles = Role.objects.on(today).filter(kind__in=kinds)
    found = Person.objects.on(today).filter(pk__in=roles.values("person"))
    return list(found.select_related("user").order_by("pk"))


def answered_for_by(person_id: int) -> list[int]:
    """The authorities in the network for which somebody answers today, whatever else they do."""
    roles = Role.objects.on(timezone.localdate()).filter(
        person=person_id, kind=Role.Kind.LOCAL_COORDINATOR
    )
    return list(roles.values_list("membership", flat=True))


def receivers(memberships: Iterable[int], kinds: Sequence[str] = KINDS) -> dict[int, list[Person]]:
    """The local coordinators of each authority, else its HR signers; none where there is nobody.

    With `kinds` in another order, those who hold the first of them.
    A contact with a mail address alone counts: the link in the letter opens the answer.
    """
    return {
        pk: next((by_kind[kind] for kind in kinds if kind in by_kind), [])
        for pk, by_kind in _by_kind(memberships).items()
    }


def all_receivers(memberships: Iterable[int]) -> dict[int, list[Person]]:
    """The local coordinators and the HR signers of each authority, each once: what is urgent."""
    return {
        pk: list({one.pk: one for kind in KINDS for one in by_kind.get(kind, [])}.values())
        for pk, by_kind in _by_kind(memberships).items()
    }


def _by_kind(memberships: Iterable[int]) -> dict[int, dict[str, list[Person]]]:
    today = timezone.localdate()
    wanted = list(memberships)
    roles = (
        Role.objects.on(today)
        .filter(membership__in=wanted, kind__in=KINDS, person__in=Person.objects.on(today))
        .select_related("person__user")
        .order_by("person__name", "person")
    )
    found: dict[int, dict[str, list[Person]]] = {pk: {} for pk in wanted}
    for role in roles:
        found[role.membership_id].setdefault(role.kind, []).append(role.person)
    return found
