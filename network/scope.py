"""The scope: which network, and as whom, the running code may see rows.

A scope lives in exactly one database transaction. PostgreSQL works it out from the grants
(`app.enter`) and holds it in transaction-local settings, so neither a pooled connection nor a
forgotten filter can carry it to somebody else. Python keeps a copy for the managers.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import connection, models, transaction

if TYPE_CHECKING:
    from network.models import Network


class NoScope(RuntimeError):
    """Tenant rows were asked for outside a scope."""


class NotAMember(Exception):
    """The user has no place in the network; to them it does not exist."""


@dataclass(frozen=True)
class Scope:
    """What the database granted for this transaction.

    `whole` sees the network's every row, `money` its fees, `reports` its reports;
    `memberships` are those answered for, `people` oneself, `staff` those one manages.
    """

    network_id: int
    user_id: int | None = None
    whole: bool = False
    money: bool = False
    reports: bool = False
    system: bool = False
    memberships: frozenset[int] = frozenset()
    people: frozenset[int] = frozenset()
    staff: frozenset[int] = frozenset()
    roles: frozenset[str] = field(default=frozenset())


_scope: ContextVar[Scope | None] = ContextVar("scope", default=None)

COLUMNS = ("whole", "money", "reports", "memberships", "people", "staff", "roles")
GRANTS = ", ".join(f"e.{name}" for name in COLUMNS)
ENTER = f"SELECT {GRANTS} FROM app.enter(%s, %s) e"  # noqa: S608 - made of constants


def current() -> Scope:
    """The scope of the running code; raises NoScope outside one."""
    scope = _scope.get()
    if scope is None:
        raise NoScope("Enter a scope before you ask for a network's rows.")
    return scope


def is_open() -> bool:
    """Whether the running code is inside a scope."""
    return _scope.get() is not None


def current_network_id() -> int:
    """The network that new rows belong to."""
    return current().network_id


@dataclass(frozen=True)
class LinkFacts:
    """A link in mail as the database found it; `is_open` says that its addressee may answer."""

    pk: int
    purpose: str
    subject_id: int
    person_id: int
    user_id: int | None
    language: str
    expires_at: datetime
    used_at: datetime | None
    answer: str
    is_open: bool


LINK = (
    "link_id, purpose, subject_id, person_id, user_id, language, expires_at, used_at, answer,"
    " is_open, memberships, staff"
)


@contextmanager
def enter_link(
    network_id: int, token_hash: str, *, to_answer: bool = False
) -> Iterator[tuple[LinkFacts | None, Scope | None]]:
    """Open a transaction as the addressee of a link in mail; None for a link that is none.

    The scope is only there while the link may be answered. It has no rights in the whole
    network, whatever roles the addressee holds. `to_answer` makes a twin wait.
    """
    _refuse_nesting()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {LINK} FROM app.enter_link(%s, %s, %s)",  # noqa: S608 - constants
                [network_id, token_hash, to_answer],
            )
            row = cursor.fetchone()
        if row is None:
            yield None, None
            return
        *facts, memberships, staff = row
        found = LinkFacts(*facts)
        if not found.is_open:
            yield found, None
            return
        granted = Scope(
            network_id=network_id,
            user_id=found.user_id,
            memberships=frozenset(memberships),
            people=frozenset({found.person_id}),
            staff=frozenset(staff),
        )
        yield from _open(granted, (found, granted))


def use_link(link_id: int, answer: str) -> bool:
    """Mark the open link as answered; False when somebody came first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app.use_link(%s, %s)", [link_id, answer])
        return bool(cursor.fetchone()[0])


def _open(scope: Scope, given: Any = None) -> Iterator[Any]:
    token = _scope.set(scope)
    try:
        yield given or scope
        # A savepoint that is kept would leave the settings to the transaction around it; one
        # that is rolled back takes them along, as the end of a whole transaction does.
        if connection.savepoint_ids and not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute("SELECT app.leave()")
    finally:
        _scope.reset(token)


def _refuse_nesting() -> None:
    if _scope.get() is not None:
        raise RuntimeError("A scope is open already: one transaction, one scope.")


@contextmanager
def enter(user_id: int, network_id: int) -> Iterator[Scope]:
    """Open a transaction as a user in a network; raises NotAMember without a place there."""
    _refuse_nesting()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(ENTER, [user_id, network_id])
            row = cursor.fetchone()
        if row is None:
            raise NotAMember
        yield from _open(_granted(user_id, network_id, row))


@contextmanager
def enter_by_slug(user_id: int, slug: str) -> Iterator[tuple["Network", Scope]]:
    """As `enter`, finding the network in the same breath; raises DoesNotExist for no network."""
    from network.models import Network  # noqa: PLC0415 - the models stand on this module

    _refuse_nesting()
    with transaction.atomic():
        names = [field.attname for field in Network._meta.concrete_fields]
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {', '.join(f'n.{name}' for name in names)}, {GRANTS}"  # noqa: S608
                " FROM network_network n LEFT JOIN LATERAL app.enter(%s, n.id) e ON true"
                " WHERE n.slug = %s",
                [user_id, slug],
            )
            row = cursor.fetchone()
        if row is None:
            raise Network.DoesNotExist
        network = Network.from_db(connection.alias, names, row[: len(names)])
        if row[len(names)] is None:
            raise NotAMember(network)
        granted = _granted(user_id, network.pk, row[len(names) :])
        yield from _open(granted, (network, granted))


def _granted(user_id: int, network_id: int, row: Sequence[Any]) -> Scope:
    granted = dict(zip(COLUMNS, row, strict=True))
    for name in ("memberships", "people", "staff", "roles"):
        granted[name] = frozenset(granted[name])
    return Scope(network_id=network_id, user_id=user_id, **granted)


@contextmanager
def enter_system(network_id: int) -> Iterator[Scope]:
    """Open a transaction as the portal itself in one network; only the worker's role may."""
    _refuse_nesting()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT app.enter_system(%s)", [network_id])
        yield from _open(Scope(network_id=network_id, system=True))


def each_network() -> list[int]:
    """The networks' ids, for recurring work: each of them is entered in a scope of its own."""
    from network.models import Network  # noqa: PLC0415 - the models stand on this module

    return list(Network.objects.order_by("pk").values_list("pk", flat=True))


class Closed(Exception):
    """The network shows nothing to those who are not signed in."""


@contextmanager
def enter_public(network_id: int) -> Iterator[Scope]:
    """Open a transaction as anybody: only what the network lays open; raises Closed if nothing.

    The database's `app.net()` stays empty, so that every policy but the few for the open says no.
    """
    _refuse_nesting()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT app.enter_public(%s)", [network_id])
            row = cursor.fetchone()
        if not (row and row[0]):
            raise Closed
        yield from _open(Scope(network_id=network_id))


@contextmanager
def enter_calendar(network_id: int, digest: bytes) -> Iterator[Scope]:
    """Open a transaction for a calendar's secret address, with no more in sight than it shows.

    Raises Closed for an address that is unknown or ended, or whose owner has left.
    """
    _refuse_nesting()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT memberships, people FROM app.enter_calendar(%s, %s)",
                [network_id, digest],
            )
            row = cursor.fetchone()
        if row is None:
            raise Closed
        yield from _open(Scope(network_id, memberships=frozenset(row[0]), people=frozenset(row[1])))


class TenantManager(models.Manager[Any]):
    """The first lock: without a scope it refuses, inside one it keeps to its network."""

    def get_queryset(self) -> models.QuerySet[Any]:
        return super().get_queryset().filter(network_id=current().network_id)


class TenantKey(models.ForeignKey[Any, Any]):
    """A key to a row of the same network.

    PostgreSQL's own key checks pass by row-level security, so the constraint is the composite
    (network_id, key) that `network.schema.lock` lays; a plain one would let a forged id through.
    """

    def __init__(self, to: Any, on_delete: Any = models.PROTECT, **kwargs: Any) -> None:
        kwargs.setdefault("db_constraint", False)
        kwargs.setdefault("db_index", False)
        super().__init__(to, on_delete, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs["db_constraint"] = False
        kwargs["db_index"] = False
        return name, path, args, kwargs


class TenantModel(models.Model):
    """A row that belongs to one network."""

    network = models.ForeignKey(
        "network.Network",
        models.PROTECT,
        default=current_network_id,
        editable=False,
        related_name="+",
        db_index=False,
    )

    objects = TenantManager()

    class Meta:
        abstract = True
