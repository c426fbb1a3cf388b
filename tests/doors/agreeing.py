"""The agreements that their doors are tried with: the employee is whom the record concerns."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone

from loans.agreements.first import first_content
from loans.models import AgreementFile, Comment, Consent, Interest, Loan, LoanPart, Notice, Wording
from members.models import Membership, Person
from tests.cast import Cast
from tests.doors.making import Maker, made_in
from tests.loans.drafting import PDF


def draft(cast: Cast, network: str, who: str, key: str) -> int:
    """Somebody's loan to another authority of the network, with its first version."""

    def make() -> Any:
        person = Person.objects.get(pk=cast.people[network, who])
        others = Membership.objects.exclude(pk=person.membership_id)
        borrower = others.select_related("authority").filter(authority__kind__contains="_")
        days = {
            "starts": timezone.localdate() + timedelta(days=14),
            "ends": timezone.localdate() + timedelta(days=90),
        }
        to = borrower.order_by("pk").first() or others.order_by("pk")[0]
        notice = Notice.objects.create(
            membership=to,
            kind="need",
            title="Utredare",
            tasks="Utreda",
            answer_by=timezone.localdate(),
            published_at=timezone.now(),
            **days,
        )
        interest = Interest.objects.create(
            notice=notice,
            person=person,
            membership_id=person.membership_id,
            agreed_at=timezone.now(),
            own_consent=True,
            **days,
        )
        legal = "state" if person.membership.authority.in_the_state else "others"
        Consent.objects.create(
            interest=interest,
            person=person,
            given=True,
            legal=legal,
            employee_agrees=True,
            by_name="Chef",
        )
        loan = Loan.objects.create(
            notice=notice,
            interest=interest,
            person=person,
            name=person.name,
            lender_id=person.membership_id,
            borrower=to,
            legal=legal,
            **days,
        )
        LoanPart.objects.create(loan=loan, percent=100, **days)
        Wording.objects.create(
            loan=loan, number=1, content=first_content(loan, None), side="borrower", by_name="HR"
        )
        return loan

    return made_in(cast, network, make)


def comment(cast: Cast, network: str, who: str, key: str) -> int:
    pk = draft(cast, network, who, key)

    def say() -> Any:
        wording = Wording.objects.get(loan=pk)
        return Comment.objects.create(wording=wording, side="lender", by_name="HR", text="Hej")

    return made_in(cast, network, say)


def paper(cast: Cast, network: str, who: str, key: str) -> int:
    pk = draft(cast, network, who, key)

    def lay() -> Any:
        wording = Wording.objects.get(loan=pk)
        return AgreementFile.objects.create(
            wording=wording, kind="uploaded", side="lender", name="a.pdf", content=PDF, sha256="0"
        )

    return made_in(cast, network, lay)


AGREEING: Mapping[str, Maker] = {
    "loan_address": draft,
    "loan_agreement": draft,
    "loan_agreement_file": paper,
    "loan_agreement_paper": draft,
    "loan_comment_new": draft,
    "loan_comment_settlement": comment,
    "loan_difference": draft,
    "loan_signature": draft,
    "loan_signed_paper": draft,
    "loan_wording_new": draft,
}
MORE = {"agreement_template_new": {"legal": "state"}}
