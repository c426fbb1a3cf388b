"""Letters of interest and consent; those before the manager's yes are their receiver's alone."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from loans.consents.parties import borrower_of, legal_of
from loans.models import Interest
from members.models import Membership, Person
from network.actions import letter
from network.addresses import network_url
from network.links import write_link
from network.models import Letter

CONSENT, NAMED = "loans.consent", "loans.named"
ASKED, NEWS, INTERESTED = "loan_consent_asked", "loan_interest_news", "loan_interested"
NAMING = "loan_named"
LINK_HOLDS = timedelta(days=30)


def ask_consent(interest: Interest, manager: Person, *, again: bool = False) -> None:
    """To who answers for the employee: a page behind a link, until the loan would begin."""
    own = {"again": again, "legal": legal_of(interest), "url": _link(CONSENT, interest, manager)}
    key = f"{ASKED}-{'again-' if again else ''}{interest.pk}-{manager.pk}"
    _write(key, ASKED, interest, manager, private=True, **own)


def reminded() -> set[int]:
    """The interests about which somebody was reminded."""
    keys = Letter.objects.filter(name=ASKED, key__startswith=f"{ASKED}-again-")
    return {int(key.split("-")[2]) for key in keys.values_list("key", flat=True)}


def ask_named(interest: Interest) -> None:
    """To somebody whom HR has named: do you want to?"""
    facts = {"legal": legal_of(interest), "url": _link(NAMED, interest, interest.person)}
    _write(f"{NAMING}-{interest.pk}", NAMING, interest, interest.person, private=True, **facts)


def tell_interested(interest: Interest, to: Person, *, name: str, by: Membership) -> None:
    """To HR of the authority that would borrow: somebody is interested, and may."""
    url = network_url(interest.network, "loan_interest", pk=interest.pk)
    key = f"{INTERESTED}-{interest.pk}-{to.pk}"
    _write(key, INTERESTED, interest, to, who=name, by=by, url=url)


def news(what: str, interest: Interest, to: Person, *, private: bool = False, **facts: Any) -> None:
    """To one of those who know of an interest: what became of it.

    `what` chooses the words in the letter's template: yes, no, taken_back, withdrawn, chosen,
    declined, named_yes, named_no or alone.
    """
    facts.setdefault("url", network_url(interest.network, "loan_interest", pk=interest.pk))
    own = to.pk == interest.person_id
    key = f"{NEWS}-{what}-{interest.pk}-{to.pk}"
    _write(key, NEWS, interest, to, private=private, what=what, own=own, **facts)


def _link(purpose: str, interest: Interest, to: Person) -> str:
    ends = timezone.make_aware(datetime.combine(interest.ends, time.max))
    return write_link(
        purpose,
        interest.pk,
        network=interest.network,
        person_id=to.pk,
        expires_at=min(ends, timezone.now() + LINK_HOLDS),
    )


def _write(
    key: str, name: str, interest: Interest, to: Person, *, private: bool = False, **facts: Any
) -> None:
    letter.send(
        key,
        name,
        {"interest": interest, "borrower": borrower_of(interest), **facts},
        to=to.email,
        language=to.language,
        network=interest.network,
        person_id=to.pk,
        membership_id=to.membership_id,
        private=private,
    )
