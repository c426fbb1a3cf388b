"""What both sides are told of, as errands: news of a draft together, a fallen signature at once."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone

from loans.models import Loan, Signature, Wording
from network.actions.errand import send_on
from network.models import Errand

TOGETHER = timedelta(minutes=30)  # what is written in such a span comes in one letter


def span_of(moment: datetime) -> tuple[datetime, datetime]:
    """The span that a moment lies in, from and until."""
    seconds = int(TOGETHER.total_seconds())
    begins = int(moment.timestamp()) // seconds * seconds
    since = datetime.fromtimestamp(begins, tz=moment.tzinfo)
    return since, since + TOGETHER


def news(loan: Loan) -> None:
    """Tell the sides what is new of a draft, when the span that runs is over."""
    since, until = span_of(timezone.now())
    errand = Errand(
        name="loans.tell_news",
        key=f"{loan.pk}-{since:%Y%m%d%H%M}",
        facts={"loan_id": loan.pk, "since": since.isoformat()},
        due_at=until,
    )
    # ignore_conflicts asks for no row back: who may leave an errand need not see the outbox.
    Errand.objects.bulk_create([errand], ignore_conflicts=True)


def signature_fell(wording: Wording, fell: Iterable[Signature]) -> None:
    """Tell both sides that a signature has fallen, since another version followed."""
    send_on(
        "loans.tell_signature_fell",
        key=str(wording.pk),
        wording_id=wording.pk,
        signatures=[one.pk for one in fell],
    )


def signed(signature: Signature) -> None:
    """Tell the other side that it is its turn, or all that both have signed; keep the paper."""
    send_on("loans.follow_signature", key=str(signature.pk), signature_id=signature.pk)
