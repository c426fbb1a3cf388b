"""Agreements for the tests: a draft whose clauses are all there, and one with an outside party."""

from typing import Any

from django.test import Client
from django.utils import timezone

from loans.actions.address import open_address
from loans.agreements.first import first_content
from loans.models import Consent, Interest, Loan, LoanPart, Notice, OutsideParty, Wording
from loans.rules import Legal
from members.models import Person
from network import scope
from network.actions import errand
from network.models import Errand, Letter, Network, User
from network.seat import Seat
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.loans import making
from tests.signing_in import sign_in

AT = f"/{VN}/loans"
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"


def whole_draft(cast: Cast, who: str = "amina", borrower: str = "spv", **facts: Any) -> int:
    """A draft with two versions, the second with every clause filled in; gives its id."""
    making.make_signers(cast)
    loan = making.make_draft(cast, who, borrower, **facts)
    making.make_wording(cast, loan, **words_of(cast, loan))
    return loan


def words_of(cast: Cast, loan: int) -> dict[str, Any]:
    """What the portal writes of a loan."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        return first_content(the_loan(loan), None)


def the_loan(pk: int) -> Loan:
    """A loan with its parties, inside a scope."""
    found: Loan = Loan.objects.select_related("notice", "network").get(pk=pk)
    return found


def newest(cast: Cast, loan: int) -> Wording:
    """The newest version as the portal sees it."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        found: Wording = Wording.objects.filter(loan=loan).order_by("-number")[0]
        return found


def outside_draft(cast: Cast, **facts: Any) -> int:
    """Amina lent to a party outside the network, in a crisis; gives the loan's id."""
    making.make_signers(cast)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        party = OutsideParty.objects.create(
            name="Region Gävleborg",
            kind="region",
            organisation_number="2321000198",
            contact="Greta Gräns",
            email="greta@example.org",
            why="Krisstöd efter stormen",
        )
        notice = Notice.objects.create(
            party=party,
            occasion="crisis",
            kind="need",
            title="Krisstöd",
            tasks="Samordna stöd till drabbade.",
            starts=making.in_days(14),
            ends=making.in_days(100),
            answer_by=making.in_days(5),
            published_at=timezone.now(),
        )
        person = Person.objects.get(pk=cast.person("amina"))
        interest = Interest.objects.create(
            notice=notice,
            person=person,
            membership_id=person.membership_id,
            starts=notice.starts,
            ends=notice.ends,
            agreed_at=timezone.now(),
            own_consent=True,
        )
        Consent.objects.create(
            interest=interest,
            person=person,
            given=True,
            legal=Legal.OTHERS,
            employee_agrees=True,
            by_name="Mats Chef",
        )
        loan = Loan.objects.create(
            notice=notice,
            interest=interest,
            person=person,
            name=person.name,
            lender_id=person.membership_id,
            borrower_party=party,
            legal=Legal.OTHERS,
            starts=notice.starts,
            ends=notice.ends,
        )
        LoanPart.objects.create(loan=loan, starts=notice.starts, ends=notice.ends, percent=100)
        Wording.objects.create(
            loan=loan,
            number=1,
            content=first_content(the_loan(loan.pk), None),
            side="lender",
            by_name="Lena Lokal",
        )
        return int(loan.pk)


def address_of(cast: Cast, loan: int) -> str:
    """A new secret address of an outside party, as its letter says it: the path alone."""
    with scope.enter(cast.users["lena"], cast.vn) as granted:
        seat = Seat(
            User.objects.get(pk=cast.users["lena"]), Network.objects.get(pk=cast.vn), granted
        )
        open_address(the_loan(loan), by=seat)
    run_errands(cast)
    text = letters(cast, "loans.loan_address")[-1].text
    return "/reply/" + text.split("/reply/")[1].split()[0]


def run_errands(cast: Cast) -> None:
    """What the worker does after the commit, also what is due later."""
    with acting_as("portal_worker"):
        for _turn in range(3):
            with scope.enter_system(cast.vn):
                Errand.objects.filter(done_at=None).update(due_at=timezone.now())
                waiting = list(Errand.objects.waiting().values_list("pk", flat=True))
            for pk in waiting:
                assert errand.run(cast.vn, pk), _fault(cast, pk)


def _fault(cast: Cast, pk: int) -> str:
    with scope.enter_system(cast.vn):
        return str(Errand.objects.get(pk=pk).error)


def letters(cast: Cast, name: str = "") -> list[Letter]:
    """The letters of the outbox in order, of one kind where a name is given."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        rows = Letter.objects.order_by("pk")
        return list(rows.filter(name=name) if name else rows)


def as_typed(client: Client, loan: int) -> dict[str, Any]:
    """The drafting form as a browser would send it back, unchanged."""
    form = client.get(f"{AT}/{loan}/agreement/draft/").context["form"]
    return {
        name: str(value)
        for name in form.fields
        if name != "once" and (value := form[name].value()) not in (None, "")
    }


def visitor(who: str) -> Client:
    """Somebody signed in, second factor included."""
    client = Client()
    sign_in(client, who)
    return client
