"""For each route that names a record: the records that the doors are tried with.

`own` concerns Amina at CSN in Västernorrland, `other` Tove at Timrå in the same network,
`foreign` somebody in Jämtland; `missing` is nobody. A route that is not here fails the suite.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils import timezone

from courses.actions.calendar_address import PURPOSE
from courses.models import CalendarAddress, Course, Enrolment
from fees.actions.issue import issue
from fees.models import InvoiceRun
from members.models import MemberImport, Role
from mentorship.models import Interest, MentorRound
from network import scope
from network.models import Document, Job, Letter
from network.secret_addresses import digest_of, new_nonce, secret_of
from tests.cast import JL, VN, Cast
from tests.courses.festivals import make_series, make_turn, open_call, sent_item
from tests.courses.makers import make_course, make_run
from tests.databases import acting_as
from tests.fees.makers import approved_run, furnish
from tests.mentorship.rounds import make_round

MISSING = 999_999_999
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


def festival(cast: Cast, network: str, who: str, key: str) -> int:
    return _in(cast, network, open_call)


def festival_item(cast: Cast, network: str, who: str, key: str) -> int:
    person, member = cast.people[network, who], cast.memberships[network, key]
    return _in(cast, network, lambda: sent_item(open_call(), person, member))


def lookout_series(cast: Cast, network: str, who: str, key: str) -> int:
    return _in(cast, network, make_series)


def lookout_turn(cast: Cast, network: str, who: str, key: str) -> int:
    return _in(cast, network, lambda: make_turn(make_series(), cast.memberships[network, key]))


# Route name -> what its `pk` is.
ROUTES: dict[str, Maker] = {
    "calendar_address_end": calendar_address,
    "open_course": public_course,
    "open_guest": guest_run,
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
    "enrolment_withdrawal": enrolment,
    "person_change": person,
    "person_end": person,
    "person_return": person,
    "role_end": role,
    "role_new": person,
    "run": run,
    "run_calendar": run,
    "run_change": run,
    "run_enrolment": run,
    "run_guests": guest_run,
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
}
# Words that a route asks for besides the record.
SECRET = "x" * 43  # a link that is nobody's; tests/courses/test_open_* try real ones
MORE: dict[str, dict[str, str]] = {
    "calendar_address_new": {"kind": "own"},
    "open_calendar": {"language": "sv", "secret": SECRET},
    "open_course": {"language": "sv"},
    "open_courses": {"language": "sv"},
    "open_courses_calendar": {"language": "sv"},
    "open_guest": {"language": "sv"},
    "open_guest_seat": {"language": "sv", "secret": SECRET},
    "open_guest_withdrawal": {"language": "sv", "secret": SECRET},
    "festival_state": {"state": "timetable"},
    "interest_new": {"role": "mentee"},
    "run_state": {"state": "paused"},
}
