"""What a network needs before it can bill: a host, a fee model, VAT rules, references."""

from datetime import date
from decimal import Decimal

from django.utils import timezone

from fees.models import Charge, FeeModel, FeeStep, InvoiceRun, Issuer, VatRule
from members.models import InvoiceProfile, Membership
from network import scope
from network.models import Job
from tests.databases import acting_as
from tests.deciding import a_decision

BANDS = [(1, 10_000), (50, 25_000), (200, 50_000), (500, 90_000), (1000, 130_000)]


def furnish(network_id: int, host: int, *, two_people: bool = False) -> Issuer:
    """Everything that a run of membership fees asks for; every member has a reference."""
    with acting_as("portal_worker"), scope.enter_system(network_id):
        issuer: Issuer = Issuer.objects.create(
            membership_id=host,
            kind="membership",
            since=date(2014, 1, 1),
            bankgiro="12345674",
            email="avgifter@example.org",
            our_reference="Nätverkskoordinatorn",
            two_people=two_people,
            bills_itself=True,
        )
        model = FeeModel.objects.create(
            name="Avgiftsnivåer",
            method="bands",
            since=date(2014, 1, 1),
            decision="Styrgruppen § 7",
            by_decision=a_decision(),
            adopted=False,
        )
        FeeStep.objects.bulk_create(
            FeeStep(model=model, lower=lower, amount=amount) for lower, amount in BANDS
        )
        FeeModel.objects.filter(pk=model.pk).update(adopted=True)
        for relation, category, rate in (("same", "O", 0), ("other", "S", 25)):
            VatRule.objects.create(
                kind="membership",
                relation=relation,
                category=category,
                rate=rate,
                assessment="test",
                assessed_by="Erik Ekonom",
                since=date(2014, 1, 1),
            )
        for member in Membership.objects.all():
            InvoiceProfile.objects.create(
                membership=member,
                reference=f"REF-{member.pk}",
                address="Fakturamottagningen",
                postal_code="85182",
                city="Sundsvall",
                email=f"faktura-{member.pk}@example.org",
            )
    return issuer


def approved_run(
    network_id: int, user_id: int, *, category: str = "S", rate: int = 25
) -> tuple[int, int]:
    """A run of frozen charges, one for each member, and its waiting job."""
    with acting_as("portal_worker"), scope.enter_system(network_id):
        issuer = Issuer.objects.get()
        run = InvoiceRun.objects.create(
            kind="membership",
            year=2026,
            issuer=issuer,
            prepared_by=user_id,
            approved_by=user_id,
            approved_at=timezone.now(),
        )
        rule = VatRule.objects.get(relation="other")
        for member in Membership.objects.all():
            Charge.objects.create(
                membership=member,
                kind="membership",
                reference=f"2026/{member.pk}",
                text="Medlemsavgift 2026",
                unit="år",
                price=Decimal(25_000),
                net=Decimal(25_000),
                vat_rule=rule,
                vat_category=category,
                vat_rate=rate,
                run=run,
            )
    return run.pk, order(network_id, user_id, run.pk)


def order(network_id: int, user_id: int, run_id: int) -> int:
    """A new job for a run, after giving up the one that was killed."""
    with acting_as("portal_worker"), scope.enter_system(network_id):
        Job.objects.active().update(state=Job.State.FAILED)
        job: Job = Job.objects.create(
            name="fees.invoice_run",
            key=f"run-{run_id}",
            facts={"run_id": run_id},
            user_id=user_id,
        )
    return job.pk
