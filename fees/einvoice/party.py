"""Seller and buyer of an e-invoice, from what the invoice froze about them."""

from collections.abc import Mapping
from typing import Any

from fees.einvoice.elements import Element, part, put

NUMBER_SCHEME = "0007"  # Swedish organisation numbers, in the list of electronic address schemes
COUNTRY = "SE"
F_TAX = "Godkänd för F-skatt"  # the exact words of rule SE-R-005


def seller(root: Element, frozen: Mapping[str, Any], *, with_vat: bool) -> None:
    """The host authority; with a VAT number only where the invoice carries VAT (rule BR-O-02)."""
    party = part(part(root, "AccountingSupplierParty"), "Party")
    _address(party, frozen)
    if with_vat:
        _tax_scheme(party, frozen.get("vat_number", ""), "VAT")
    if frozen.get("f_tax"):
        _tax_scheme(party, F_TAX, "TAX")
    _legal_entity(party, frozen)
    contact = part(party, "Contact")
    put(contact, "Name", frozen.get("our_reference"))
    put(contact, "ElectronicMail", frozen.get("email"))


def buyer(root: Element, frozen: Mapping[str, Any]) -> None:
    """The payer; no person at it is named."""
    party = part(part(root, "AccountingCustomerParty"), "Party")
    _address(party, frozen)
    _legal_entity(party, frozen)


def _address(party: Element, frozen: Mapping[str, Any]) -> None:
    if frozen.get("endpoint"):
        scheme = frozen.get("endpoint_scheme") or NUMBER_SCHEME
        put(party, "EndpointID", frozen["endpoint"], schemeID=scheme)
    put(part(party, "PartyName"), "Name", frozen.get("name"))
    postal = part(party, "PostalAddress")
    street = [line for line in frozen.get("street", []) if line.strip()]
    put(postal, "StreetName", street[0] if street else "")
    put(postal, "AdditionalStreetName", street[1] if len(street) > 1 else "")
    put(postal, "CityName", frozen.get("city"))
    put(postal, "PostalZone", "".join(frozen.get("postal_code", "").split()))
    put(part(postal, "AddressLine"), "Line", ", ".join(street[2:]))
    put(part(postal, "Country"), "IdentificationCode", COUNTRY)


def _tax_scheme(party: Element, number: str, scheme: str) -> None:
    if number:
        registered = part(party, "PartyTaxScheme")
        put(registered, "CompanyID", number)
        put(part(registered, "TaxScheme"), "ID", scheme)


def _legal_entity(party: Element, frozen: Mapping[str, Any]) -> None:
    entity = part(party, "PartyLegalEntity")
    put(entity, "RegistrationName", frozen.get("legal_name") or frozen.get("name"))
    put(entity, "CompanyID", frozen.get("organisation_number"), schemeID=NUMBER_SCHEME)
