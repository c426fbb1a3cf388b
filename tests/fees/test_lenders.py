"""The lender sells: who bills staff loans, with which VAT, and that no host ever does."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from fees.actions import run as actions
from fees.actions.charge import charge, reverse
from fees.actions.review import look_through
from fees.budgets.outcomes import billed, income_of, waiting
from fees.models import Charge, Invoice, InvoiceRun, Issuer, VatRule
from fees.rulebook.coverage import billing_of
from fees.rules import Category, FeeKind, Missing, Relation, relation_of, staff_loan_category
from fees.runs.forms import kinds_to_bill
from members.models import Membership
from network import scope
from tests.cast import VN, Cast
from tests.courses.makers import seat
from tests.fees.test_charges import RUNS, billing, the_portal
from tests.fees.test_run_pages import approve, fingerprint
from tests.fees.test_settled_inside import issue
from tests.loans.stating import let_the_portal_bill
from tests.signing_in import sign_in

__all__ = ["billing"]
YEAR = timezone.localdate().year
STAFF = FeeKind.STAFF_LOAN


def sell(cast: Cast, reference: str, net: int, lender: str, payer: str) -> bool:
    with the_portal(cast):
        return charge(
            STAFF,
            reference,
            membership_id=cast.memberships[VN, payer],
            seller_id=cast.memberships[VN, lender],
            net=Decimal(net),
            text="Personallån",
        )


def rows(cast: Cast, lender: str) -> dict[int, list[Decimal]]:
    """What a run of a lender's loans would bill: the nets of each payer that is ready."""
    with scope.enter(cast.users["erik"], cast.vn):
        run = actions.prepare(STAFF, YEAR, by=seat(), lender_id=cast.memberships[VN, lender])
        seen = look_through(InvoiceRun.objects.get(pk=run.pk))
        return {row.member.pk: [one.net for one in row.charges] for row in seen.ready}


STATE, MUNICIPALITY, REGION, COMPANY = "state", "municipality", "region", "company"


@pytest.mark.parametrize(
    ("seller", "buyer", "category"),
    [
        # The table of domain knowledge, column "staff loan": the State is one legal person.
        (STATE, STATE, Category.OUTSIDE),
        (STATE, MUNICIPALITY, Category.STANDARD),
        (STATE, REGION, Category.STANDARD),
        (STATE, COMPANY, Category.STANDARD),
        (MUNICIPALITY, STATE, Category.STANDARD),
        (REGION, STATE, Category.STANDARD),
        (MUNICIPALITY, REGION, Category.STANDARD),
        (MUNICIPALITY, MUNICIPALITY, Category.OUTSIDE),
    ],
)
def test_lent_staff_carries_vat_to_every_other_legal_person_and_is_never_exempt(
    seller: str, buyer: str, category: Category
) -> None:
    relation = relation_of(same_person=seller == buyer, buyer_in_state=buyer == STATE)
    assert staff_loan_category(relation) == category
    assert Category.EXEMPT not in {staff_loan_category(one) for one in Relation}


@pytest.mark.parametrize(
    ("relation", "category", "rate"),
    [("same", "S", 25), ("same", "E", 0), ("other", "E", 0), ("to_state", "O", 0)],
)
def test_no_vat_rule_can_say_otherwise(
    billing: Cast, client: Client, relation: str, category: str, rate: int
) -> None:
    said = {
        "kind": "staff_loan",
        "relation": relation,
        "category": category,
        "rate": rate,
        "exemption": "Undervisning" if category == "E" else "",
        "assessment": "test",
        "assessed_by": "Erik",
        "since": date(2014, 1, 1),
    }
    with (
        the_portal(billing),
        pytest.raises(IntegrityError, match="fees_vat_rule_staff_loan"),
        transaction.atomic(),
    ):
        VatRule.objects.create(**said)
    sign_in(client, "erik")
    answer = client.post(
        f"/{VN}/fees/rules/vat/new/", {**said, "kinds": ["staff_loan"], "since": "2014-01-01"}
    )
    assert answer.status_code == 200
    assert "category" in answer.context["form"].errors


def test_each_lender_bills_what_it_sells_and_nothing_else(billing: Cast) -> None:
    let_the_portal_bill(billing, "csn")
    let_the_portal_bill(billing, "miun")
    sell(billing, "loan:1/2026-09-01", 50_000, "csn", "spv")
    sell(billing, "loan:2/2026-09-01", 30_000, "miun", "csn")
    sell(billing, "loan:3/2026-09-01", 20_000, "csn", "timra")
    members = billing.memberships
    assert rows(billing, "csn") == {members[VN, "spv"]: [50_000], members[VN, "timra"]: [20_000]}
    assert rows(billing, "miun") == {members[VN, "csn"]: [30_000]}
    with scope.enter(billing.users["erik"], billing.vn):
        # Two runs of two lenders are prepared side by side, and each is found again.
        assert InvoiceRun.objects.in_preparation().filter(kind=STAFF).count() == 2
        hosts = actions.prepare("course_seat", YEAR, by=seat())
        assert look_through(hosts).rows == []
        told = dict(kinds_to_bill())
    assert "CSN" in str(told[f"staff_loan/{members[VN, 'csn']}"])


def test_a_run_cannot_take_what_another_sells(billing: Cast) -> None:
    let_the_portal_bill(billing, "csn")
    let_the_portal_bill(billing, "miun")
    sell(billing, "loan:1/2026-09-01", 50_000, "csn", "spv")
    with scope.enter(billing.users["erik"], billing.vn):
        of_others = [
            actions.prepare(STAFF, YEAR, by=seat(), lender_id=billing.memberships[VN, "miun"]),
            actions.prepare("course_seat", YEAR, by=seat()),
        ]
    for run in of_others:
        with (
            the_portal(billing),
            pytest.raises(DatabaseError, match="own issuer sells"),
            transaction.atomic(),
        ):
            Charge.objects.filter(kind=STAFF).update(run=run, vat_category="O", vat_rate=0)


def test_the_invoice_is_the_lenders_with_its_own_account_series_and_vat(
    billing: Cast, client: Client
) -> None:
    let_the_portal_bill(billing, "csn", series="PL")
    sell(billing, "loan:1/2026-09-01", 50_000, "csn", "spv")
    sell(billing, "loan:3/2026-09-01", 20_000, "csn", "timra")
    sign_in(client, "erik")
    kind = f"staff_loan/{billing.memberships[VN, 'csn']}"
    address = str(client.post(RUNS, {"kind": kind, "year": YEAR})["Location"])
    assert approve(client, address, fingerprint(client.get(address).content.decode())) == 302
    issue(billing)
    with the_portal(billing):
        found = {one.membership.authority.short_name: one for one in Invoice.objects.all()}
        assert {one.code[:2] for one in found.values()} == {"PL"}
        assert {one.seller["legal_name"] for one in found.values()} == {
            "Centrala studiestödsnämnden"
        }
        spv, timra = found["SPV"], found["TIMRA"]
        assert (spv.outside_vat, spv.vat, spv.total) == (True, 0, 50_000)
        assert (timra.outside_vat, timra.vat, timra.total) == (False, 5_000, 25_000)
        assert timra.seller["vat_number"] == "SE202100181901"


def test_a_lender_that_the_portal_does_not_bill_for_has_no_run(billing: Cast) -> None:
    let_the_portal_bill(billing, "csn")
    with (
        scope.enter(billing.users["erik"], billing.vn),
        pytest.raises(actions.RunRefused, match="Ingen värdmyndighet"),
    ):
        actions.prepare(STAFF, YEAR, by=seat(), lender_id=billing.memberships[VN, "miun"])


def test_one_lender_has_one_way_of_billing_at_a_time_and_kinds_of_the_host_one_host(
    billing: Cast,
) -> None:
    let_the_portal_bill(billing, "csn")
    with the_portal(billing):
        twin = Issuer.objects.get(kind="staff_loan")
        host = Issuer.objects.get(kind="course_seat")
        host.membership_id = billing.memberships[VN, "miun"]
        for one in (twin, host):
            one.pk = None
            with pytest.raises(IntegrityError, match="once_at_a_time"), transaction.atomic():
                one.save(force_insert=True)


def test_changing_a_lender_from_a_day_leaves_the_other_lenders_alone(
    billing: Cast, client: Client
) -> None:
    let_the_portal_bill(billing, "csn")
    other = let_the_portal_bill(billing, "miun")
    sign_in(client, "erik")
    with the_portal(billing):
        own = Issuer.objects.get(kind="staff_loan", membership=billing.memberships[VN, "csn"])
    form = {
        "kinds": ["staff_loan"],
        "since": "2026-07-01",
        "membership": own.membership_id,
        "bankgiro": "55555551",
        "ocr_level": "length",
        "endpoint_scheme": "0007",
        "channel": "download",
        "email": "ny@example.org",
        "archive_years": "7",
    }
    answer = client.post(f"/{VN}/fees/rules/issuers/{own.pk}/change/", form)
    assert answer.status_code == 302, answer.context["form"].errors
    with the_portal(billing):
        ends = dict(Issuer.objects.filter(kind="staff_loan").values_list("pk", "until"))
    assert ends[own.pk] == date(2026, 6, 30)
    assert ends[other] is None
    assert len(ends) == 3


def test_what_a_lender_sells_is_no_income_of_the_network(billing: Cast) -> None:
    let_the_portal_bill(billing, "csn")
    sell(billing, "loan:1/2026-09-01", 50_000, "csn", "spv")
    with scope.enter(billing.users["erik"], billing.vn):
        assert waiting() == {}
        run = actions.prepare(STAFF, YEAR, by=seat(), lender_id=billing.memberships[VN, "csn"])
        actions.approve(run, look_through(run).fingerprint, by=seat())
    issue(billing)
    with the_portal(billing):
        assert Invoice.objects.get().net == 50_000
        assert income_of(YEAR) == {}
        assert not billed(YEAR).exists()


def test_taken_back_it_is_taken_back_by_the_same_seller(billing: Cast) -> None:
    let_the_portal_bill(billing, "csn")
    sell(billing, "loan:1/2026-09-01", 50_000, "csn", "spv")
    with scope.enter(billing.users["erik"], billing.vn):
        run = actions.prepare(STAFF, YEAR, by=seat(), lender_id=billing.memberships[VN, "csn"])
        actions.approve(run, look_through(run).fingerprint, by=seat())
    with the_portal(billing):
        assert reverse(STAFF, "loan:1/2026-09-01", why="Fel")
        back = Charge.objects.exclude(reverses=None).get()
        assert back.seller_id == billing.memberships[VN, "csn"]


def test_only_staff_loans_have_a_lender_and_nobody_sells_to_themselves(billing: Cast) -> None:
    csn, spv = (billing.memberships[VN, key] for key in ("csn", "spv"))
    for kind, seller, payer in ((FeeKind.OTHER, csn, spv), (STAFF, csn, csn)):
        with (
            the_portal(billing),
            pytest.raises(IntegrityError, match="fees_charge_sold_by_the_lender"),
            transaction.atomic(),
        ):
            Charge.objects.create(
                membership_id=payer,
                seller_id=seller,
                kind=kind,
                reference="x",
                text="x",
                unit="st",
                price=1,
                net=1,
            )


def test_a_lender_reads_what_it_sells_and_how_it_bills_and_no_other_does(billing: Cast) -> None:
    own = let_the_portal_bill(billing, "csn")
    let_the_portal_bill(billing, "miun")
    sell(billing, "loan:1/2026-09-01", 50_000, "csn", "spv")
    sell(billing, "loan:2/2026-09-01", 40_000, "miun", "spv")

    def read(who: str, network: int) -> tuple[list[str], list[int]]:
        with scope.enter(billing.users[who], network):
            charges = Charge.objects.filter(kind=STAFF).order_by("pk")
            issuers = Issuer.objects.filter(kind=STAFF).order_by("pk")
            return (
                list(charges.values_list("reference", flat=True)),
                list(issuers.values_list("pk", flat=True)),
            )

    assert read("lena", billing.vn) == (["loan:1/2026-09-01"], [own])
    assert read("lars", billing.vn) == ([], [])
    assert read("mats", billing.vn) == ([], [])
    assert read("jamte", billing.jl) == ([], [])
    assert len(read("erik", billing.vn)[0]) == 2


def test_the_rules_name_each_lender_and_whom_no_vat_rule_covers(
    billing: Cast, client: Client
) -> None:
    let_the_portal_bill(billing, "csn")
    let_the_portal_bill(billing, "timra")
    with the_portal(billing):
        of_loans = next(one for one in billing_of(timezone.localdate()) if one.kind == STAFF)
        assert len(of_loans.lenders) == 2
        gaps = {
            cell.relation: {one.short_name for one in cell.members or ()} for cell in of_loans.gaps
        }
        # Timrå lends to the State: nobody has assessed that yet.
        assert gaps == {Relation.TO_STATE: {"CSN", "MIUN", "SPV"}}
        assert Membership.objects.count() == 4
    sign_in(client, "erik")
    assert client.get(f"/{VN}/fees/rules/vat/").status_code == 200


def test_a_payer_whom_no_rule_covers_is_not_billed(billing: Cast) -> None:
    let_the_portal_bill(billing, "timra")
    sell(billing, "loan:9/2026-09-01", 10_000, "timra", "csn")
    with scope.enter(billing.users["erik"], billing.vn):
        run = actions.prepare(STAFF, YEAR, by=seat(), lender_id=billing.memberships[VN, "timra"])
        (row,) = look_through(run).rows
    assert row.found.missing == (Missing.VAT,)
