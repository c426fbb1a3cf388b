"""What has happened to a loan, from its rows, newest first, in plain sentences."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from loans.agreements.sides import other
from loans.models import Consent, EarlyEnd, Loan, Review, Signature
from loans.rules import Side, Stage
from network.wording import date_long


@dataclass(frozen=True)
class Happening:
    """One sentence with its moment; `day` where the hour means nothing."""

    at: datetime
    words: str
    day: str = ""


def history_of(loan: Loan) -> list[Happening]:
    """Everything that the reader may know, the newest first."""
    found = [
        *_before(loan),
        *_signed(loan),
        *_running(loan),
        *_reviews(loan),
        *_ends(loan),
    ]
    # Of two in the same breath the one that follows on the other stands above it.
    return sorted(found, key=lambda one: one.at)[::-1]


def _of_day(day: date, words: str, hour: int = 0) -> Happening:
    at = timezone.make_aware(datetime.combine(day, time(hour)))
    return Happening(at, words, date_long(day))


def _names(loan: Loan) -> dict[str, str]:
    return {Side.LENDER: loan.lent_by.short_name, Side.BORROWER: loan.borrowed_by.short_name}


def _before(loan: Loan) -> Iterator[Happening]:
    notice = loan.notice
    if notice.published_at is not None:
        yield Happening(
            notice.published_at,
            _("%(who)s published the notice.") % {"who": notice.owner.short_name},
        )
    said = Consent.objects.filter(interest=loan.interest_id).first()
    if said is not None:
        yield Happening(
            said.at,
            _("The manager at %(who)s said yes.") % {"who": _names(loan)[Side.LENDER]},
        )
    yield Happening(loan.made_at, _("The agreement began to be written."))


def _signed(loan: Loan) -> Iterator[Happening]:
    names = _names(loan)
    rows = Signature.objects.filter(wording__loan=loan).select_related("wording").order_by("at")
    for row in rows:
        who = {"name": row.by_name, "who": names[row.side], "n": row.wording.number}
        yield Happening(row.at, _("%(name)s signed version %(n)s for %(who)s.") % who)
        if row.fell_at is not None:
            words = _("The signature of %(who)s fell, since another version followed.")
            yield Happening(row.fell_at, words % who)
    if loan.signed_at is not None:
        yield Happening(loan.signed_at, _("Both had signed: the agreement holds."))


def _running(loan: Loan) -> Iterator[Happening]:
    if loan.started_at is not None:
        yield _of_day(loan.starts, _("The loan began."))
    if loan.warned_at is not None:
        yield Happening(
            loan.warned_at, _("The portal reminded both authorities that the end comes near.")
        )
    if loan.stage in (Stage.ENDED, Stage.BROKEN, Stage.EVALUATED) and loan.started_at:
        yield _of_day(loan.last_day, _("The loan's last day."), hour=23)


def _reviews(loan: Loan) -> Iterator[Happening]:
    names = _names(loan)
    for row in Review.objects.filter(loan=loan):
        said = {"who": names[Side.BORROWER], "day": date_long(row.needed_until)}
        yield Happening(row.at, _("%(who)s wrote that the need remains until %(day)s.") % said)
        if row.answered_at is not None:
            words = _("%(who)s agreed to go on.") if row.agreed else _("%(who)s said no to go on.")
            yield Happening(row.answered_at, words % {"who": names[Side.LENDER]})


def _ends(loan: Loan) -> Iterator[Happening]:
    names = _names(loan)
    for row in EarlyEnd.objects.filter(loan=loan):
        said = {"who": names[row.side], "day": date_long(row.last_day)}
        words = (
            _("%(who)s asked to end the loan on %(day)s, sooner than the notice.")
            if row.shorter
            else _("%(who)s broke the loan off with notice: its last day is %(day)s.")
        )
        yield Happening(row.at, words % said)
        if row.answered_at is not None:
            answer = _("%(who)s agreed.") if row.agreed else _("%(who)s did not agree.")
            yield Happening(row.answered_at, answer % {"who": names[other(row.side)]})
