"""The invoice run: prepare, approve, and the job that issues what was approved."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fees.actions import bill, gather
from fees.actions.issue import issue
from fees.actions.paper import draw
from fees.models import Charge, Invoice, InvoiceRun, Issuer
from fees.rules import Category, FeeKind
from network.actions import job as jobs
from network.models import Job
from network.models.journal import note
from network.seat import Seat

JOB = "fees.invoice_run"


class RunRefused(Exception):
    """The run cannot go on; the message is a sentence for the one who asked."""


def prepare(kind: str, year: int, *, by: Seat) -> InvoiceRun:
    """Begin a run, or find the one that is being prepared for the same kind and year."""
    issuer = Issuer.objects.on(timezone.localdate()).filter(kind=kind).first()
    if issuer is None:
        raise RunRefused(_("No host authority bills this kind of fee. Register the issuer first."))
    try:
        with transaction.atomic():
            run: InvoiceRun = InvoiceRun.objects.create(
                kind=kind,
                year=year,
                issuer=issuer,
                two_people=issuer.two_people,
                prepared_by=by.user.pk,
            )
    except IntegrityError:
        begun: InvoiceRun = InvoiceRun.objects.get(kind=kind, year=year, approved_at=None)
        return begun
    note("prepare_invoice_run", run, kind=kind, year=year)
    return run


def look_through(run: InvoiceRun) -> bill.Preview:
    """What each member would pay: the year's fees, or the charges that wait."""
    return bill.preview(run) if run.kind == FeeKind.MEMBERSHIP else gather.preview(run)


def approve(run: InvoiceRun, fingerprint: str, *, by: Seat) -> Job:
    """Freeze the charges that were looked through, and order the job that issues them."""
    run = InvoiceRun.objects.select_for_update(no_key=True).get(pk=run.pk)
    if run.approved_at is not None:
        return go_on(run, by=by)
    if run.two_people and run.prepared_by == by.user.pk:
        raise RunRefused(_("Somebody else must approve what you prepared."))
    seen = look_through(run)
    if seen.fingerprint != fingerprint:
        raise RunRefused(_("Something changed while you looked. Look through the list again."))
    if not seen.ready:
        raise RunRefused(_("There is nobody to bill in this run."))
    freeze = bill.charge if run.kind == FeeKind.MEMBERSHIP else gather.take
    charged = freeze(run, seen)
    run.approved_by, run.approved_at = by.user.pk, timezone.now()
    run.save(update_fields=["approved_by", "approved_at"])
    note("approve_invoice_run", run, charged=charged, total=str(seen.total()))
    return go_on(run, by=by)


def go_on(run: InvoiceRun, *, by: Seat) -> Job:
    """Order the run's job, or find the one that is at it; what is done is not done again."""
    if run.approved_at is None:
        raise RunRefused(_("The run is not approved yet."))
    return jobs.start(JOB, key=run.key, by=by, total=len(_payers(run)), run_id=run.pk)


def stop(run: InvoiceRun) -> None:
    """Let the job stop after the invoice it is at; the rest can go later."""
    job = Job.objects.active().filter(name=JOB, key=run.key).select_for_update().first()
    if job is not None:
        jobs.cancel(job)


def _payers(run: InvoiceRun) -> list[tuple[int, bool]]:
    """Who gets an invoice in the run, invoiced or not: payer, and whether outside VAT."""
    rows = Charge.objects.filter(run=run).values_list("membership_id", "vat_category")
    return sorted({(payer, category == Category.OUTSIDE) for payer, category in rows})


@jobs.job(JOB)
def work(running: jobs.Run) -> None:
    """Issue the run's invoices, then draw each paper: one transaction each, resumable anywhere."""
    with running.step():
        run = _run(running)
        payers = _payers(run)
    for done, (payer, outside_vat) in enumerate(payers):
        running.advance(done, len(payers))
        with running.step():
            issue(_run(running), payer, outside_vat=outside_vat)
        with running.step():
            invoice = Invoice.objects.filter(
                run=run, membership=payer, outside_vat=outside_vat, document=None
            ).first()
        if invoice is not None:
            draw(running, invoice.pk)
    running.advance(len(payers), len(payers))


def _run(running: jobs.Run) -> InvoiceRun:
    found: InvoiceRun = InvoiceRun.objects.select_related("issuer__membership__authority").get(
        pk=running.facts["run_id"]
    )
    return found
