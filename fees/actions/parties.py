"""Buyer and seller as they are on a day, frozen on every invoice as plain data."""

from datetime import date
from typing import Any

from fees.models import Issuer
from members.models import InvoiceProfile, Membership
from network import identifiers


def name_on(member: Membership, day: date) -> str:
    """What a member was called on a day."""
    return f"{member.authority.name_on(day)} {member.part}".strip()


def buyer_as_it_is(member: Membership, profile: InvoiceProfile | None, day: date) -> dict[str, Any]:
    """The buyer on a day; no person's name is needed, so none is kept."""
    authority = member.authority
    street = profile.address if profile else ""
    code, city = (profile.postal_code, profile.city) if profile else ("", "")
    return {
        "lines": _lines(name_on(member, day), street, code, city),
        "name": name_on(member, day),
        "legal_name": authority.name_on(day),
        "street": street.splitlines(),
        "postal_code": code,
        "city": city,
        "organisation_number": authority.organisation_number,
        "in_the_state": authority.in_the_state,
        "order_number": profile.order_number if profile else "",
        "reference": profile.reference if profile else "",
        "endpoint_scheme": profile.endpoint_scheme if profile else "",
        "endpoint": profile.endpoint if profile else "",
    }


def seller_as_it_is(issuer: Issuer, day: date, *, with_vat: bool) -> dict[str, Any]:
    """The host authority that sells, as its issuer's row says; a VAT number only with VAT."""
    host = issuer.membership
    number = host.authority.organisation_number
    bank = ("bankgiro", issuer.bankgiro) if issuer.bankgiro else ("plusgiro", issuer.plusgiro)
    kind, account = bank
    return {
        "lines": _lines(name_on(host, day), issuer.address, issuer.postal_code, issuer.city),
        "name": name_on(host, day),
        "legal_name": host.authority.name_on(day),
        "street": issuer.address.splitlines(),
        "postal_code": issuer.postal_code,
        "city": issuer.city,
        "organisation_number": number,
        "in_the_state": host.authority.in_the_state,
        "vat_number": identifiers.vat_number_of(number) if with_vat and number else "",
        "f_tax": issuer.f_tax,
        "endpoint_scheme": issuer.endpoint_scheme,
        "endpoint": issuer.endpoint or number,
        "account_kind": kind,
        "account": account,
        "email": issuer.email,
        "our_reference": issuer.our_reference,
        "registry": issuer.registry,
        "text": issuer.text,
        "example": issuer.network.example_data,
    }


def _lines(name: str, street: str, code: str, city: str) -> list[str]:
    """The address as it stands on paper, name first."""
    place = f"{code[:3]} {code[3:]} {city}".strip()
    return [line for line in (name, *street.splitlines(), place) if line.strip()]
