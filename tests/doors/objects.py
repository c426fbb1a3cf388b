"""For each route that names a record: the records that the doors are tried with.

`own` concerns Amina at CSN in Västernorrland, `other` Tove at Timrå in the same network,
`foreign` somebody in Jämtland; `missing` is nobody. A route that is not here fails the suite.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils import timezone

from courses.actions.calendar_address import PURPOSE
from courses.actions.divide import divide
from courses.actions.evaluation import open_for
from courses.codes import new_code
from courses.models import (
    Allotment,
    Approval,
    ApprovalRule,
    CalendarAddress,
    Campaign,
    Certificate,
    CostLine,
    Course,
    Division,
    Enrolment,
    LateFee,
    NameList,
    NeedsAnswer,
    Offer,
    Run,
    RunLeader,
    Session,
    Settlement,
    SettlementShare,
    WishCall,
    Withdrawal,
)
from fees.actions.issue import issue
from fees.models import InvoiceRun
from members.models import MemberImport, Person, Role
from mentorship.models import Interest, MentorRound
from network import scope
from network.models import Document, Job, Letter
from network.secret_addresses import digest_of, new_nonce, secret_of
from tests.cast import JL, VN, Cast
from tests.courses.divisions import close, make_applications, make_shared_run
from tests.courses.festivals import make_series, make_turn, open_call, sent_item
from tests.courses.makers import make_course, make_run
from tests.courses.needs import YEAR, make_answer, make_campaign, make_candidate
from tests.databases import acting_as
from tests.doors import council, plans
from tests.doors.correcting import CORRECTING
from tests.doors.counting import (
    COUNTING,
    rested,
)
from tests.doors.fee_rules import (
    FEE_RULES,
)
from tests.doors.matching import MATCHING
from tests.doors.merging import MERGING
from tests.doors.outgoing import outgoing
from tests.doors.paying import PAYING
from tests.doors.procuring import PROCURING
from tests.doors.running import PAYERS, RUNNING
from tests.doors.simulating import SIMULATING
from tests.doors.summaries import SUMMARIES
from tests.doors.summaries import YEAR as SUMMARY_YEAR
from tests.fees.makers import approved_run, furnish
from tests.mentorship.rounds import make_round

MISSING = 999_999_999
# Words that a route asks for besides the record.
SECRET = "x" * 43  # a link that is nobody's; tests/courses/test_open_* try real ones
VARIANTS = {
    "own": (VN, "amina", "csn"),
    "other": (VN, "tove", "timra"),
    "foreign": (JL, "frosta", "lansstyrelsen"),
}

MEMBER_LIST = (
    b"organisation;kortnamn;typ;organisationsnummer;medlemskap;fr\xc3\xa5n;till;k\xc3\xa4lla\n"
    b"Skatteverket;Skatteverket;statlig myndighet;202100-5448;medlem;;;S2\n"
)

Maker = Callable[[Cast, str, str, str], int]


def _in(cast: Cast, network: str, make: Callable[[], Any]) -> int:
    with acting_as("portal_worker"), scope.enter_system(cast.networks[network]):
        return int(make().pk)


def member(cast: Cast, network: str, who: str, key: str) -> int:
    return cast.memberships[network, key]


def person(cast: Cast, network: str, who: str, key: str) -> int:
    return cast.people[network, who]


def document(cast: Cast, network: str, who: str, key: str, **facts: Any) -> int:
    file = {"name": "faktura.pdf", "content": b"%PDF-1.7"} | facts
    return _in(
        cast,
        network,
        lambda: Document.objects.create(
            kind="invoice",
            user_id=cast.users[who],
            membership_id=cast.memberships[network, key],
            media_type="application/pdf",
            **file,
        ),
    )


def job(cast: Cast, network: str, who: str, key: str) -> int:
    return _in(
        cast, network, lambda: Job.objects.create(name="door", key=who, user_id=cast.users[who])
    )


def letter(cast: Cast, network: str, who: str, key: str) -> int:
    return _in(
        cast,
        network,
        lambda: Letter.objects.create(
            name="door", key=who, to="x@example.org", subject="Brev", text="Text", state="failed"
        ),
    )


def member_import(cast: Cast, network: str, who: str, key: str) -> int:
    file = document(cast, network, who, key, name="medlemmar.csv", content=MEMBER_LIST)
    return _in(
        cast,
        network,
        lambda: MemberImport.objects.create(
            document_id=file,
            name="medlemmar.csv",
            sha256="0" * 64,
            user_id=cast.users["karin" if network == VN else "jamte"],
        ),
    )


def applied_import(cast: Cast, network: str, who: str, key: str) -> int:
    pk = member_import(cast, network, who, key)

    def apply() -> MemberImport:
        found: MemberImport = MemberImport.objects.get(pk=pk)
        found.applied_at = timezone.now()
        found.save()
        return found

    return _in(cast, network, apply)


def mentor_round(cast: Cast, network: str, who: str, key: str) -> int:
    with acting_as("portal_worker"), scope.enter_system(cast.networks[network]):
        there = MentorRound.objects.first()
    return there.pk if there else make_round(cast.networks[network])


def interest(cast: Cast, network: str, who: str, key: str) -> int:
    asked = mentor_round(cast, network, who, key)
    mine = {"round_id": asked, "person_id": cast.people[network, who], "role": "mentee"}
    return _in(
        cast,
        network,
        lambda: Interest.objects.get_or_create(
            **mine,
            defaults={"membership_id": cast.memberships[network, key], "areas": ["talks"]},
        )[0],
    )


def invoice_run(cast: Cast, network: str, who: str, key: str) -> int:
    with acting_as("portal_worker"), scope.enter_system(cast.networks[network]):
        if there := InvoiceRun.objects.first():
            return int(there.pk)
    host = cast.memberships[network, "spv" if network == VN else "lansstyrelsen"]
    furnish(cast.networks[network], host)
    run, _job = approved_run(cast.networks[network], cast.users["erik"])
    return run


def invoice(cast: Cast, network: str, who: str, key: str) -> int:
    run = invoice_run(cast, network, who, key)

    def make() -> Any:
        return issue(
            InvoiceRun.objects.get(pk=run), cast.memberships[network, key], outside_vat=False
        )

    return _in(cast, network, make)


def role(cast: Cast, network: str, who: str, key: str) -> int:
    return _in(
        cast,
        network,
        lambda: Role.objects.create(
            person_id=cast.people[network, who],
            membership_id=cast.memberships[network, key],
            kind="hr_signer",
            since=date(2026, 1, 1),
        ),
    )


def course(cast: Cast, network: str, who: str, key: str) -> int:
    with acting_as("portal_worker"), scope.enter_system(cast.networks[network]):
        there = Course.objects.first()
    return there.pk if there else _in(cast, network, make_course)


def run(cast: Cast, network: str, who: str, key: str) -> int:
    return _in(cast, network, make_run)


def enrolment(cast: Cast, network: str, who: str, key: str) -> int:
    held = run(cast, network, who, key)
    return _in(
        cast,
        network,
        lambda: Enrolment.objects.create(
            run_id=held,
            person_id=cast.people[network, who],
            membership_id=cast.memberships[network, key],
        ),
    )


def festival(cast: Cast, network: str, who: str, key: str) -> int:
    return _in(cast, network, open_call)


def festival_item(cast: Cast, network: str, who: str, key: str) -> int:
    person, member = cast.people[network, who], cast.memberships[network, key]
    return _in(cast, network, lambda: sent_item(open_call(), person, member))


def lookout_series(cast: Cast, network: str, who: str, key: str) -> int:
    return _in(cast, network, make_series)


def lookout_turn(cast: Cast, network: str, who: str, key: str) -> int:
    return _in(cast, network, lambda: make_turn(make_series(), cast.memberships[network, key]))


def offer(cast: Cast, network: str, who: str, key: str) -> int:
    """A seat that was freed while somebody waited, and is held for the answer."""
    held = _in(cast, network, lambda: make_run(capacity=1, queue="offers"))
    with acting_as("portal_worker"), scope.enter_system(cast.networks[network]):
        others = Person.objects.exclude(pk=cast.people[network, who]).order_by("pk")
        for one in (others[0], Person.objects.get(pk=cast.people[network, who])):
            Enrolment.objects.create(run_id=held, person=one, membership_id=one.membership_id)
        first = Enrolment.objects.get(run=held, person=others[0])
        Withdrawal.objects.create(
            enrolment=first,
            run_id=held,
            person_id=first.person_id,
            membership_id=first.membership_id,
        )
        return int(Offer.objects.get(run=held).pk)


def public_course(cast: Cast, network: str, who: str, key: str) -> int:
    return _in(cast, network, lambda: make_run(guest_seats=2).course)


def guest_run(cast: Cast, network: str, who: str, key: str) -> int:
    return _in(cast, network, lambda: make_run(guest_seats=2))


def calendar_address(cast: Cast, network: str, who: str, key: str) -> int:
    nonce = new_nonce()
    return _in(
        cast,
        network,
        lambda: CalendarAddress.objects.create(
            person_id=cast.people[network, who],
            membership_id=cast.memberships[network, key],
            kind="own",
            nonce=nonce,
            digest=digest_of(secret_of(PURPOSE, nonce)),
        ),
    )


def held_seat(cast: Cast, network: str, who: str, key: str) -> int:
    held = _in(cast, network, lambda: make_run(in_days=-60, state="open"))

    def make() -> Any:
        taken = Enrolment.objects.create(
            run_id=held,
            person_id=cast.people[network, who],
            membership_id=cast.memberships[network, key],
        )
        Run.objects.filter(pk=held).update(state="held")
        return taken

    return _in(cast, network, make)


def leader(cast: Cast, network: str, who: str, key: str) -> int:
    led = run(cast, network, who, key)
    whose = {
        "person_id": cast.people[network, who],
        "membership_id": cast.memberships[network, key],
    }
    return _in(cast, network, lambda: RunLeader.objects.create(run_id=led, **whose))


def led_run(cast: Cast, network: str, who: str, key: str) -> int:
    pk = leader(cast, network, who, key)
    return _in(cast, network, lambda: RunLeader.objects.get(pk=pk).run)


def led_session(cast: Cast, network: str, who: str, key: str) -> int:
    led = led_run(cast, network, who, key)
    return _in(cast, network, lambda: Session.objects.filter(run=led).first())


def certificate(cast: Cast, network: str, who: str, key: str) -> int:
    seat = held_seat(cast, network, who, key)

    def make() -> Any:
        taken = Enrolment.objects.get(pk=seat)
        return Certificate.objects.create(
            run_id=taken.run_id,
            enrolment=taken,
            person_id=taken.person_id,
            membership_id=taken.membership_id,
            code=new_code(),
            language="sv",
            name="Namn",
            course="Kurs",
            days="1 januari 2026",
            paper=b"%PDF-",
        )

    return _in(cast, network, make)


def evaluation(cast: Cast, network: str, who: str, key: str) -> int:
    seat = held_seat(cast, network, who, key)
    return _in(cast, network, lambda: open_for(Enrolment.objects.get(pk=seat).run))


def cost_line(cast: Cast, network: str, who: str, key: str) -> int:
    held = run(cast, network, who, key)
    return _in(cast, network, lambda: CostLine.objects.create(run_id=held, price=100))


def settled_run(cast: Cast, network: str, who: str, key: str) -> int:
    """A run whose cost one authority bears alone."""
    held = run(cast, network, who, key)

    def lay() -> Any:
        laid = Settlement.objects.create(
            run_id=held, basis="fixed", cost=100, late=0, charged=100, seats=1
        )
        return SettlementShare.objects.create(
            settlement=laid,
            run_id=held,
            membership_id=cast.memberships[network, key],
            seats=1,
            preliminary=100,
            final=100,
            late=0,
        )

    _in(cast, network, lay)
    return held


def late_fee(cast: Cast, network: str, who: str, key: str) -> int:
    seat = enrolment(cast, network, who, key)

    def lay() -> Any:
        it = Enrolment.objects.get(pk=seat)
        return LateFee.objects.create(
            run_id=it.run_id,
            enrolment=it,
            person_id=it.person_id,
            membership_id=it.membership_id,
            kind="withdrawal",
            amount=100,
            certain_on=date(2026, 1, 1),
        )

    return _in(cast, network, lay)


def approval(cast: Cast, network: str, who: str, key: str) -> int:
    member = cast.memberships[network, key]
    _in(cast, network, lambda: ApprovalRule.objects.create(membership_id=member, manager=True))
    asked_for = enrolment(cast, network, who, key)
    return _in(cast, network, lambda: Approval.objects.get(enrolment=asked_for))


def run_with_a_seat(cast: Cast, network: str, who: str, key: str) -> int:
    pk = enrolment(cast, network, who, key)
    with acting_as("portal_worker"), scope.enter_system(cast.networks[network]):
        return int(Enrolment.objects.values_list("run", flat=True).get(pk=pk))


def name_list(cast: Cast, network: str, who: str, key: str) -> int:
    """A list that the authority's local coordinator brought; in the other network nobody's."""
    held = run(cast, network, who, key)
    owner = {"csn": "lena", "timra": "lars"}.get(key, who)
    return _in(
        cast,
        network,
        lambda: NameList.objects.create(
            run_id=held,
            membership_id=cast.memberships[network, key],
            user_id=cast.users[owner],
            rows=[{"number": 1, "name": "", "email": f"{who}@example.org"}],
        ),
    )


def allotment(cast: Cast, network: str, who: str, key: str) -> int:
    held = run(cast, network, who, key)
    return _in(
        cast,
        network,
        lambda: Allotment.objects.create(
            run_id=held, membership_id=cast.memberships[network, key], seats=1
        ),
    )


def shared_run(cast: Cast, network: str, who: str, key: str) -> int:
    return _in(cast, network, lambda: make_shared_run(2))


def drawn_run(cast: Cast, network: str, who: str, key: str) -> int:
    return _in(cast, network, lambda: make_shared_run(2, mode="draw"))


def selected_run(cast: Cast, network: str, who: str, key: str) -> int:
    return _in(cast, network, lambda: make_shared_run(2, mode="selection"))


def division(cast: Cast, network: str, who: str, key: str) -> int:
    held = drawn_run(cast, network, who, key)
    return _in(cast, network, lambda: Division.objects.get(run=held))


def made_division(cast: Cast, network: str, who: str, key: str) -> int:
    held = drawn_run(cast, network, who, key)

    def make() -> Any:
        its = Run.objects.get(pk=held)
        make_applications([its], [Person.objects.get(pk=cast.people[network, who])])
        close(its)
        return divide(its, user_id=None)

    return _in(cast, network, make)


def campaign(cast: Cast, network: str, who: str, key: str) -> int:
    """The year's needs assessment, open for answers: one in each network."""
    return _in(cast, network, lambda: Campaign.objects.filter(year=YEAR).first() or make_campaign())


def prepared_campaign(cast: Cast, network: str, who: str, key: str) -> int:
    """One that only the coordinators see; one in each network."""
    year = YEAR + 1

    def prepare() -> Any:
        if there := Campaign.objects.filter(year=year).first():
            return there
        made = make_campaign(year, state="draft")
        make_candidate(made)
        return made

    return _in(cast, network, prepare)


def silent_campaign(cast: Cast, network: str, who: str, key: str) -> int:
    """One in which the authority has not answered yet."""
    asked = campaign(cast, network, who, key)
    member = cast.memberships[network, key]
    _in(cast, network, lambda: make_answer(Campaign.objects.get(pk=asked), member))
    return asked


def candidate(cast: Cast, network: str, who: str, key: str) -> int:
    asked = campaign(cast, network, who, key)
    return _in(
        cast,
        network,
        lambda: make_candidate(Campaign.objects.get(pk=asked), f"Kandidat {who}"),
    )


def answer_that_is_sent(cast: Cast, network: str, who: str, key: str) -> int:
    """An authority's answer that is sent."""
    asked = campaign(cast, network, who, key)
    member = cast.memberships[network, key]
    return _in(
        cast,
        network,
        lambda: make_answer(Campaign.objects.get(pk=asked), member, state="sent"),
    )


def needs_draft(cast: Cast, network: str, who: str, key: str) -> int:
    """An authority's draft in an open needs assessment."""
    asked, member = campaign(cast, network, who, key), cast.memberships[network, key]
    return _in(cast, network, lambda: make_answer(Campaign.objects.get(pk=asked), member))


def sent_needs_answer(cast: Cast, network: str, who: str, key: str) -> int:
    """An answer that waits for the person to approve it."""
    asked = campaign(cast, network, who, key)
    about: dict[str, Any] = {
        "membership_id": cast.memberships[network, key],
        "approver_id": cast.people[network, who],
    }
    return _in(
        cast,
        network,
        lambda: make_answer(Campaign.objects.get(pk=asked), state="sent", **about),
    )


def asked_wishes(cast: Cast, network: str, who: str, key: str) -> int:
    """The answer of an authority that gathers wishes."""
    pk = needs_draft(cast, network, who, key)

    def lay() -> Any:
        answer = NeedsAnswer.objects.get(pk=pk)
        nonce = new_nonce()
        WishCall.objects.create(
            campaign_id=answer.campaign_id,
            membership_id=answer.membership_id,
            closes_on=date(2099, 1, 1),
            nonce=nonce,
            digest=digest_of(secret_of("wish", nonce)),
        )
        return answer

    return _in(cast, network, lay)


# Route name -> what its `pk` is.
ROUTES: dict[str, Maker] = {
    "needs_answer": needs_draft,
    "needs_answer_approval": sent_needs_answer,
    "needs_answer_need": needs_draft,
    "needs_answer_removal": needs_draft,
    "needs_answer_return": sent_needs_answer,
    "needs_answer_review": needs_draft,
    "needs_answer_saving": needs_draft,
    "needs_answer_sending": needs_draft,
    "needs_wishes": needs_draft,
    "needs_wishes_end": asked_wishes,
    "needs_wishes_taking": needs_draft,
    "festival": festival,
    "festival_change": festival,
    "festival_item": festival_item,
    "festival_item_answer": festival_item,
    "festival_item_change": festival_item,
    "festival_item_new": festival,
    "festival_item_withdrawal": festival_item,
    "festival_items": festival,
    "festival_state": festival,
    "lookout_turn": lookout_turn,
    "my_timetable": festival,
    "series_change": lookout_series,
    "series_turns": lookout_series,
    "timetable": festival,
    "timetable_grid": festival,
    "timetable_proposal": festival,
    "turn_host": lookout_turn,
    "course_change": course,
    "enrolment_seat": enrolment,
    "enrolment_sessions": enrolment,
    "enrolment_withdrawal": enrolment,
    "offer": offer,
    "offer_acceptance": offer,
    "offer_refusal": offer,
    "person_change": person,
    "person_end": person,
    "person_return": person,
    "role_end": role,
    "role_new": person,
    "run": run,
    "run_calendar": run,
    "run_change": run,
    "run_enrolment": run,
    "run_new": course,
    "run_participant_new": run,
    "run_participants": run,
    "run_state": run,
    "document": document,
    "head_count_new": member,
    "interest": interest,
    "interest_answer": interest,
    "interest_new": mentor_round,
    "interest_withdrawal": interest,
    "interests": mentor_round,
    "invoice": invoice,
    "invoice_document": invoice,
    "invoice_einvoice": invoice,
    "invoice_respite": invoice,
    "invoice_respite_end": rested(invoice),
    "invoice_profile": member,
    "invoice_run": invoice_run,
    "invoice_run_approval": invoice_run,
    "invoice_run_continuation": invoice_run,
    "invoice_run_progress": invoice_run,
    "invoice_run_stop": invoice_run,
    "job": job,
    "job_cancellation": job,
    "letter": letter,
    "letter_sending": letter,
    "member": member,
    "member_change": member,
    "member_import": member_import,
    "member_import_application": member_import,
    "member_import_reversal": applied_import,
    "mentor_round_change": mentor_round,
    "person": person,
    "calendar_address_end": calendar_address,
    "open_course": public_course,
    "open_guest": guest_run,
    "run_guests": guest_run,
    "certificate": certificate,
    "certificate_revocation": certificate,
    "enrolment_certificate": held_seat,
    "enrolment_needs": enrolment,
    "enrolment_needs_removal": enrolment,
    "evaluation": evaluation,
    "evaluation_answer": evaluation,
    "leader_removal": leader,
    "run_attendance": led_run,
    "run_certificates": run,
    "run_leaders": run,
    "run_need_names": run,
    "run_needs": run,
    "run_declared_needs": shared_run,
    "session_attendance": led_session,
    "session_door": led_session,
    "session_presence": led_session,
    "cost_change": cost_line,
    "cost_copy": run,
    "cost_new": run,
    "cost_removal": cost_line,
    "late_fee_waiver": late_fee,
    "run_economy": run,
    "run_no_shows": run,
    "run_price": run,
    "run_settlement": settled_run,
    "run_settlement_document": settled_run,
    "approval": approval,
    "approval_rule": member,
    "enrolment_hand_over": enrolment,
    "reference_rule": member,
    "allotment": allotment,
    "allotment_move": allotment,
    "run_allotments": run,
    "enrolment_listing": enrolment,
    "enrolment_placement": enrolment,
    "enrolment_priority": enrolment,
    "name_list": name_list,
    "name_list_application": name_list,
    "name_list_file": name_list,
    "name_list_rows": name_list,
    "run_letters": run,
    "run_withdrawals": run,
    "run_fellows": run_with_a_seat,
    "run_names_new": run,
    "division": division,
    "division_inputs": division,
    "division_placement": made_division,
    "division_progress": division,
    "division_repetition": division,
    "division_setting_aside": made_division,
    "run_application": drawn_run,
    "run_application_withdrawal": drawn_run,
    "run_division": drawn_run,
    "run_selection": selected_run,
    **council.ROUTES,
    **plans.ROUTES,
    **FEE_RULES,
    **MERGING,
    **COUNTING,
    **MATCHING,
    **CORRECTING,
    **PAYING,
    **PROCURING,
    **RUNNING,
    **SIMULATING,
    **outgoing(invoice),
    **SUMMARIES,
    "campaign": campaign,
    "campaign_answer": answer_that_is_sent,
    "campaign_answer_reopening": answer_that_is_sent,
    "campaign_change": campaign,
    "campaign_closing": campaign,
    "campaign_deadline": campaign,
    "campaign_newcomers": campaign,
    "campaign_opening": prepared_campaign,
    "campaign_questions": campaign,
    "campaign_reminders": silent_campaign,
    "campaign_removal": prepared_campaign,
    "candidate_change": candidate,
    "candidate_costing": candidate,
    "candidate_courses": campaign,
    "candidate_new": campaign,
    "candidate_place": candidate,
    "candidate_removal": candidate,
    "candidates": campaign,
    "needs_answers": campaign,
}
# Words that a route asks for besides the record.
MORE: dict[str, dict[str, str]] = {
    **PAYERS,
    "festival_state": {"state": "timetable"},
    "interest_new": {"role": "mentee"},
    "procurement_state": {"state": "stopped"},
    "run_state": {"state": "paused"},
    "calendar_address_new": {"kind": "own"},
    "open_calendar": {"language": "sv", "secret": SECRET},
    "open_course": {"language": "sv"},
    "open_courses": {"language": "sv"},
    "open_courses_calendar": {"language": "sv"},
    "open_guest": {"language": "sv"},
    "open_guest_seat": {"language": "sv", "secret": SECRET},
    "open_guest_withdrawal": {"language": "sv", "secret": SECRET},
    "door": {"code": "nobodys"},
    "candidate_place": {"way": "up"},
    "needs_page": {"year": str(SUMMARY_YEAR)},
}
