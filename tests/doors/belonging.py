"""The members, their people and roles, and the lists of members that their doors are tried with."""

from collections.abc import Mapping
from datetime import date

from django.utils import timezone

from members.models import MemberImport, Role
from tests.cast import VN, Cast
from tests.doors.ground import document
from tests.doors.making import Maker, made_in

MEMBER_LIST = (
    b"organisation;kortnamn;typ;organisationsnummer;medlemskap;fr\xc3\xa5n;till;k\xc3\xa4lla\n"
    b"Skatteverket;Skatteverket;statlig myndighet;202100-5448;medlem;;;S2\n"
)


def member(cast: Cast, network: str, who: str, key: str) -> int:
    return cast.memberships[network, key]


def person(cast: Cast, network: str, who: str, key: str) -> int:
    return cast.people[network, who]


def role(cast: Cast, network: str, who: str, key: str) -> int:
    return made_in(
        cast,
        network,
        lambda: Role.objects.create(
            person_id=cast.people[network, who],
            membership_id=cast.memberships[network, key],
            kind="hr_signer",
            since=date(2026, 1, 1),
        ),
    )


def member_import(cast: Cast, network: str, who: str, key: str) -> int:
    file = document(cast, network, who, key, name="medlemmar.csv", content=MEMBER_LIST)
    return made_in(
        cast,
        network,
        lambda: MemberImport.objects.create(
            document_id=file,
            name="medlemmar.csv",
            sha256="0" * 64,
            user_id=cast.users["karin" if network == VN else "jamte"],
        ),
    )


def applied_import(cast: Cast, network: str, who: str, key: str) -> int:
    pk = member_import(cast, network, who, key)

    def apply() -> MemberImport:
        found: MemberImport = MemberImport.objects.get(pk=pk)
        found.applied_at = timezone.now()
        found.save()
        return found

    return made_in(cast, network, apply)


BELONGING: Mapping[str, Maker] = {
    "approval_rule": member,
    "head_count_new": member,
    "invoice_profile": member,
    "member": member,
    "member_change": member,
    "member_import": member_import,
    "member_import_application": member_import,
    "member_import_reversal": applied_import,
    "person": person,
    "person_change": person,
    "person_end": person,
    "person_return": person,
    "reference_rule": member,
    "role_end": role,
    "role_new": person,
}
