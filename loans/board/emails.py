"""Letters of the board: publish it, it hangs there, an approach and its no, new hits."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from loans.board.words import kind_in_words
from loans.models import Approach, Notice
from members.models import Person
from network.actions import letter
from network.addresses import network_url
from network.models import Network


def publish_asked(notice: Notice, to: Person) -> None:
    """To HR: somebody has written a notice; publish it, or change it first."""
    _write(f"loan_notice_asked-{notice.pk}-{to.pk}", "loan_notice_asked", notice, to)


def published(notice: Notice, to: Person) -> None:
    """To the writer: HR has published what you wrote."""
    _write(f"loan_notice_published-{notice.pk}", "loan_notice_published", notice, to)


def approached(row: Approach, to: Person) -> None:
    """To HR of the lender: an authority would like to borrow; name somebody, or say no."""
    name = "loan_approach_made"
    _write(f"{name}-{row.pk}-{to.pk}", name, row.notice, to, **_of(row))


def declined(row: Approach, to: Person) -> None:
    """To those who asked: the lender says no, in its own words."""
    name = "loan_approach_declined"
    _write(f"{name}-{row.pk}-{to.pk}", name, row.notice, to, **_of(row))


def _of(row: Approach) -> dict[str, Any]:
    asker = row.membership or row.party
    assert asker is not None  # noqa: S101 - the database holds one of the two
    return {"approach": row, "asker": asker.name, "writer": row.person}


def hits(
    to: Person, network: Network, week: date, found: Sequence[dict[str, Any]], stop: str
) -> None:
    """To who keeps searches: what is new this week, by search; and how to stop."""
    name = "loan_search_hits"
    letter.send(
        f"{name}-{to.pk}-{week:%Y%m%d}",
        name,
        {
            "found": found,
            "count": sum(len(row["hits"]) for row in found),
            "url": network_url(network, "loans"),
            "searches": network_url(network, "saved_searches"),
            "stop": stop,
        },
        to=to.email,
        language=to.language,
        network=network,
        name=name,
        person_id=to.pk,
        membership_id=to.membership_id,
        private=True,
    )


def _write(key: str, name: str, notice: Notice, to: Person, **facts: Any) -> None:
    letter.send(
        key,
        name,
        {
            "notice": notice,
            "owner": notice.owner.name,
            "kind": kind_in_words(notice.kind),
            "url": network_url(notice.network, "notice", pk=notice.pk),
            **facts,
        },
        to=to.email,
        language=to.language,
        network=notice.network,
        name=name,
        person_id=to.pk,
        membership_id=to.membership_id,
    )
