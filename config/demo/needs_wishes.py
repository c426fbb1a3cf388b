"""Example wishes: an authority asks its own people before it answers next year's assessment."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from config.demo.cast import VN
from courses.actions.wish import PURPOSE
from courses.models import Campaign, Candidate, Wish, WishCall
from courses.needs.rules import CampaignState, Term
from network.secret_addresses import digest_of, new_nonce, secret_of

if TYPE_CHECKING:
    from config.demo.seeding import Demo

WORDS = "Vad skulle göra störst skillnad i ditt arbete nästa år? Skriv gärna varför."
# Place in the list of courses, term, for how many, why, unit.
WISHES = (
    (0, Term.SPRING, 1, "", "Naturavdelningen"),
    (0, Term.AUTUMN, 2, "Två nya börjar i augusti.", "Naturavdelningen"),
    (2, Term.SPRING, 3, "Tre nya gruppchefer.", "Ledningsstaben"),
    (4, "", 1, "", "Samhällsbyggnad"),
    (4, Term.SPRING, 2, "Flera upphandlingar väntar.", "Samhällsbyggnad"),
)
OWN = (
    ("Läsa och skriva remissvar snabbare", Term.SPRING, 4, "Vi får fler remisser.", "Miljö"),
    ("Förebygga hot och våld vid tillsyn", "", 6, "", "Djurskydd"),
)


def seed(demo: "Demo") -> None:
    """The county board gathers; the others do not."""
    if demo.slug != VN:
        return
    campaign = Campaign.objects.filter(state=CampaignState.OPEN).first()
    if campaign is None:
        return
    nonce = new_nonce()
    closes = timezone.localdate(campaign.closes_at) - timedelta(days=3)
    member = demo.membership("lansstyrelsen")
    call = WishCall.objects.create(
        campaign=campaign,
        membership=member,
        words=WORDS,
        closes_on=closes,
        nonce=nonce,
        digest=digest_of(secret_of(PURPOSE, nonce)),
    )
    candidates = list(Candidate.objects.filter(campaign=campaign))
    for place, term, seats, why, unit in WISHES:
        Wish.objects.create(
            call=call,
            membership=member,
            candidate=candidates[place],
            term=term,
            seats=seats,
            why=why,
            unit=unit,
        )
    for text, term, seats, why, unit in OWN:
        Wish.objects.create(
            call=call, membership=member, text=text, term=term, seats=seats, why=why, unit=unit
        )
