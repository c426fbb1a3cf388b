"""The needs assessments, candidates and answers that their doors are tried with."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from courses.models import Campaign, NeedsAnswer, WishCall
from network.secret_addresses import digest_of, new_nonce, secret_of
from tests.cast import Cast
from tests.courses.needs import YEAR, make_answer, make_campaign, make_candidate
from tests.doors.making import Maker, made_in


def campaign(cast: Cast, network: str, who: str, key: str) -> int:
    """The year's needs assessment, open for answers: one in each network."""
    return made_in(
        cast, network, lambda: Campaign.objects.filter(year=YEAR).first() or make_campaign()
    )


def prepared_campaign(cast: Cast, network: str, who: str, key: str) -> int:
    """One that only the coordinators see; one in each network."""
    year = YEAR + 1

    def prepare() -> Any:
        if there := Campaign.objects.filter(year=year).first():
            return there
        made = make_campaign(year, state="draft")
        make_candidate(made)
        return made

    return made_in(cast, network, prepare)


def silent_campaign(cast: Cast, network: str, who: str, key: str) -> int:
    """One in which the authority has not answered yet."""
    asked = campaign(cast, network, who, key)
    member = cast.memberships[network, key]
    made_in(cast, network, lambda: make_answer(Campaign.objects.get(pk=asked), member))
    return asked


def candidate(cast: Cast, network: str, who: str, key: str) -> int:
    asked = campaign(cast, network, who, key)
    return made_in(
        cast,
        network,
        lambda: make_candidate(Campaign.objects.get(pk=asked), f"Kandidat {who}"),
    )


def answer_that_is_sent(cast: Cast, network: str, who: str, key: str) -> int:
    """An authority's answer that is sent."""
    asked = campaign(cast, network, who, key)
    member = cast.memberships[network, key]
    return made_in(
        cast,
        network,
        lambda: make_answer(Campaign.objects.get(pk=asked), member, state="sent"),
    )


def needs_draft(cast: Cast, network: str, who: str, key: str) -> int:
    """An authority's draft in an open needs assessment."""
    asked, member = campaign(cast, network, who, key), cast.memberships[network, key]
    return made_in(cast, network, lambda: make_answer(Campaign.objects.get(pk=asked), member))


def sent_needs_answer(cast: Cast, network: str, who: str, key: str) -> int:
    """An answer that waits for the person to approve it."""
    asked = campaign(cast, network, who, key)
    about: dict[str, Any] = {
        "membership_id": cast.memberships[network, key],
        "approver_id": cast.people[network, who],
    }
    return made_in(
        cast,
        network,
        lambda: make_answer(Campaign.objects.get(pk=asked), state="sent", **about),
    )


def asked_wishes(cast: Cast, network: str, who: str, key: str) -> int:
    """The answer of an authority that gathers wishes."""
    pk = needs_draft(cast, network, who, key)

    def lay() -> Any:
        answer = NeedsAnswer.objects.get(pk=pk)
        nonce = new_nonce()
        WishCall.objects.create(
            campaign_id=answer.campaign_id,
            membership_id=answer.membership_id,
            closes_on=date(2099, 1, 1),
            nonce=nonce,
            digest=digest_of(secret_of("wish", nonce)),
        )
        return answer

    return made_in(cast, network, lay)


NEEDING: Mapping[str, Maker] = {
    "campaign": campaign,
    "campaign_answer": answer_that_is_sent,
    "campaign_answer_reopening": answer_that_is_sent,
    "campaign_change": campaign,
    "campaign_closing": campaign,
    "campaign_deadline": campaign,
    "campaign_newcomers": campaign,
    "campaign_opening": prepared_campaign,
    "campaign_questions": campaign,
    "campaign_reminders": silent_campaign,
    "campaign_removal": prepared_campaign,
    "candidate_change": candidate,
    "candidate_costing": candidate,
    "candidate_courses": campaign,
    "candidate_new": campaign,
    "candidate_place": candidate,
    "candidate_removal": candidate,
    "candidates": campaign,
    "needs_answer": needs_draft,
    "needs_answer_approval": sent_needs_answer,
    "needs_answer_need": needs_draft,
    "needs_answer_removal": needs_draft,
    "needs_answer_return": sent_needs_answer,
    "needs_answer_review": needs_draft,
    "needs_answer_saving": needs_draft,
    "needs_answer_sending": needs_draft,
    "needs_answers": campaign,
    "needs_wishes": needs_draft,
    "needs_wishes_end": asked_wishes,
    "needs_wishes_taking": needs_draft,
}
