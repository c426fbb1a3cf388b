"""Who signs for HR in the demo, in their own scope, as the database asks of everybody."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from secrets import token_hex

from allauth.mfa.models import Authenticator
from django.db import connection

from config.demo.cast import PERSONAS
from config.demo.seeding import Demo
from loans.actions.advance import advance
from loans.models import Loan, Signature
from members.models import Role
from network.scope import Scope
from network.seat import Seat
from network.sign_in import SealedSecretsAdapter

# Who signs for HR of each member; the demo's picker vouches for the personas' second factor.
SIGNERS = {
    "csn": "helena",
    "lansstyrelsen": "lotta",
    "harnosand": "peter",
    "bolagsverket": "sara",
    "spv": "gustav",
}
RULES = "SELECT app.set_scope(%s, %s, false, false, false, %s, '{}', '{}', '{}')"


def give_role(demo: Demo, member: str, key: str) -> None:
    """Let somebody be HR signer of a member, with a second factor where the picker vouches."""
    person = demo.person(key)
    Role.objects.get_or_create(
        person=person,
        membership=demo.membership(member),
        kind=Role.Kind.HR_SIGNER,
        defaults={"since": demo.today.replace(month=1, day=1)},
    )
    if key not in {persona.key for persona in PERSONAS}:
        return  # who signs in by a letter could not show a factor that nobody holds
    secret = SealedSecretsAdapter().encrypt(token_hex(20))
    Authenticator.objects.get_or_create(
        user=person.user, type=Authenticator.Type.TOTP, defaults={"data": {"secret": secret}}
    )


def seat_of(demo: Demo, key: str) -> Seat:
    """The seat of somebody who answers for their authority."""
    person = demo.person(key)
    assert person.user is not None  # noqa: S101 - everybody of the demo has a sign-in
    granted = Scope(
        demo.network.pk,
        person.user.pk,
        memberships=frozenset({person.membership_id}),
        people=frozenset({person.pk}),
        roles=frozenset({"hr_signer"}),
    )
    return Seat(person.user, demo.network, granted)


@contextmanager
def as_user(demo: Demo, user_id: int) -> Iterator[None]:
    """Somebody's own act in the database, such as a signature; the portal's again afterwards."""
    with connection.cursor() as cursor:
        cursor.execute(RULES, [demo.network.pk, user_id, True])
        yield
        cursor.execute(RULES, [demo.network.pk, None, True])


def at(demo: Demo, days_ago: int, hour: int) -> datetime:
    """So many days ago, at twelve minutes past an hour."""
    return datetime.combine(demo.today - timedelta(days=days_ago), time(hour, 12), tzinfo=UTC)


def sign_as(demo: Demo, loan: Loan, side: str, who: str, *, days_ago: int) -> None:
    """HR's signature on the newest version, and what follows from it."""
    person = demo.person(who)
    wording = loan.wordings.order_by("-number")[0]
    with as_user(demo, person.user_id or 0):
        Signature.objects.create(
            wording=wording,
            side=side,
            how="portal",
            digest=wording.digest,
            by_name=person.name,
            by_title=person.title,
            user_id=person.user_id,
            at=at(demo, days_ago, 12),
        )
    advance(loan, demo.today)
