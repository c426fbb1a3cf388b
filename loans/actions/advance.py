"""Taking a loan on: signed by both, running from its first day, over after its last."""

from datetime import date

from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from loans.models import Loan, Review
from loans.refusing import refused_in_words
from loans.rules import Stage
from loans.signing.holding import extents_of, lay_extents, signed_wording
from network.actions.errand import send_on
from network.models.journal import note

UNTIL_THE_LAST_DAY = (Stage.RUNNING, Stage.REVIEW)
WAITS = object()


def advance(loan: Loan, day: date) -> list[Stage]:
    """Take a loan as far as its signatures and the day allow; the stages it came to, in order.

    Again without harm. At once after a signature, in HR's scope, and by the portal each day.
    Raises LoanRefused where the person would be lent for more than their whole time.
    """
    came_to: list[Stage] = []
    with refused_in_words():
        held = Loan.objects.select_for_update().get(pk=loan.pk)
        while (stage := _step(held, day)) is not None:
            came_to.append(stage)
    loan.refresh_from_db()
    return came_to


def due(day: date) -> list[Loan]:
    """The loans that a day takes on: those that begin, and those whose last day has passed."""
    begins = Q(stage=Stage.SIGNED, starts__lte=day)
    over = Q(stage__in=UNTIL_THE_LAST_DAY, last__lt=day)
    rows = Loan.objects.annotate(last=Coalesce("ended_on", F("ends")))
    return list(rows.filter(begins | over).order_by("pk"))


def _step(held: Loan, day: date) -> Stage | None:
    match held.stage:
        case Stage.DRAFT:
            return _sign(held)
        case Stage.SIGNED if held.starts <= day:
            return _start(held)
        case Stage.RUNNING if held.last_day < day:
            return _end(held)
        case Stage.RUNNING if _answer(held) is WAITS:
            return _review(held)
        case Stage.REVIEW:
            return _reviewed(held, day)
    return None


def _answer(held: Loan) -> object:
    """What the newest assessment was answered; WAITS while it was not, None without one."""
    newest = Review.objects.filter(loan=held).order_by("-at", "-id").first()
    if newest is None:
        return None
    return WAITS if newest.agreed is None else newest.agreed


def _review(held: Loan) -> Stage:
    held.stage = Stage.REVIEW
    held.save(update_fields=["stage"])
    return Stage.REVIEW


def _reviewed(held: Loan, day: date) -> Stage | None:
    if (extended := _extend(held)) is not None:
        return extended
    if held.last_day < day:
        return _end(held)
    if _answer(held) is False:
        held.stage = Stage.RUNNING
        held.save(update_fields=["stage"])
        return Stage.RUNNING
    return None


def _sign(held: Loan) -> Stage | None:
    wording = signed_wording(held)
    if wording is None:
        return None
    _lay(held, wording.content)
    held.stage, held.signed_at = Stage.SIGNED, timezone.now()
    held.save(update_fields=["starts", "ends", "stage", "signed_at"])
    _tell(held, "sign_loan", "loans.tell_signed", str(held.pk))
    return Stage.SIGNED


def _start(held: Loan) -> Stage:
    held.stage, held.started_at = Stage.RUNNING, timezone.now()
    held.save(update_fields=["stage", "started_at"])
    _tell(held, "start_loan", "loans.tell_started", str(held.pk))
    return Stage.RUNNING


def _extend(held: Loan) -> Stage | None:
    wording = signed_wording(held)
    if wording is None or _says(held, wording.content):
        return None
    _lay(held, wording.content)
    held.stage, held.warned_at = Stage.RUNNING, None  # its new end is warned of anew
    held.save(update_fields=["starts", "ends", "stage", "warned_at"])
    _tell(held, "extend_loan", "loans.tell_extended", f"{held.pk}:{wording.pk}")
    return Stage.RUNNING


def _end(held: Loan) -> Stage:
    held.ended_on = held.last_day
    held.stage = Stage.BROKEN if held.broken_by else Stage.ENDED
    held.save(update_fields=["ended_on", "stage"])
    _tell(held, "end_loan", "loans.tell_ended", str(held.pk))
    return Stage(held.stage)


def _says(held: Loan, content: dict[str, str]) -> bool:
    """Whether an agreement says just what the loan is now."""
    days = (held.starts.isoformat(), held.ends.isoformat())
    extents = sorted((part.starts, part.ends, part.percent) for part in held.parts.all())
    return days == (content["starts"], content["ends"]) and extents == extents_of(content)


def _lay(held: Loan, content: dict[str, str]) -> None:
    """Give a loan the days and the extents that its signed agreement says."""
    held.starts = date.fromisoformat(content["starts"])
    held.ends = date.fromisoformat(content["ends"])
    lay_extents(held, extents_of(content))


def _tell(held: Loan, verb: str, errand: str, key: str) -> None:
    note(
        verb,
        held,
        person_id=held.person_id,
        membership_id=held.lender_id or held.borrower_id,
        day=held.last_day.isoformat(),
    )
    send_on(errand, key=key, loan_id=held.pk)
