"""The invoice run: prepare, approve, take back, cancel."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fees.actions import bill, gather
from fees.actions.bill import Preview, Proposal
from fees.actions.gather import Gathered
from fees.actions.issue_run import JOB, go_on, stop, work
from fees.actions.review import Review, look_through
from fees.actions.settle_inside import settle_inside
from fees.models import Charge, InvoiceRun, Issuer
from fees.problems import RunRefused
from fees.rules import FeeKind
from network.models import Job
from network.models.journal import note
from network.seat import Seat

__all__ = [
    "JOB", "RunRefused", "approve", "cancel", "freeze", "go_on", "has_a_hand_in", "in_hand",
    "look_through", "prepare", "stop", "withdraw", "work",
]  # fmt: skip


def prepare(
    kind: str,
    year: int,
    *,
    by: Seat,
    charged_until: date | None = None,
    lender_id: int | None = None,
) -> InvoiceRun:
    """Begin a run, or find the one that is being prepared for the same kind and year.

    A run of staff loans is of one lender, the one that sells them.
    """
    issuers = Issuer.objects.on(timezone.localdate()).filter(kind=kind)
    if kind == FeeKind.STAFF_LOAN:
        issuers = issuers.filter(membership=lender_id)
    issuer = issuers.first()
    if issuer is None:
        raise RunRefused(_("No host authority bills this kind of fee. Register the issuer first."))
    try:
        with transaction.atomic():
            run: InvoiceRun = InvoiceRun.objects.create(
                kind=kind,
                year=year,
                issuer=issuer,
                charged_until=None if kind == FeeKind.MEMBERSHIP else charged_until,
                two_people=issuer.two_people,
                prepared_by=by.user.pk,
            )
    except IntegrityError:
        runs = InvoiceRun.objects.in_preparation().filter(kind=kind, year=year)
        if kind == FeeKind.STAFF_LOAN:
            runs = runs.filter(issuer=issuer)
        begun: InvoiceRun = runs.get()
        return begun
    note("prepare_invoice_run", run, kind=kind, year=year)
    return run


def in_hand(run: InvoiceRun) -> InvoiceRun:
    """The run as it is now, held until the transaction ends, while its list may still change.

    Raises RunRefused when it is approved or cancelled.
    """
    held: InvoiceRun = (
        InvoiceRun.objects.select_for_update(no_key=True, of=("self",))
        .select_related("issuer__membership__authority")
        .get(pk=run.pk)
    )
    if held.cancelled_at is not None:
        raise RunRefused(_("The run is cancelled."))
    if held.approved_at is not None:
        raise RunRefused(_("The run is approved already."))
    return held


def approve(run: InvoiceRun, fingerprint: str, *, by: Seat) -> Job:
    """Freeze the charges that were looked through, and order the job that issues them."""
    try:
        run = in_hand(run)
    except RunRefused:
        run.refresh_from_db()
        if run.approved_at is None:
            raise
        return go_on(run, by=by)
    if run.two_people:
        _ask_for_another(run, by)
    seen = look_through(run)
    if seen.fingerprint != fingerprint:
        raise RunRefused(_("Something changed while you looked. Look through the list again."))
    if not seen.ready and not seen.inside:
        raise RunRefused(_("There is nobody to bill in this run."))
    charged = freeze(run, seen)
    run.approved_by, run.approved_at = by.user.pk, timezone.now()
    run.save(update_fields=["approved_by", "approved_at"])
    note("approve_invoice_run", run, charged=charged, total=str(seen.total()))
    return go_on(run, by=by)


def has_a_hand_in(run: InvoiceRun, user_id: int) -> bool:
    """Whether somebody prepared the run, handed it over or changed whom it bills."""
    if user_id in (run.prepared_by, run.handed_over_by):
        return True
    hands = run.exclusions.values_list("by", "undone_by")
    return any(user_id in pair for pair in hands)


def _ask_for_another(run: InvoiceRun, by: Seat) -> None:
    if has_a_hand_in(run, by.user.pk):
        raise RunRefused(_("Somebody else must approve what you prepared or changed."))
    if run.handed_over_at is None:
        raise RunRefused(_("The run is not handed over for approval yet."))


def freeze(run: InvoiceRun, seen: Review) -> int:
    """Make the list that was seen the run's charges, and settle the host's own inside it.

    Returns how many payers the run bills.
    """
    found = [row.found for row in seen.ready]
    yearly = [one for one in found if isinstance(one, Proposal)]
    waiting = [one for one in found if isinstance(one, Gathered)]
    if yearly:
        bill.charge(run, Preview(yearly, seen.model))
    if waiting:
        gather.take(run, Preview(waiting, None))
    settle_inside(run, seen)
    return run.charges.values("membership").distinct().count()


def cancel(run: InvoiceRun, why: str, *, by: Seat) -> None:
    """Give up a run that is not approved; what it would have billed waits for another."""
    run = in_hand(run)
    run.cancelled_by, run.cancelled_at, run.cancelled_why = by.user.pk, timezone.now(), why
    run.save(update_fields=["cancelled_by", "cancelled_at", "cancelled_why"])
    note("cancel_invoice_run", run, why=why)


def withdraw(run: InvoiceRun, why: str, *, by: Seat) -> None:
    """Take an approval back while no number is used: the charges wait again, the run is prepared.

    Raises RunRefused when an invoice is issued, or the job is still at it.
    """
    # The job holds a payer's charges while it issues, and then looks at the run: same order here.
    charges = list(run.charges.select_for_update().order_by("pk"))
    charges += run.settled_inside.select_for_update().order_by("pk")
    held: InvoiceRun = InvoiceRun.objects.select_for_update(no_key=True).get(pk=run.pk)
    if held.approved_at is None:
        raise RunRefused(_("The run is not approved yet."))
    if held.invoices.exists():
        raise RunRefused(
            _("Numbers are used already, so the approval stands. Correct with a credit note.")
        )
    if Job.objects.active().filter(name=JOB, key=held.key).exists():
        raise RunRefused(_("The invoices are being issued. Stop the run first."))
    yearly = f"{held.year}/"
    own = [
        charge.pk
        for charge in charges
        if charge.kind == FeeKind.MEMBERSHIP
        and charge.reference == f"{yearly}{charge.membership_id}"
    ]
    held.settled_inside.update(settled_in=None, settled_on=None)
    Charge.objects.filter(pk__in=own).delete()
    held.charges.update(run=None, vat_rule=None, vat_category="", vat_rate=None)
    held.unissued.all().delete()
    held.approved_by = held.approved_at = None
    held.handed_over_by = held.handed_over_at = None
    held.save(update_fields=["approved_by", "approved_at", "handed_over_by", "handed_over_at"])
    note("withdraw_invoice_run", held, why=why)
