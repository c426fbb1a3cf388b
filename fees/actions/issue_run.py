"""The job of an approved run: one payer at a time, so that one payer's fault stops nobody else."""

import logging

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fees.actions.drawings import GONE, Drawings
from fees.actions.issue import issue
from fees.models import Charge, Invoice, InvoiceRun, Unissued
from fees.problems import RunRefused
from fees.rules import Category
from network.actions import job as jobs
from network.models import Job
from network.seat import Seat

log = logging.getLogger(__name__)

JOB = "fees.invoice_run"


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
    undrawn = 0
    with Drawings(running) as drawings:
        for done, (payer, outside_vat) in enumerate(payers):
            running.advance(done, len(payers))
            _issue(running, payer, outside_vat=outside_vat)
            with running.step():
                invoice = Invoice.objects.filter(
                    run=run, membership=payer, outside_vat=outside_vat, document=None
                ).first()
            if invoice is not None:
                undrawn += drawings.add(invoice.pk)
        undrawn += drawings.finish()
    running.advance(len(payers), len(payers))
    if undrawn:
        raise jobs.JobRefused(
            ngettext(
                "%(n)s invoice is issued, but its PDF could not be drawn. Try again.",
                "%(n)s invoices are issued, but their PDFs could not be drawn. Try again.",
                undrawn,
            )
            % {"n": undrawn}
        )


def _issue(running: jobs.Run, payer: int, *, outside_vat: bool) -> None:
    """Issue one payer's invoice; what hinders it is written on the run and stops no other."""
    try:
        with running.step():
            issue(_run(running), payer, outside_vat=outside_vat)
    except GONE:
        raise
    except Exception:
        log.exception("Payer %s of run %s was not invoiced.", payer, running.facts["run_id"])
        with running.step():
            Unissued.objects.update_or_create(
                run_id=running.facts["run_id"],
                membership_id=payer,
                outside_vat=outside_vat,
                defaults={"words": _("Something went wrong. Try again."), "field": ""},
            )


def _run(running: jobs.Run) -> InvoiceRun:
    found: InvoiceRun = InvoiceRun.objects.select_related("issuer__membership__authority").get(
        pk=running.facts["run_id"]
    )
    return found
