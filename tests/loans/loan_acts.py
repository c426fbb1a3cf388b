"""What may be done to a loan, by whoever tries; False for what was refused."""

from datetime import date
from typing import Any

from django.utils import timezone

from loans.actions.advance import advance, due
from loans.models import (
    AgreementFile,
    Consent,
    EarlyEnd,
    Interest,
    Loan,
    LoanPart,
    LoanTerms,
    Review,
    Signature,
    Wording,
)
from members.models import Person, Role
from tests.cast import JL, VN
from tests.loans.loan_house import SLOTS, House
from tests.loans.making import ENOUGH


class Acts(House):
    """Each act is a transaction of its own, in its actor's scope."""

    def consent(self, slot: int, who: str, *, given: bool = True, legal: str = "state") -> bool:
        """Say yes or no to an interest; as the app writes it, without reading the row back."""
        row, about = self.interests[slot], SLOTS[slot]
        return self.act(
            who,
            about.network,
            lambda: Consent.objects.bulk_create(
                [
                    Consent(
                        interest_id=row,
                        person_id=self.cast.person(about.who, about.network),
                        given=given,
                        legal=legal,
                        employee_agrees=legal == "others",
                        by_name=who,
                        user_id=self.cast.users[who],
                    )
                ],
                ignore_conflicts=True,
            ),
        )

    def take_back(self, slot: int, who: str) -> bool:
        """Take the manager's yes back."""
        pk, now = self.interests[slot], timezone.now()
        return self.act(
            who,
            SLOTS[slot].network,
            lambda: Consent.objects.filter(interest=pk).update(withdrawn_at=now),
        )

    def withdraw(self, slot: int, who: str) -> bool:
        """Withdraw the interest."""
        pk, now = self.interests[slot], timezone.now()
        return self.act(
            who,
            SLOTS[slot].network,
            lambda: Interest.objects.filter(pk=pk).update(withdrawn_at=now),
        )

    def draft(self, slot: int, who: str, first: int, length: int, percent: int) -> bool:
        """Begin a loan with one extent and a first wording."""
        about = SLOTS[slot]

        def work() -> None:
            notice = self.notices[slot]
            days = {"starts": self.day(first), "ends": self.day(first + length)}
            loan = Loan.objects.create(
                notice_id=notice,
                interest_id=self.interests[slot],
                person_id=self.cast.person(about.who, about.network),
                name="x",
                lender_id=self.cast.memberships[about.network, about.lender],
                borrower_id=self.cast.memberships[about.network, about.borrower],
                legal=about.legal,
                **days,
            )
            LoanPart.objects.create(loan=loan, percent=percent, **days)
            self._word(loan, 1, days["starts"], days["ends"], percent)

        return self.act(who, about.network, work)

    def _word(self, loan: Loan, number: int, starts: date, ends: date, percent: int) -> None:
        days = {"starts": starts.isoformat(), "ends": ends.isoformat()}
        content = {**days, "parts": [{**days, "percent": percent}], "notice_months": 1}
        Wording.objects.create(
            loan=loan, number=number, content=content, side="borrower", by_name="x"
        )

    def word(self, slot: int, who: str, starts: int | None, ends: int, percent: int) -> bool:
        """Write another wording; the loan's own first day unless another is given."""

        def work() -> None:
            loan = Loan.objects.get(pk=self.newest(slot))
            number = max([0, *Wording.objects.filter(loan=loan).values_list("number", flat=True)])
            first = loan.starts if starts is None else self.day(starts)
            self._word(loan, number + 1, first, self.day(ends), percent)

        return self.act(who, SLOTS[slot].network, work)

    def sign(
        self, slot: int, who: str, side: str, *, behind: int = 0, forged: bool = False, on: bool
    ) -> bool:
        """Sign a wording, the newest or one before it, and take the loan on."""

        def work() -> None:
            loan = Loan.objects.get(pk=self.newest(slot))
            wordings = list(Wording.objects.filter(loan=loan).order_by("-number"))
            wording = wordings[min(behind, len(wordings) - 1)]
            Signature.objects.create(
                wording=wording,
                side=side,
                how="portal",
                digest="0" * 64 if forged else wording.digest,
                by_name=who,
                user_id=self.cast.users[who],
            )
            if on:
                advance(loan, self.today)

        return self.act(who, SLOTS[slot].network, work)

    def upload(self, slot: int, who: str, side: str, *, kind: str) -> bool:
        """Upload a signed paper for a side."""

        def work() -> None:
            loan = Loan.objects.get(pk=self.newest(slot))
            wording = Wording.objects.filter(loan=loan).order_by("-number")[0]
            paper = AgreementFile.objects.create(
                wording=wording, kind=kind, name="x.pdf", content=b"%PDF", sha256="0" * 64
            )
            Signature.objects.create(
                wording=wording,
                side=side,
                how="upload",
                file=paper,
                digest=wording.digest,
                by_name=who,
                user_id=self.cast.users[who],
            )

        return self.act(who, SLOTS[slot].network, work)

    def change(self, slot: int, who: str, **values: Any) -> bool:
        """Change columns of a loan as one pleases."""
        pk = self.newest(slot)
        return self.act(
            who, SLOTS[slot].network, lambda: Loan.objects.filter(pk=pk).update(**values)
        )

    def change_part(self, slot: int, who: str, **values: Any) -> bool:
        """Change an extent as one pleases."""
        pk = self.newest(slot)
        return self.act(
            who, SLOTS[slot].network, lambda: LoanPart.objects.filter(loan=pk).update(**values)
        )

    def assess(self, slot: int, who: str, until: int) -> bool:
        """Assess the need anew, and put the loan under review."""

        def work() -> None:
            pk = self.newest(slot)
            Review.objects.create(
                loan_id=pk, needed_until=self.day(until), assessment=ENOUGH, by_name=who
            )
            Loan.objects.filter(pk=pk).update(stage="review")

        return self.act(who, SLOTS[slot].network, work)

    def answer(self, slot: int, who: str, *, agreed: bool) -> bool:
        """Answer the newest assessment."""
        pk = self.newest(slot)
        return self.act(
            who,
            SLOTS[slot].network,
            lambda: Review.objects.filter(loan=pk).update(agreed=agreed),
        )

    def end_early(self, slot: int, who: str, side: str, last: int) -> bool:
        """Say that a loan ends on a day, and set it on the loan."""

        def work() -> None:
            pk = self.newest(slot)
            EarlyEnd.objects.create(
                loan_id=pk, side=side, last_day=self.day(last), why="x", by_name=who
            )

        said = self.act(who, SLOTS[slot].network, work)
        return self.change(slot, who, ended_on=self.day(last), broken_by=side) or said

    def agree_to_end(self, slot: int, who: str) -> bool:
        """Say yes to an end that is sooner than the notice."""
        pk = self.newest(slot)
        return self.act(
            who, SLOTS[slot].network, lambda: EarlyEnd.objects.filter(loan=pk).update(agreed=True)
        )

    def lay_terms(self, months: int) -> bool:
        """The coordinator lays other terms, from long ago."""

        def work() -> None:
            LoanTerms.objects.all().delete()
            LoanTerms.objects.create(
                legal="state",
                max_months=months,
                warn_months=months - 1,
                notice_months=1,
                source="x",
                since=date(2020, 1, 1),
            )

        return self.act("karin", VN, work)

    def look_after(self) -> None:
        """Take on what the day takes on."""

        def work() -> None:
            for loan in due(self.today):
                advance(loan, self.today)

        for network in (VN, JL):
            assert self.portal(network, work), "the portal could not take a loan on"

    def set_role(self, network: str, member: str, *, held: bool) -> None:
        """Somebody loses the role of HR signer, as of yesterday, or has it again."""
        until = None if held else self.day(-1)
        pk = self.cast.memberships[network, member]
        self.portal(
            network,
            lambda: Role.objects.filter(membership_id=pk, kind="hr_signer").update(until=until),
        )
        (self.holding.add if held else self.holding.discard)((network, member))

    def be_hr_of_oneself(self, slot: int, *, now: bool) -> None:
        """Whoever may be lent is HR of their authority and without a manager, or no longer so."""
        about = SLOTS[slot]
        person = self.cast.person(about.who, about.network)
        manager = None if now else self.cast.person(about.manager, about.network)
        role = {
            "person_id": person,
            "membership_id": self.cast.memberships[about.network, about.lender],
            "kind": "hr_signer",
        }

        def work() -> None:
            Person.objects.filter(pk=person).update(manager=manager)
            Role.objects.filter(**role).delete()
            if now:
                Role.objects.create(since=date(2021, 1, 1), **role)

        assert self.portal(about.network, work)
