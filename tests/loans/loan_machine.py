"""A machine that does to loans all that may happen, in any order and by anybody."""

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from loans.models import Signature
from loans.rules import FOLLOWS, Stage
from tests.cast import Cast
from tests.loans.loan_acts import Acts
from tests.loans.loan_house import ACTORS, OTHERS, SIDES, SIGNERS, SLOTS, Seen
from tests.loans.loan_ways import WAYS

SLOT = st.integers(0, len(SLOTS) - 1)
STAGES = st.sampled_from([stage.value for stage in Stage])
FIRST = st.sampled_from([-10, 0, 0, 5, 20])
LENGTH = st.sampled_from([-1, 10, 40, 40, 100, 180, 200])
PERCENT = st.sampled_from([40, 60, 60, 100])
# Half of the loans come about as they should, the others with one thing wrong.
WRONG = (
    *("no", "usual text", "taken back", "withdrawn", "one side", "forged", "older", "role lost"),
    *("paper", "early day", "moved", "rewritten"),
)
TWIST = st.booleans().flatmap(lambda right: st.just("") if right else st.sampled_from(WRONG))


def actor(data: st.DataObject, slot: int) -> str:
    """Somebody of the slot's network; those whose part it is come more often than others."""
    about = SLOTS[slot]
    return str(data.draw(st.sampled_from([*about.signers * 2, *ACTORS[about.network]])))


class LoanMachine(RuleBasedStateMachine):
    """The acts; what must hold after each of them stands in `loan_promises`."""

    cast: Cast
    reached: dict[str, int]
    house: Acts
    way = ""  # where each walk begins: with loans that come about, or on this way

    def __init__(self) -> None:
        super().__init__()
        self.step = transaction.atomic()
        self.step.__enter__()
        self.seen = Seen()

    def teardown(self) -> None:
        for stage, times in self.seen.reached.items():
            self.reached[stage] = self.reached.get(stage, 0) + times
        transaction.set_rollback(True)
        self.step.__exit__(None, None, None)

    @initialize(
        slots=st.lists(SLOT, min_size=1, max_size=3, unique=True),
        first=FIRST,
        until=st.sampled_from([None, 60, 100]),
    )
    def begins(self, slots: list[int], first: int, until: int | None) -> None:
        self.house = Acts(self.cast, self.look)
        if self.way:
            WAYS[self.way](self.house, slots[0])
            return
        for slot in slots:
            self.comes_about(slot, first, 40, 60, "")
            if until is not None:
                self.house.assess(slot, SLOTS[slot].signers[1], until)

    @rule(slot=SLOT, first=FIRST, length=LENGTH, percent=PERCENT, twist=TWIST)
    def comes_about(self, slot: int, first: int, length: int, percent: int, twist: str) -> None:
        slot = OTHERS if twist == "usual text" else slot
        about, house = SLOTS[slot], self.house
        lender, borrower = about.signers
        legal = "state" if twist == "usual text" else about.legal
        house.consent(slot, about.manager, given=twist != "no", legal=legal)
        house.draft(slot, borrower, first, length, percent)
        house.sign(slot, lender, "lender", on=True)
        self.twists(slot, twist)
        if twist in ("taken back", "withdrawn"):  # and somebody begins anew
            house.draft(slot, borrower, first, length, percent)
            house.sign(slot, lender, "lender", on=True)
        if twist not in ("one side", "forged", "older", "paper"):
            house.sign(slot, borrower, "borrower", on=twist not in ("moved", "rewritten"))
        if twist == "moved":
            house.change_part(slot, borrower, percent=5)
        if twist == "rewritten":
            house.word(slot, borrower, None, first + 3, 40)
        if twist:
            house.change(slot, borrower, stage="signed")
            house.change(slot, borrower, stage="running")

    def look(self) -> None:
        """What must hold after each act, within a step of several too."""

    @rule(slot=SLOT, way=st.sampled_from(sorted(WAYS)))
    def goes_a_way(self, slot: int, way: str) -> None:
        WAYS[way](self.house, slot)

    @rule(slot=SLOT, first=FIRST, twist=st.sampled_from(WRONG))
    def goes_wrong(self, slot: int, first: int, twist: str) -> None:
        self.comes_about(slot, first, 40, 40, twist)

    def twists(self, slot: int, twist: str) -> None:
        """What goes wrong between the two signatures."""
        about, house = SLOTS[slot], self.house
        lender, borrower = about.signers
        match twist:
            case "taken back":
                house.take_back(slot, about.manager)
            case "withdrawn":
                house.withdraw(slot, about.who)
            case "forged":
                house.sign(slot, borrower, "borrower", forged=True, on=False)
            case "older":
                house.word(slot, borrower, None, 30, 40)
                house.sign(slot, lender, "lender", on=False)
                house.sign(slot, borrower, "borrower", behind=1, on=False)
            case "role lost":
                house.set_role(about.network, about.borrower, held=False)
            case "paper":
                house.upload(slot, lender, "borrower", kind="uploaded")
            case "early day":
                house.change(slot, borrower, ended_on=house.day(-30))

    @rule(
        slot=SLOT,
        data=st.data(),
        given=st.booleans(),
        legal=st.sampled_from(["state", "others"]),
    )
    def is_consented_to(self, slot: int, data: st.DataObject, given: bool, legal: str) -> None:
        self.house.consent(slot, actor(data, slot), given=given, legal=legal)

    @rule(slot=SLOT, data=st.data(), by_manager=st.booleans())
    def is_taken_back(self, slot: int, data: st.DataObject, by_manager: bool) -> None:
        about = SLOTS[slot]
        usual = about.manager if by_manager else about.who
        who = str(data.draw(st.sampled_from([usual, usual, actor(data, slot)])))
        (self.house.take_back if by_manager else self.house.withdraw)(slot, who)

    @rule(slot=SLOT, data=st.data(), first=FIRST, length=LENGTH, percent=PERCENT)
    def is_drafted(
        self, slot: int, data: st.DataObject, first: int, length: int, percent: int
    ) -> None:
        self.house.draft(slot, actor(data, slot), first, length, percent)

    @rule(slot=SLOT, data=st.data(), starts=st.none() | FIRST, ends=LENGTH, percent=PERCENT)
    def is_worded(
        self, slot: int, data: st.DataObject, starts: int | None, ends: int, percent: int
    ) -> None:
        self.house.word(slot, actor(data, slot), starts, ends, percent)

    @rule(
        slot=SLOT,
        data=st.data(),
        side=st.sampled_from(SIDES),
        behind=st.sampled_from([0, 0, 0, 1]),
        forged=st.sampled_from([False, False, False, True]),
        on=st.booleans(),
    )
    def is_signed(
        self, slot: int, data: st.DataObject, side: str, behind: int, forged: bool, on: bool
    ) -> None:
        who = actor(data, slot)
        self.house.sign(slot, who, side, behind=behind, forged=forged, on=on)

    @rule(
        slot=SLOT,
        data=st.data(),
        side=st.sampled_from(SIDES),
        kind=st.sampled_from(["made", "uploaded"]),
    )
    def is_signed_on_paper(self, slot: int, data: st.DataObject, side: str, kind: str) -> None:
        self.house.upload(slot, actor(data, slot), side, kind=kind)

    @rule(slot=SLOT, data=st.data())
    def loses_signatures(self, slot: int, data: st.DataObject) -> None:
        pk = self.house.newest(slot)
        who, network = actor(data, slot), SLOTS[slot].network
        self.house.act(who, network, lambda: Signature.objects.filter(wording__loan=pk).delete())

    @rule(place=st.sampled_from(sorted(SIGNERS)), held=st.booleans())
    def changes_a_role(self, place: tuple[str, str], held: bool) -> None:
        self.house.set_role(*place, held=held)

    @rule(days=st.sampled_from([1, 5, 20, 45, 120]), looks=st.booleans())
    def days_pass(self, days: int, looks: bool) -> None:
        self.house.leap(days)
        if looks:
            self.house.look_after()

    @rule(
        slot=SLOT,
        data=st.data(),
        stage=STAGES,
        ended=st.sampled_from([None, None, -5, 0, 30]),
        side=st.sampled_from(["", *SIDES]),
    )
    def is_pushed(
        self, slot: int, data: st.DataObject, stage: str, ended: int | None, side: str
    ) -> None:
        pk, who = self.house.newest(slot), actor(data, slot)
        before = self.seen.stages.get(pk or 0)
        last = {} if ended is None else {"ended_on": self.house.day(ended)}
        changed = self.house.change(slot, who, stage=stage, broken_by=side, **last)
        after = self.house.read("SELECT stage FROM loans_loan WHERE id = %s", [pk])
        if changed and before and after[0][0] != before:
            assert Stage(stage) in FOLLOWS[Stage(before)]

    @rule(slot=SLOT, data=st.data(), starts=st.none() | FIRST, ends=LENGTH)
    def is_moved(self, slot: int, data: st.DataObject, starts: int | None, ends: int) -> None:
        days = {"ends": self.house.day(ends)}
        if starts is not None:
            days["starts"] = self.house.day(starts)
        self.house.change(slot, actor(data, slot), **days)

    @rule(
        slot=SLOT,
        data=st.data(),
        change=st.sampled_from(["percent", "ends", "starts", "loan"]),
        other=SLOT,
        percent=PERCENT,
        day=LENGTH,
    )
    def has_its_extent_changed(
        self, slot: int, data: st.DataObject, change: str, other: int, percent: int, day: int
    ) -> None:
        values = {
            "percent": percent,
            "loan": self.house.newest(other) or self.house.newest(slot),
            "ends": self.house.day(day),
            "starts": self.house.day(day),
        }
        self.house.change_part(slot, actor(data, slot), **{change: values[change]})

    @rule(slot=SLOT, data=st.data(), until=LENGTH)
    def is_assessed(self, slot: int, data: st.DataObject, until: int) -> None:
        self.house.assess(slot, actor(data, slot), until)

    @rule(slot=SLOT, data=st.data(), agreed=st.booleans())
    def is_answered(self, slot: int, data: st.DataObject, agreed: bool) -> None:
        self.house.answer(slot, actor(data, slot), agreed=agreed)

    @rule(slot=SLOT, until=LENGTH, yes=st.booleans(), percent=PERCENT)
    def is_extended(self, slot: int, until: int, yes: bool, percent: int) -> None:
        lender, borrower = SLOTS[slot].signers
        self.house.assess(slot, borrower, until)
        self.house.answer(slot, lender, agreed=yes)
        self.house.word(slot, borrower, None, until, percent)
        self.house.sign(slot, borrower, "borrower", on=True)
        self.house.sign(slot, lender, "lender", on=True)

    @rule(
        slot=SLOT,
        data=st.data(),
        side=st.sampled_from(SIDES),
        last=st.sampled_from([-5, 0, 10, 35]),
    )
    def is_ended_early(self, slot: int, data: st.DataObject, side: str, last: int) -> None:
        self.house.end_early(slot, actor(data, slot), side, last)

    @rule(slot=SLOT, side=st.integers(0, 1))
    def is_broken_off_with_notice(self, slot: int, side: int) -> None:
        self.house.end_early(slot, SLOTS[slot].signers[side], SIDES[side], 35)
        self.house.leap(36)
        self.house.look_after()

    @rule(slot=SLOT)
    def runs_out(self, slot: int) -> None:
        self.house.leap(50)
        self.house.look_after()
        self.house.change(slot, SLOTS[slot].signers[0], stage="evaluated")

    @rule(slot=SLOT, data=st.data())
    def is_let_go(self, slot: int, data: st.DataObject) -> None:
        self.house.agree_to_end(slot, actor(data, slot))

    @rule(months=st.sampled_from([1, 2, 6]))
    def gets_other_terms(self, months: int) -> None:
        self.house.lay_terms(max(months, 2))
