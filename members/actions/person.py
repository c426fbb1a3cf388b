"""People and their roles: added, changed, ended, and let in."""

from datetime import date

from allauth.account.models import EmailAddress

from members.models import Person, Role
from network.actions.errand import send_on
from network.models import User
from network.models.journal import note
from network.seat import Seat


def add_person(person: Person, *, by: Seat) -> None:
    """Add somebody, let them sign in, and invite them by letter after the commit."""
    person.user = user_of(person.email)
    person.save()
    note("add_person", person, person_id=person.pk, membership_id=person.membership_id)
    send_on("members.invite", key=f"person-{person.pk}", person_id=person.pk)


def change_person(person: Person, *, changed: list[str], by: Seat) -> None:
    """Save somebody's details; another address is another sign-in, and gets an invitation."""
    if "email" in changed:
        person.user = user_of(person.email)
        send_on(
            "members.invite",
            key=f"person-{person.pk}-{person.user.pk}",
            person_id=person.pk,
        )
    person.save()
    note(
        "change_person",
        person,
        person_id=person.pk,
        membership_id=person.membership_id,
        fields=changed,
    )


def end_person(person: Person, until: date, *, by: Seat) -> int:
    """End somebody's place and the roles held there; returns how many roles ended with it."""
    person.until = until
    person.save(update_fields=["until"])
    roles = Role.objects.filter(person=person, since__lte=until)
    ended = 0
    if by.scope.whole:
        ended = roles.filter(until=None).update(until=until)
        ended += roles.filter(until__gt=until).update(until=until)
    note(
        "end_person",
        person,
        person_id=person.pk,
        membership_id=person.membership_id,
        until=until.isoformat(),
    )
    return ended


def take_back(person: Person, *, by: Seat) -> None:
    """Undo an end: the place goes on; roles are given anew."""
    person.until = None
    person.save(update_fields=["until"])
    note("return_person", person, person_id=person.pk, membership_id=person.membership_id)


def user_of(email: str) -> User:
    """The user who signs in with an address, made now if there is none."""
    proved = EmailAddress.objects.filter(email__iexact=email, verified=True).first()
    if proved is not None:
        known: User = proved.user
        return known
    user = User.objects.filter(email__iexact=email).first() or User.objects.create_user(email)
    # The first sign-in is by a code sent there: that proves the address.
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    return user


def grant_role(role: Role, *, by: Seat) -> None:
    """Give somebody a role for a stretch of days."""
    role.save()
    _note_role("grant_role", role)


def end_role(role: Role, until: date, *, by: Seat) -> None:
    """End a role after a day; one that has not begun is taken away."""
    _note_role("end_role", role)
    if role.since > until:
        role.delete()
    else:
        role.until = until
        role.save(update_fields=["until"])


def _note_role(verb: str, role: Role) -> None:
    note(
        verb,
        role,
        person_id=role.person_id,
        membership_id=role.membership_id,
        kind=role.kind,
        since=str(role.since),
        until=str(role.until or ""),
    )
