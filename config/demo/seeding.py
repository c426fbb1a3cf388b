"""Fill an empty portal with two networks that are worth looking at."""

import importlib
import secrets
from dataclasses import dataclass, field
from datetime import date

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone

from config.demo.cast import (
    AUTHORITIES,
    EXTRAS,
    HEAD_COUNTS,
    JL,
    MANAGERS_SINCE,
    MEMBERS,
    PERSONAS,
    VN,
    Persona,
)
from config.demo.deciding import decided
from members.models import Authority, HeadCount, LegalPerson, Membership, Person, Role, Standing
from network import scope
from network.models import Network, User
from network.sign_in import GUARDED_ROLES, SealedSecretsAdapter

NETWORKS = {
    VN: ("Myndighetsnätverket Västernorrland", "Västernorrland", ""),
    JL: ("Myndighetsnätverket i Jämtlands län", "Jämtlands län", "jamtland"),
}
ROOMS = (
    "members",
    "courses",
    "courses_seats",
    "courses_open",
    "courses_after",
    "courses_many",
    "courses_festival",
    "courses_shares",
    "fees",
    "fees_rules",
    "fees_budget",
    "fees_counts",
    "fees_reminders",
    "fees_payments",
    "fees_simulation",
    "courses_money",
    "courses_consent",
    "mentorship",
    "fees_before",
    "fees_dispatch",
    "fees_ledger",
    "fees_credit",
    "needs_campaign",
    "needs_before",
    "needs_merging",
    "needs_council",
    "needs_plans",
    "needs_wishes",
    "needs_procurement",
    "mentorship_year",
    "mentorship_intake",
    "mentorship_board",
    "mentorship_help",
    "induction",
    "loans",
    "loans_consents",
    "loans_life",
    "loans_broken",
    "loans_agreements",
    "loans_costs",
    "loans_balance",
    "reports_texts",
    "reports",
    "governance_bodies",
    "governance_decisions",
    "governance_meetings",
    "governance_minutes",
    "governance_ideas",
    "governance_wheel",
    "governance_pages",
)


@dataclass
class Demo:
    """A network while it is filled: each room's `seed(demo)` adds what it knows."""

    network: Network
    slug: str
    today: date
    members: dict[str, Membership] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    def membership(self, key: str) -> Membership:
        """A member by its key in `config.demo.cast`."""
        return self.members[key]

    def person(self, key: str) -> Person:
        """A person by the key in `config.demo.cast`."""
        return self.people[key]


def fill() -> bool:
    """Make both networks in one transaction; False when they are there already."""
    if Network.objects.exists():
        return False
    with transaction.atomic():
        state = LegalPerson.objects.create(name="Svenska staten", is_state=True)
        for slug in (JL, VN):
            name, short_name, colours = NETWORKS[slug]
            network = Network.objects.create(
                slug=slug,
                name=name,
                short_name=short_name,
                colours=colours,
                contact_email=f"natverket.{slug}@example.org",
                example_data=True,
            )
            with scope.enter_system(network.pk):
                demo = Demo(network, slug, timezone.localdate())
                _add_members(demo, state)
                _add_people(demo)
                for room in ROOMS:
                    importlib.import_module(f"config.demo.{room}").seed(demo)
    return True


def _add_members(demo: Demo, state: LegalPerson) -> None:
    for key in MEMBERS[demo.slug]:
        name, short_name, kind, number, part = AUTHORITIES[demo.slug][key]
        authority = Authority.objects.filter(name=name).first()
        if authority is None:
            owner = state
            if kind in ("municipality", "region"):
                owner = LegalPerson.objects.create(name=name)
            authority = Authority.objects.create(
                name=name,
                short_name=short_name,
                kind=kind,
                organisation_number=number,
                legal_person=owner,
            )
        since = date(2014, 1, 1) if demo.slug == VN else date(2020, 1, 1)
        member = Membership.objects.create(authority=authority, part=part, since=since)
        Standing.objects.create(
            membership=member,
            kind=Standing.Kind.MEMBER,
            since=since,
            by_decision=decided("Nätverket bildas (exempel)", since, body="Medlemmarna"),
        )
        count = HEAD_COUNTS[demo.slug][key]
        for years, share in ((2, 0.94), (1, 0.97), (0, 1)):
            HeadCount.objects.create(
                membership=member,
                day=date(demo.today.year - 1 - years, 12, 31),
                count=round(count * share),
                source="Exempeldata",
            )
        demo.members[key] = member


def _add_people(demo: Demo) -> None:
    for key, name, title, member, manager in EXTRAS[demo.slug]:
        if not manager:
            add_person(demo, key, name, title, member, manager)
    # Managers come before their staff, so that the key is there.
    for persona in sorted(_personas(demo.slug), key=lambda p: bool(p.manager)):
        person = add_person(
            demo, persona.key, persona.name, persona.title, _member(persona, demo.slug), ""
        )
        person.manager_since = persona.manager_since
        person.unit = persona.unit
        person.save()
        if persona.network == demo.slug:
            for role in persona.roles:
                Role.objects.create(
                    person=person,
                    membership=person.membership,
                    kind=role,
                    since=date(demo.today.year - 1, 1, 1),
                )
    for key, name, title, member, manager in EXTRAS[demo.slug]:
        if manager:
            add_person(demo, key, name, title, member, manager)
    for persona in _personas(demo.slug):
        if persona.manager in demo.people:
            demo.people[persona.key].manager = demo.people[persona.manager]
            demo.people[persona.key].save()


def _personas(slug: str) -> list[Persona]:
    here = [p for p in PERSONAS if p.network == slug or slug in dict(p.also)]
    return [p for p in here if not p.joins_last]


def _member(persona: Persona, slug: str) -> str:
    return persona.member if persona.network == slug else dict(persona.also)[slug]


def add_person(demo: Demo, key: str, name: str, title: str, member: str, manager: str) -> Person:
    """Somebody with a sign-in; the manager is there before."""
    email = f"{key}@example.org"
    user = User.objects.filter(email=email).first() or User.objects.create_user(email)
    EmailAddress.objects.get_or_create(user=user, email=user.email, verified=True, primary=True)
    person: Person = Person.objects.create(
        membership=demo.members[member],
        user=user,
        name=name,
        title=title,
        email=user.email,
        manager=demo.people.get(manager),
        manager_since=MANAGERS_SINCE.get(key),
    )
    demo.people[key] = person
    return person


def give_second_factors() -> None:
    """Guarded roles must have a second factor; the demo's picker vouches for it."""
    for persona in PERSONAS:
        if GUARDED_ROLES.intersection(persona.roles):
            user = User.objects.get(email=persona.email)
            secret = SealedSecretsAdapter().encrypt(secrets.token_hex(20))
            Authenticator.objects.get_or_create(
                user=user, type=Authenticator.Type.TOTP, defaults={"data": {"secret": secret}}
            )
