"""What the networks bill with in the demo: hosts, a fee model, VAT rules; after the members.

Amounts, steps, accounts and assessments are example data; authorities are real.
"""

from datetime import date
from decimal import Decimal

from config.demo.cast import JL, VN
from config.demo.deciding import changed, decided
from config.demo.seeding import Demo
from fees.models import FeeModel, FeeStep, Issuer, VatRule
from fees.models.issuer import EndpointScheme
from fees.rules import Category, FeeKind, Relation
from fees.tariffs import Method
from members.models import InvoiceProfile

HOSTS = {VN: "spv", JL: "lansstyrelsen"}
# Numbers with a right check digit that stand for nobody's account.
BANKGIRO = {VN: "12345674", JL: "55555551"}
PLACE = {VN: ("85190", "Sundsvall"), JL: ("83186", "Östersund")}
BANDS = ((1, 10_000), (50, 25_000), (200, 50_000), (500, 90_000), (1000, 130_000))
VAT = (
    (Relation.SAME, Category.OUTSIDE, 0),
    (Relation.TO_STATE, Category.STANDARD, 25),
    (Relation.OTHER, Category.STANDARD, 25),
)
# Somebody must have forgotten something, or the list would have nothing to warn of.
WITHOUT_REFERENCE = {VN: "miun", JL: "fohm"}
WITHOUT_ADDRESS = {VN: "harnosand", JL: "fohm"}


def seed(demo: Demo) -> None:
    """Let the network's host bill this year's membership fees."""
    since = date(demo.today.year - 1, 1, 1)
    for kind in FeeKind:
        Issuer.objects.create(
            membership=demo.membership(HOSTS[demo.slug]),
            kind=kind,
            since=since,
            bankgiro=BANKGIRO[demo.slug],
            postal_code=PLACE[demo.slug][0],
            city=PLACE[demo.slug][1],
            email=f"avgifter.{demo.slug}@example.org",
            our_reference="Nätverkskoordinatorn",
            registry=f"Exempel {demo.today.year}/0031",
        )
        for relation, category, rate in VAT:
            VatRule.objects.create(
                kind=kind,
                relation=relation,
                category=category,
                rate=rate,
                assessment="Exempel: värdmyndighetens ekonom skriver sin bedömning här.",
                assessed_by="Exempel",
                since=since,
            )
    decision = decided(
        f"Avgiftsnivåer {demo.today.year} (exempel)",
        date(demo.today.year - 1, 11, 13),
        reference="§ 7",
    )
    model = FeeModel.objects.create(
        name=f"Avgiftsnivåer {demo.today.year} (exempel)",
        method=Method.BANDS,
        decision=f"Exempel: beslutade av styrgruppen {demo.today.year - 1}-11-13, § 7",
        basis="Avgiften bestäms av antalet anställda i länet den 31 december året före.",
        since=date(demo.today.year, 1, 1),
        by_decision=decision,
        adopted=False,
    )
    FeeStep.objects.bulk_create(
        FeeStep(model=model, lower=lower, amount=Decimal(amount)) for lower, amount in BANDS
    )
    FeeModel.objects.filter(pk=model.pk).update(adopted=True)
    changed(decision, "fee_model", model.pk, model.name)
    for number, (key, member) in enumerate(sorted(demo.members.items()), start=1):
        profile, _new = InvoiceProfile.objects.get_or_create(
            membership=member, defaults={"since": since, "address": "Fakturamottagningen"}
        )
        if not profile.reference and key != WITHOUT_REFERENCE[demo.slug]:
            profile.reference = f"{1400 + number * 7} Kompetensförsörjning"
        number_of = member.authority.organisation_number
        if not profile.endpoint and number_of and key != WITHOUT_ADDRESS[demo.slug]:
            profile.endpoint_scheme, profile.endpoint = EndpointScheme.NUMBER, number_of
        if not profile.city:
            profile.postal_code, profile.city = PLACE[demo.slug]
        profile.email = profile.email or f"faktura.{key}@example.org"
        profile.save()
