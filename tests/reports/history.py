"""Many years of a network, laid by the database itself; what hangs on a person is a number."""

from django.utils import timezone

from tests.cast import Cast
from tests.reports.raw import lay, laying

BASE = 1_000_000  # ids of what is laid
MEMBERS, COURSES = 40, 50


def lay_years(database: str, cast: Cast, *, years: int, runs: int, seats: int) -> None:
    """Years up to this one, each with some runs, and each run with some enrolments."""
    first = timezone.localdate().year - years + 1
    all_runs, net = years * runs, cast.vn
    at = f"{BASE} + n"
    member, run = f"{BASE} + 1 + (n * 7) % {MEMBERS}", f"{BASE} + 1 + (n - 1) / {seats}"
    begins = (
        f"make_timestamptz({first} + (n - 1) / {runs}, 1 + n % 12, 1 + n % 27, 9, 0, 0,"
        " 'Europe/Stockholm')"
    )
    year_of_run, each = f"{first} + (n - 1) / {runs}", MEMBERS * years
    year_of_member, of_member = (
        f"{first} + (n - 1) / {MEMBERS}",
        f"{BASE} + 1 + (n - 1) % {MEMBERS}",
    )
    with laying(database) as admin:
        lay(admin, "members_authority", MEMBERS, None, id=at, name="'Myndighet ' || n",
            short_name="'M' || n", organisation_number="''")  # fmt: skip
        lay(admin, "members_membership", MEMBERS, net, id=at, authority_id=at)
        lay(admin, "members_headcount", each, net, id=at, membership_id=of_member,
            count="100 + n", day=f"make_date({year_of_member}, 1, 1)")  # fmt: skip
        lay(admin, "courses_course", COURSES, net, id=at, title_sv="'Kurs nummer ' || n",
            kind="'course'")  # fmt: skip
        lay(admin, "courses_run", all_runs, net, id=at, course_id=f"{BASE} + 1 + n % {COURSES}",
            number="n", capacity=str(seats), begins_at=begins, ends_at=begins,
            state="'held'")  # fmt: skip
        lay(admin, "courses_enrolment", all_runs * seats, net, id=at, person_id=at, run_id=run,
            membership_id=member, number=f"1 + (n - 1) % {seats}", price="1000", awaits="0",
            state="CASE WHEN n % 12 = 0 THEN 'waiting' WHEN n % 15 = 1 THEN 'withdrawn'"
                  " ELSE 'enrolled' END")  # fmt: skip
        lay(admin, "courses_noshow", all_runs * seats // 50, net, id=at,
            enrolment_id=f"{BASE} + n * 50 - 1",
            run_id=f"{BASE} + 1 + (n * 50 - 2) / {seats}")  # fmt: skip
        lay(admin, "courses_question", 1, net, id=at, key="'whole'")
        lay(admin, "courses_evaluationblock", all_runs, net, id=at, answers="6",
            year=year_of_run)  # fmt: skip
        lay(admin, "courses_evaluation", all_runs, net, id=at, run_id=at, block_id=at,
            asked="9", answers="6", closed_at="now()")  # fmt: skip
        lay(admin, "courses_evaluationtally", all_runs, net, id=at, evaluation_id=at,
            question_id=f"{BASE} + 1", counts="ARRAY[0, 0, 1, 2, 3]")  # fmt: skip
        lay(admin, "courses_costline", all_runs, net, id=at, run_id=at, stage="'actual'",
            price="5000")  # fmt: skip
        lay(admin, "courses_settlement", all_runs // 2, net, id=at, run_id=at)
        lay(admin, "courses_settlementshare", all_runs // 2 * 10, net, id=at,
            run_id=f"{BASE} + 1 + (n - 1) / 10", final="2500",
            membership_id=f"{BASE} + 1 + n % {MEMBERS}",
            settlement_id=f"{BASE} + 1 + (n - 1) / 10")  # fmt: skip
        lay(admin, "fees_invoice", each, net, id=at, membership_id=of_member, number="n",
            kind="'membership'", day=f"make_date({year_of_member}, 2, 1)", vat="0", net="90000",
            total="90000", balance="0", is_credit="false", outside_vat="true", corrects_id="NULL",
            series_id=f"{BASE} + n")  # fmt: skip
        lay(admin, "fees_invoiceline", each, net, id=at, invoice_id=at, membership_id=of_member,
            net="90000", position="1")  # fmt: skip
        lay(admin, "fees_contribution", each, net, id=at, membership_id=of_member,
            state="'accepted'", settled_by="1", unit="'hour'", quantity="4", rate="500",
            value="2000", reverses_id="NULL",
            since=f"make_date({year_of_member}, 5, 5)")  # fmt: skip
        admin.execute("ANALYZE")
