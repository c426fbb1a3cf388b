"""Interests, consents and advertisements that their doors are tried with."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone

from loans.models import Consent, Interest, JobAdvertisement, Notice
from tests.cast import Cast
from tests.doors.boarding import approach
from tests.doors.boarding import notice as own_notice
from tests.doors.making import Maker, made_in


def elsewhere(cast: Cast, network: str, who: str, key: str) -> int:
    """A need of another authority of the network."""
    others = sorted(pk for (where, one), pk in cast.memberships.items() if where == network)
    other = next(pk for pk in others if pk != cast.memberships[network, key])
    today = timezone.localdate()
    return made_in(
        cast,
        network,
        lambda: Notice.objects.create(
            membership_id=other,
            kind="need",
            title="Utredare",
            tasks="Utreda",
            competences=["talks"],
            starts=today,
            ends=today + timedelta(days=90),
            answer_by=today + timedelta(days=9),
            published_at=timezone.now(),
        ),
    )


def waiting(cast: Cast, network: str, who: str, key: str) -> int:
    """An interest that waits for the manager."""
    asked = elsewhere(cast, network, who, key)
    return made_in(cast, network, lambda: _interest(cast, network, who, key, asked))


def _interest(cast: Cast, network: str, who: str, key: str, asked: int) -> Interest:
    today = timezone.localdate()
    made: Interest = Interest.objects.create(
        notice_id=asked,
        person_id=cast.people[network, who],
        membership_id=cast.memberships[network, key],
        starts=today,
        ends=today + timedelta(days=60),
        agreed_at=timezone.now(),
        own_consent=True,
    )
    return made


def agreed(cast: Cast, network: str, who: str, key: str) -> int:
    """One that the manager has said yes to."""
    pk = waiting(cast, network, who, key)
    made_in(
        cast,
        network,
        lambda: Consent.objects.create(
            interest_id=pk,
            person_id=cast.people[network, who],
            given=True,
            legal="others",
            employee_agrees=True,
            by_name="Chef",
        ),
    )
    return pk


def named(cast: Cast, network: str, who: str, key: str) -> int:
    """Somebody whom HR has named, and who has not answered."""
    asked = approach(cast, network, who, key)
    today = timezone.localdate()
    return made_in(
        cast,
        network,
        lambda: Interest.objects.create(
            notice=Notice.objects.get(approaches=asked),
            approach_id=asked,
            person_id=cast.people[network, who],
            membership_id=cast.memberships[network, key],
            starts=today,
            ends=today + timedelta(days=60),
        ),
    )


def job(cast: Cast, network: str, who: str, key: str) -> int:
    """A job at the authority."""
    return made_in(
        cast,
        network,
        lambda: JobAdvertisement.objects.create(
            membership_id=cast.memberships[network, key],
            title="Controller",
            url="https://example.org/jobb",
            apply_by=timezone.localdate() + timedelta(days=9),
        ),
    )


CONSENTING: Mapping[str, Maker] = {
    "job_opening": job,
    "job_opening_change": job,
    "job_opening_ending": job,
    "job_opening_showing": job,
    "loan_choice": agreed,
    "loan_consent_back": agreed,
    "loan_interest": waiting,
    "loan_interest_answer": waiting,
    "loan_interest_new": elsewhere,
    "loan_interest_withdrawal": waiting,
    "loan_interest_yes": named,
    "loan_interested": own_notice,
    "loan_nominate": approach,
    "loan_refusal": agreed,
}
