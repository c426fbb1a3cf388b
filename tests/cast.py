"""The cast: two networks with one authority in both, named people, and always a stranger.

Västernorrland (`vn`) and Jämtland (`jl`) both have Mittuniversitetet. Everybody's mail address
tells who they are. `python -m tests.cast` writes them once, into the template database.
"""

from dataclasses import dataclass
from datetime import date

VN, JL = "vasternorrland", "jamtland"

# slug -> members (short key, authority, kind, organisation number)
MEMBERS = {
    VN: [
        ("spv", "Statens tjänstepensionsverk", "state_agency", "2021000928"),
        ("csn", "Centrala studiestödsnämnden", "state_agency", "2021001819"),
        ("miun", "Mittuniversitetet", "university", "2021004524"),
        ("timra", "Timrå kommun", "municipality", "2120002395"),
    ],
    JL: [
        ("lansstyrelsen", "Länsstyrelsen i Jämtlands län", "county_board", "2021002452"),
        ("miun", "Mittuniversitetet", "university", "2021004524"),
    ],
}

# who -> (network, member, name, roles, manager, manager since)
PEOPLE: list[tuple[str, str, str, str, list[str], str | None, date | None]] = [
    ("karin", VN, "spv", "Karin Öberg", ["network_coordinator"], None, date(2015, 1, 1)),
    ("jonas", VN, "csn", "Jonas Lindqvist", ["education_coordinator"], None, None),
    ("erik", VN, "spv", "Erik Ekonom", ["economist"], "karin", None),
    ("lena", VN, "csn", "Lena Lokal", ["local_coordinator"], None, None),
    ("lars", VN, "timra", "Lars Lokal", ["local_coordinator"], None, None),
    ("mats", VN, "csn", "Mats Chef", [], None, date(2019, 3, 1)),
    ("amina", VN, "csn", "Amina Hassan", [], "mats", None),
    ("berit", VN, "csn", "Berit Berg", [], "mats", None),
    ("tove", VN, "timra", "Tove Timrå", [], None, None),
    ("ulla", VN, "csn", "Ulla Utbildningsråd", ["council_member"], None, None),
    ("styrbjorn", VN, "spv", "Styrbjörn Styr", ["steering_member"], None, None),
    ("miriam", VN, "miun", "Miriam Miun", [], None, None),
    ("miriam", JL, "miun", "Miriam Miun", [], None, None),
    ("jamte", JL, "lansstyrelsen", "Jämte Koordinator", ["network_coordinator"], None, None),
    ("frosta", JL, "lansstyrelsen", "Frosta Främling", [], None, None),
]


def email(who: str) -> str:
    """The address somebody of the cast signs in with."""
    return f"{who}@example.org"


@dataclass
class Cast:
    """The cast as ids, so that a test can step into any scope."""

    networks: dict[str, int]
    users: dict[str, int]
    people: dict[tuple[str, str], int]
    memberships: dict[tuple[str, str], int]

    @property
    def vn(self) -> int:
        """Västernorrland."""
        return self.networks[VN]

    @property
    def jl(self) -> int:
        """Jämtland."""
        return self.networks[JL]

    def person(self, who: str, network: str = VN) -> int:
        """Somebody's person id in a network."""
        return self.people[network, who]


def write() -> None:
    """Write the cast; run as the owner, whose policy passes."""
    from courses.models import OpenCatalogue
    from members.models import (
        Authority,
        Competence,
        HeadCount,
        LegalPerson,
        Membership,
        Person,
        Role,
        Standing,
    )
    from network import scope
    from network.models import Network, User
    from tests.deciding import a_decision

    state = LegalPerson.objects.create(name="Svenska staten", is_state=True)
    for slug, name in ((VN, "Myndighetsnätverket Västernorrland"), (JL, "Jämtlands län")):
        network = Network.objects.create(
            slug=slug, name=name, short_name=slug.title(), contact_email=f"{slug}@example.org"
        )
        with scope.enter_system(network.pk):
            Competence.objects.lay_usual()
            if slug == VN:  # Jämtland's catalogue stays closed
                OpenCatalogue.objects.create(since=date(2020, 1, 1))
            decision = a_decision("Medlemmarna som de var")
            memberships = {}
            for key, title, kind, number in MEMBERS[slug]:
                authority = Authority.objects.filter(name=title).first()
                if authority is None:
                    person = state
                    if kind == "municipality":
                        person = LegalPerson.objects.create(name=title)
                    authority = Authority.objects.create(
                        name=title,
                        short_name=key.upper(),
                        kind=kind,
                        organisation_number=number,
                        legal_person=person,
                    )
                member = Membership.objects.create(authority=authority, since=date(2014, 1, 1))
                memberships[key] = member
                Standing.objects.create(
                    membership=member,
                    kind="member",
                    since=date(2014, 1, 1),
                    by_decision=decision,
                )
                HeadCount.objects.create(
                    membership=member, day=date(2025, 12, 31), count=120, source="test"
                )
            people: dict[str, Person] = {}
            for who, where, member_key, title, roles, manager, manager_since in PEOPLE:
                if where != slug:
                    continue
                user, _new = User.objects.get_or_create(email=email(who))
                people[who] = Person.objects.create(
                    membership=memberships[member_key],
                    user=user,
                    name=title,
                    email=email(who),
                    manager=people[manager] if manager else None,
                    manager_since=manager_since,
                )
                for kind in roles:
                    Role.objects.create(
                        person=people[who],
                        membership=memberships[member_key],
                        kind=kind,
                        since=date(2020, 1, 1),
                    )
    User.objects.create(email=email("stranger"))


def load() -> Cast:
    """Read the cast's ids back."""
    from members.models import Membership, Person
    from network import scope
    from network.models import Network, User
    from tests.databases import acting_as

    networks = dict(Network.objects.values_list("slug", "pk"))
    users = {address.split("@")[0]: pk for address, pk in User.objects.values_list("email", "pk")}
    people: dict[tuple[str, str], int] = {}
    memberships: dict[tuple[str, str], int] = {}
    names = {(slug, row[1]): row[0] for slug, rows in MEMBERS.items() for row in rows}
    with acting_as("portal_worker"):
        for slug, pk in networks.items():
            with scope.enter_system(pk):
                for person in Person.objects.all():
                    people[slug, person.email.split("@")[0]] = person.pk
                for member in Membership.objects.select_related("authority"):
                    memberships[slug, names[slug, member.authority.name]] = member.pk
    return Cast(networks, users, people, memberships)


if __name__ == "__main__":
    import django

    django.setup()
    write()
