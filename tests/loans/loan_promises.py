"""What holds of loans after each step of the machine, read from the rows alone."""

import hashlib
import json
from datetime import date, timedelta

from hypothesis.stateful import invariant

from loans.rules import FOLLOWS, Stage
from network.months import months_later
from tests.loans.loan_house import SIGNERS, SLOTS
from tests.loans.loan_machine import LoanMachine

LIVE = ("signed", "running", "review")


def reachable(stage: str) -> set[str]:
    """The stages that follow on a stage, in any number of steps."""
    found: set[str] = set()
    ahead = [Stage(stage)]
    while ahead:
        for after in FOLLOWS[ahead.pop()] - {Stage(one) for one in found}:
            found.add(after.value)
            ahead.append(after)
    return found


class Promises(LoanMachine):
    """The machine, looked at after each step, and after each act of a step."""

    def look(self) -> None:
        self.stages_follow_each_other()
        self.each_answer_was_given_by_who_may()
        self.who_may_signs_the_newest_wording_by_its_hash()
        self.what_takes_days_has_consent_and_two_signatures_on_its_days()
        self.nobody_is_lent_for_more_than_a_whole_day()
        self.its_days_are_such_as_the_rules_allow()

    @invariant()
    def stages_follow_each_other(self) -> None:
        for pk, stage in self.house.read("SELECT id, stage FROM loans_loan"):
            before = self.seen.stages.get(pk, "draft")
            assert stage == before or stage in reachable(before)
            if stage != self.seen.stages.get(pk):
                self.seen.reached[stage] += 1
            self.seen.stages[pk] = stage

    @invariant()
    def each_answer_was_given_by_who_may(self) -> None:
        consents = self.house.read("SELECT id, interest_id, user_id, given FROM loans_consent")
        for pk, interest, user, given in consents:
            if pk not in self.seen.consents and given:
                about = SLOTS[self.house.interests.index(interest)]
                assert user == self.cast.users[about.manager]
            self.seen.consents.add(pk)

    @invariant()
    def who_may_signs_the_newest_wording_by_its_hash(self) -> None:
        signed = self.house.read(
            "SELECT s.id, s.side, s.how, s.user_id, l.interest_id, l.stage, s.fell_at, s.digest,"
            " w.content::text, EXISTS (SELECT FROM loans_wording n"
            " WHERE n.loan_id = w.loan_id AND n.number > w.number) FROM loans_signature s"
            " JOIN loans_wording w ON w.id = s.wording_id JOIN loans_loan l ON l.id = w.loan_id"
        )
        for pk, side, how, user, interest, stage, fell_at, digest, text, followed in signed:
            if pk not in self.seen.signatures:
                about = SLOTS[self.house.interests.index(interest)]
                member = about.lender if side == "lender" else about.borrower
                signer = self.cast.users[SIGNERS[about.network, member]]
                holds = (about.network, member) in self.house.holding
                whole = {self.cast.users["karin"], self.cast.users["jamte"]}
                assert (user == signer and holds) or (how == "upload" and user in whole)
                assert (followed, digest) == (False, hashlib.sha256(text.encode()).hexdigest())
            if followed and stage == "draft":
                assert fell_at is not None
            self.seen.signatures.add(pk)

    @invariant()
    def what_takes_days_has_consent_and_two_signatures_on_its_days(self) -> None:
        live = self.house.read(
            "SELECT l.id, l.starts, l.ends, i.withdrawn_at, i.agreed_at, c.given,"
            " c.withdrawn_at, c.legal, l.legal FROM loans_loan l"
            " JOIN loans_interest i ON i.id = l.interest_id"
            " LEFT JOIN loans_consent c ON c.interest_id = i.id WHERE l.stage = ANY (%s)",
            [list(LIVE)],
        )
        for pk, starts, ends, gone, agreed, given, back, text, legal in live:
            assert (agreed is not None, gone, given, back) == (True, None, True, None)
            assert legal == "state" or text == "others"
            assert self.signed_as(pk, starts, ends)

    def signed_as(self, pk: int, starts: date, ends: date) -> bool:
        """Whether one wording that says the loan's days and extents has both signatures."""
        parts = self.house.read(
            "SELECT starts, ends, percent FROM loans_loanpart WHERE loan_id = %s ORDER BY 1",
            [pk],
        )
        wordings = self.house.read(
            "SELECT w.id, w.content::text, w.digest FROM loans_wording w WHERE w.loan_id = %s",
            [pk],
        )
        for wording, text, digest in wordings:
            content = json.loads(text)
            sides = self.house.read(
                "SELECT DISTINCT side FROM loans_signature WHERE wording_id = %s"
                " AND fell_at IS NULL AND digest = %s",
                [wording, hashlib.sha256(text.encode()).hexdigest()],
            )
            said = [(p["starts"], p["ends"], p["percent"]) for p in content["parts"]]
            if (
                len(sides) == 2
                and digest == hashlib.sha256(text.encode()).hexdigest()
                and (content["starts"], content["ends"]) == (str(starts), str(ends))
                and said == [(str(one), str(two), percent) for one, two, percent in parts]
            ):
                return True
        return False

    @invariant()
    def nobody_is_lent_for_more_than_a_whole_day(self) -> None:
        lent = self.house.read(
            "SELECT p.user_id, t.starts, least(t.ends, coalesce(l.ended_on, l.ends)),"
            " t.percent FROM loans_loanpart t JOIN loans_loan l ON l.id = t.loan_id"
            " JOIN members_person p ON p.id = l.person_id"
            " WHERE l.stage = ANY (%s) OR (l.stage <> 'draft' AND l.started_at IS NOT NULL)",
            [list(LIVE)],
        )
        by_day: dict[tuple[int, date], int] = {}
        for user, starts, ends, percent in lent:
            for offset in range((ends - starts).days + 1):
                key = (user, starts + timedelta(days=offset))
                by_day[key] = by_day.get(key, 0) + percent
        assert max(by_day.values(), default=0) <= 100

    @invariant()
    def its_days_are_such_as_the_rules_allow(self) -> None:
        rows = self.house.read(
            "SELECT l.id, l.interest_id, l.stage, l.starts, l.ends, l.ended_on, l.started_at,"
            " (SELECT max(r.needed_until) FROM loans_review r"
            " WHERE r.loan_id = l.id AND r.agreed)"
            " FROM loans_loan l"
        )
        for pk, _interest, stage, starts, ends, ended, started, agreed in rows:
            assert starts <= ends
            if ended is not None:
                assert starts <= ended <= ends
            if stage in ("running", "review"):
                assert started is not None
                assert starts <= self.house.today
            if stage in ("ended", "broken") and started is not None:
                assert (ended or self.house.today) < self.house.today
            if stage == "draft":
                assert ended is None
            else:
                assert starts == self.seen.starts.setdefault(pk, starts)
                if ends > self.seen.ends.setdefault(pk, ends):
                    assert (agreed or starts) >= ends
                    self.seen.ends[pk] = ends
            if ends > months_later(starts, 6):
                assert (agreed or starts) >= ends
