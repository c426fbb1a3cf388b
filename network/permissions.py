"""Who may do what: verbs, each with a rule that reads as a clause, and the policy of a view."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed

if TYPE_CHECKING:
    from network.seat import Seat

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Rule:
    """A clause that a seat meets or not; `own` says that it depends on the record."""

    clause: str
    test: Callable[[Seat, Any], bool]
    own: bool = False
    parts: tuple[Rule, ...] = ()

    def holds(self, seat: Seat, subject: object = None) -> bool:
        """Whether the seat meets the clause; without a record, whether it could."""
        return self.test(seat, subject)

    def __or__(self, other: Rule) -> Rule:
        return Rule(
            f"{self.clause} or {other.clause}",
            lambda seat, subject: self.test(seat, subject) or other.test(seat, subject),
            parts=(*(self.parts or (self,)), *(other.parts or (other,))),
        )

    def __and__(self, other: Rule) -> Rule:
        return Rule(
            f"{self.clause} and {other.clause}",
            lambda seat, subject: self.test(seat, subject) and other.test(seat, subject),
            own=self.own or other.own,
        )


everyone_in_the_network = Rule("everyone in the network", lambda seat, subject: True)
nobody = Rule("nobody", lambda seat, subject: False)


def holding(*roles: str) -> Rule:
    """Those who hold one of the roles today."""
    return Rule(
        " or ".join(role.replace("_", " ") for role in roles),
        lambda seat, subject: bool(seat.roles.intersection(roles)),
    )


def for_own_authority(*roles: str) -> Rule:
    """Holders of a role, for records of the authorities they answer for."""

    def test(seat: Seat, subject: Any) -> bool:
        if not seat.roles.intersection(roles):
            return False
        return subject is None or subject.membership_id in seat.scope.memberships

    return Rule(" or ".join(roles).replace("_", " ") + " of its authority", test, own=True)


def _is_own(seat: Seat, subject: Any) -> bool:
    return subject is None or subject.person_id in seat.scope.people


def _is_ordered(seat: Seat, subject: Any) -> bool:
    return subject is None or subject.user_id == seat.user.pk


for_oneself = Rule("the person it is about", _is_own, own=True)
who_ordered_it = Rule("who ordered it", _is_ordered, own=True)

_rules: dict[str, Rule] = {}


def allow(rules: Mapping[str, Rule]) -> None:
    """Declare a room's verbs; each verb has one rule in the whole house."""
    for verb, rule in rules.items():
        if verb in _rules:
            raise ValueError(f"The verb {verb!r} has a rule already.")
        _rules[verb] = rule


def rule_for(verb: str) -> Rule:
    """The rule of a verb; an undeclared verb is a fault, never a yes."""
    try:
        return _rules[verb]
    except KeyError:
        raise LookupError(f"Declare who may {verb!r} in a permissions.py.") from None


def all_rules() -> Mapping[str, Rule]:
    """Every declared verb and its rule."""
    return dict(_rules)


@dataclass(frozen=True)
class Policy:
    """What a view declares: the verb its visitor must be allowed, and its methods."""

    verb: str | None
    methods: tuple[str, ...]
    public: bool = False


def policy(
    verb: str | None = None, *, methods: str = "GET", public: bool = False
) -> Callable[[View], View]:
    """Declare and enforce who may enter a view; every route must have one.

    `public` views need no place in a network and no verb. Records are found through the seat,
    so a view adds `seat.require(verb, record)` only where the rule depends on the record.
    """
    if (verb is None) != public:
        raise ValueError("A policy names a verb, or says that the view is public.")
    allowed = tuple(methods.split())
    if "GET" in allowed:
        allowed = (*allowed, "HEAD")

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if verb is not None:
                request.seat.require(verb)  # type: ignore[attr-defined]
            if request.method not in allowed:
                return HttpResponseNotAllowed(allowed)
            return view(request, *args, **kwargs)

        guarded.policy = Policy(verb, allowed, public)  # type: ignore[attr-defined]
        if public:
            guarded.login_required = False  # type: ignore[attr-defined]
        return guarded

    return decorate
