"""Example facts about the demo's members: levels, invoice profiles, contacts."""

from datetime import date
from typing import TYPE_CHECKING

from members.models import InvoiceProfile, Role
from network.models.journal import note

if TYPE_CHECKING:
    from config.demo.seeding import Demo

# member -> (scheme, endpoint, reference, order number)
PROFILES = {
    "bolagsverket": ("0007", "2021005489", "BOL-4410", ""),
    "csn": ("0007", "2021001819", "CSN 2310", "4500017"),
    "spv": ("0007", "2021000928", "120 Öberg", ""),
    "lansstyrelsen": ("0007", "2021002445", "22-ADM", ""),
    "fk-it": ("0007", "2021005521", "", "IT-88120"),
    "skatteverket": ("0007", "2021005448", "5700-UTB", ""),
    "ostersund": ("0007", "2120002528", "HR-310", ""),
}
CONTACTS = ("nils", "hanna", "tomas", "mikael", "lovisa", "disa", "signe")


def seed(demo: "Demo") -> None:
    """Add what the first lists do not tell; all of it is made up."""
    start = date(demo.today.year - 1, 1, 1)
    for key, (scheme, endpoint, reference, order) in PROFILES.items():
        if key in demo.members:
            InvoiceProfile.objects.create(
                membership=demo.membership(key),
                since=start,
                endpoint_scheme=scheme,
                endpoint=endpoint,
                reference=reference,
                order_number=order,
                address="Fakturaenheten\nBox 1000",
                postal_code="85100",
                city="Sundsvall",
            )
    for key in CONTACTS:
        if key in demo.people:
            person = demo.person(key)
            Role.objects.create(
                person=person,
                membership_id=person.membership_id,
                kind=Role.Kind.LOCAL_COORDINATOR,
                since=start,
            )
            note(
                "grant_role",
                person,
                person_id=person.pk,
                membership_id=person.membership_id,
                kind=Role.Kind.LOCAL_COORDINATOR,
            )
