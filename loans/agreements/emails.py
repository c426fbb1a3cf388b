"""Letters on an agreement: one function a letter. What the agreement says stays in the portal."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from loans.actions.address import full_address
from loans.agreements.sides import outside_side, party
from loans.models import AgreementAddress, Loan, Wording
from loans.rules import Side
from members.models import Person
from network.actions import letter
from network.addresses import network_url


def news(loan: Loan, to: Person, *, version: int | None, comments: int, key: str) -> None:
    """What is new of a draft: another version, or comments, or both; not what they say."""
    facts = {"version": version, "comments": comments, "url": _page(loan)}
    _write("loan_draft_news", loan, to, facts, key=key)


def signature_fell(wording: Wording, to: Person, names: list[str]) -> None:
    """A signature has fallen, since another version followed: read it, and sign anew."""
    facts = {"version": wording.number, "names": names, "url": _page(wording.loan)}
    _write("loan_signature_fell", wording.loan, to, facts, key=str(wording.pk))


def your_turn(wording: Wording, to: Person, other: str) -> None:
    """The other side has signed: it is your turn."""
    facts = {
        "version": wording.number,
        "other": other,
        "url": network_url(wording.loan.network, "loan_signature", pk=wording.loan_id),
    }
    _write("loan_to_sign", wording.loan, to, facts, key=str(wording.pk))


def outside(address: AgreementAddress, *, news: bool, key: str) -> None:
    """To the contact of an outside party: its own address of the agreement, for no one else."""
    loan = address.loan
    side = outside_side(loan)
    it = loan.lender_party if side == Side.LENDER else loan.borrower_party
    url = full_address(address)
    if it is None or url is None:
        return
    facts = _facts(loan) | {
        "contact": it.contact,
        "party": it.name,
        "news": news,
        "until": address.expires_at,
        "url": url,
    }
    letter.send(
        f"loan-address-{address.pk}-{key}",
        "loan_address",
        facts,
        to=it.email,
        language=settings.LANGUAGE_CODE,
        network=loan.network,
        name="loans.loan_address",
        membership_id=loan.lender_id or loan.borrower_id,
    )


def _page(loan: Loan) -> str:
    return network_url(loan.network, "loan_agreement", pk=loan.pk)


def _facts(loan: Loan) -> dict[str, Any]:
    return {
        "name": loan.name,
        "lender": party(loan, Side.LENDER).short_name,
        "borrower": party(loan, Side.BORROWER).short_name,
    }


def _write(name: str, loan: Loan, to: Person, facts: Mapping[str, Any], *, key: str) -> None:
    letter.send(
        f"{name}-{loan.pk}-{key}-{to.pk}".replace("_", "-"),
        name,
        {**_facts(loan), **facts},
        to=to.email,
        language=to.language,
        network=loan.network,
        name=f"loans.{name}",
        person_id=to.pk,
        membership_id=to.membership_id,
    )
