"""The shape of the locks, read from PostgreSQL's own catalogue."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models

from network.scope import TenantKey
from tests.rows.rows import tenant_models

# Tables that belong to no network, each with the reason.
GLOBAL = {
    "network_network": "the tenant itself",
    "network_user": "credentials and sign-in address only",
    "members_legalperson": "public facts",
    "members_authority": "public facts",
    "members_formername": "public facts",
    "fees_numberseries": "one series a seller, whatever the network; no serving role may touch it",
}
GLOBAL_APPS = {
    "account",
    "auth",
    "contenttypes",
    "django_celery_beat",
    "mfa",
    "sessions",
    "socialaccount",
    "usersessions",
}

# Functions that act with the owner's rights; each was read with that in mind.
DEFINERS = {
    *("enter", "enter_system", "leave", "places", "register_authority", "number_authority"),
    "guard_person",
    # An adopted operational plan stands, whoever of its keepers writes to it.
    *("plan_stands", "keep_plan", "keep_of_plan"),
    # How many support an idea, whoever may see who they are.
    "count_idea_support",
    # A link in mail: opens its addressee's scope by the hash of its secret, and marks it used.
    *("enter_link", "use_link"),
    # The seat engine's own parts, which no serving role may call.
    *("hold_run", "leave_errand", "approvals_needed", "claim_seat", "give_seat", "pass_seat_on"),
    *("ask_approvals", "void_what_hangs_on", "end_enrolment", "after_run", "after_session"),
    *("before_enrolment", "after_enrolment", "before_withdrawal", "after_withdrawal"),
    # What lies open: each of them looks only into the public scope's own network, or makes it.
    *("enter_public", "open_networks", "enter_calendar"),
    *("ask_guest_seat", "guest_seat", "confirm_guest", "withdraw_guest"),
    # Whom to ask: the contact of a published notice to its network, who wrote an approach to its
    # two authorities; and what a sister network shows on purpose, with no row's key to others.
    *("loan_contacts", "sister_notices"),
    # Triggers of the loans: they see consent, signatures and other networks' loans of the same
    # person whole, and answer with a refusal alone; the first answers a policy, in its own network.
    *("loan_interest_agreed", "loan_consent_stands", "loan_months", "loan_is_signed"),
    *("hold_loan_extent", "keep_loan", "after_loan", "keep_loan_part", "keep_wording"),
    *("keep_loan_signature", "keep_loan_consent", "after_loan_consent", "keep_loan_statement"),
    # The same of interest and consent: whose yes it is, in which order, and that drafts fall.
    *("keep_loan_interest", "after_loan_interest", "before_loan_consent"),
    # Name and title after the manager's yes, to the two sides and the coordinators alone; and the
    # ids of approaches that oneself or one's staff was named for, for their policy.
    *("loan_interested", "named_approaches"),
    # An application in the open, and its link: each looks only into the public scope's network.
    *("ask_membership", "application_at", "confirm_application"),
    "check_membership_certificate",  # for whoever has the code: authority, standing, days
    # The register's numbers; where somebody sits in a body, for its policies; the order of a
    # meeting, which writes what it decided into the register, and refuses without a quorum.
    "number_decision",
    *("bodies", "bodies_kept", "bodies_read"),
    # The times behind a secret address of a body's calendar, and nothing else of the network.
    "body_calendar",
    *("item_is_quorate", "keep_resolution", "keep_meeting", "keep_of_meeting"),
    # For which mandates the scope's own people vote, as which holders they approve, and how much a
    # mandate's vote weighs, for policies and triggers; then the triggers of minutes, votes and
    # approvals: they count, freeze by a hash and refuse, and show nobody a row.
    *("mandates_to_vote", "own_holders", "vote_weight"),
    # Which minutes the scope's own people were asked to approve, for a policy, and what they say:
    # who took part signs them, and may hold no mandate any more.
    *("meetings_to_approve", "minutes_to_approve"),
    *("keep_minutes_version", "keep_vote", "keep_ballot", "count_into_resolution"),
    *("keep_approver", "after_approver", "keep_minutes_of_meeting"),
    # A body's paragraphs of the year, counted over meetings that not every writer sees.
    *("stand_meeting", "next_paragraph"),
    "keep_paper",  # a trigger: whether the meeting of a paper is over
    "keep_loan_statement_line",  # a trigger: reads whether the line's statement was sent
    "loan_is_stated",  # a policy asks it: whether the economist reads a loan, in the own network
    # For whoever has an outside party's address of an agreement: its text and its comments, one
    # comment more, and that party's own signed paper; each finds its loan by the address alone.
    *("agreement_at", "comment_at", "sign_at"),
    "loan_days",  # counts of days by authority: own ones for HR, all for who reads reports or money
    # The same of what a loan is at every moment: both signatures on its days and extents, whose
    # side assesses, answers and ends it, and with which notice.
    *("loan_wording_holds", "loan_notice_months", "loan_may_end", "hold_loan_as_signed"),
    *("keep_loan_upload", "keep_loan_review", "keep_loan_evaluation", "keep_early_end"),
    # Triggers of the pairs: one counts a mentor's mentees, whom its writer may not all see; the
    # other ends the pair of a row that its own policy let in.
    *("keep_pair", "end_pair"),
    "mentees_before",  # how many asked in a round before somebody: a number, of nobody
    # For the two of a pair alone: who the other is, and on which days the other says they met.
    *("mentor_partners", "partner_days"),
    "tell_guests",  # a trigger: leaves errands for the guests of the run it is on
    # Search: full text cannot use its index under the policies, so these ask for the scope.
    *("find_courses", "sees_course", "most_like_course", "find_people"),
    *("before_allotment", "after_allotment", "before_allotment_move", "before_priority"),
    *("after_priority", "before_session_seat", "after_session_seat"),
    # Acts for oneself, one's authority or the whole network: each finds its row in the scope's
    # network and asks app.may_act_for.
    *("answer_offer", "take_free_seat", "hand_over", "release_allotment"),
    "decide_approval",  # only who is asked
    # Triggers: they ask the state of the answer or the plan that a row is a part of.
    *("before_need_line", "before_plan_part"),
    # How many other authorities ask for a course, in numbers of two and more.
    "others_need",
    # For whoever has an authority's shared address: who asks for wishes, and leaving one.
    *("wish_call", "leave_wish"),
    "council",  # asks only the roles of the scope's own people
    # Counts of a round for those who read reports, and mentors given and taken by year, an
    # authority's own alone: no person in either, and no sum of fewer than five answers.
    *("round_facts", "mentors_given"),
    # Figures of a year: the network's for who reads reports or money, a member's own and, from
    # five members on, the sum of all; surveys when closed, from five answers on. No person.
    *("year_figures", "benefit_of", "benefit_runs", "benefit_use"),
    # How many meetings of the bodies each member took part in: whose and when, no person.
    *("benefit_meetings", "benefit_meetings_of"),
    *("survey_progress", "survey_results"),
    # Numbers alone: of all for those who oversee; an authority's own, and sums of three or more.
    *("needs_totals", "came"),
    "before_approval",  # sets the last time to answer
    "colleague",  # one id by a whole address, of the seat's own authority, to who acts for it
    *("place_applicants", "change_allotment"),  # only who keeps the network's courses
    *("leave_elsewhere", "expire_offers"),  # only the system scope
    *("places_in_line", "enrolment_facts"),  # answer for those whom one may see or act for
    # What lies open: each of them looks only into the public scope's own network, or makes it.
    *("enter_public", "open_networks", "enter_calendar"),
    *("ask_guest_seat", "guest_seat", "confirm_guest", "withdraw_guest"),
    # Search: full text cannot use its index under the policies, so these ask for the scope.
    *("find_courses", "sees_course", "most_like_course"),
    # Attendance: the functions ask app.leads who may tick; who comes in does it for oneself.
    *("leads", "takes_part", "roster", "tick", "door", "come_in"),
    # Special needs: counts for the whole network, names for the education coordinator only.
    *("before_need", "forget_need", "diet_counts", "access_count", "access_needs"),
    # For whoever has the code, in whatever network: name, course, days, and whether it holds.
    *("check_certificate", "check_induction_certificate"),
    # An answer is counted for oneself once; results are of five answers at least.
    *("answer_evaluation", "evaluation_results"),
    # What is not changed when it is agreed or settled; triggers that nobody may call.
    *("keep_late_fee_tier", "keep_settled", "check_settlement"),
    "participants_of",  # the participants of a run, for those who hold a seat on it
    # They seal the seed of a division when its run opens, and a new one when it is set aside.
    *("seal_division", "after_run_opens", "after_division"),
    "asked_for",  # application and authority, no person; for the whole network and the council
    "leave_ranked",  # only for the whole network; who got one run leaves the others they ranked
    # Triggers of the ledger: they read the batch and the rows that a row is a part of.
    *("check_ledger_closed", "check_ledger_open", "check_voucher_sum"),
    # Invoice numbers; only the first may be called, and only by who handles money.
    *("next_invoice_number", "check_number_used", "check_number_follows"),
    *("check_invoice_follows", "check_invoice_sum", "check_first_step"),
    # Triggers: an allocation moves the balances, whoever of the economists makes it.
    *("allocate", "check_set_off", "check_credits"),
    # Triggers: who approves a run, whom it leaves out, and that it issues nothing unapproved.
    "other_economists",  # how many, no names; for who handles money, who could approve a run
    *("keep_invoice_run", "keep_exclusion", "check_run_approved"),
    # A trigger: whether another series of the seller, in any network, gives the same OCR numbers.
    "check_issuer_series",
    "check_credited_line",  # a trigger: looks at the note and the line that its row corrects
}

# Tables of which everybody may read something.
OPEN = {
    *("courses_area", "courses_course", "courses_run", "courses_session", "courses_seatcount"),
    # Pages on their day; bodies and events where the network has laid them open.
    *("governance_openpage", "governance_pageversion", "governance_pageaddress"),
    *("governance_publishing", "governance_openpart", "governance_openevent"),
    *("governance_body", "governance_bodykind", "governance_mandate"),
    *("members_membership", "members_standing"),  # who is a member, as what and when, is public
}

# A series belongs to the seller, who may host several networks.
SELLERS = {("fees_invoice", "fees_invoice_number_once")}

pytestmark = pytest.mark.django_db


def rows(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def tables() -> set[str]:
    return {model._meta.db_table for model in tenant_models()}


def test_every_table_is_a_tenants_or_named_as_global() -> None:
    known = tables() | set(GLOBAL)
    unknown = {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label not in GLOBAL_APPS
    } - known
    assert unknown == set()


def test_every_tenant_table_forces_row_level_security_on_all_roles() -> None:
    found = rows(
        "SELECT relname FROM pg_class WHERE relkind = 'r'"
        " AND relrowsecurity AND relforcerowsecurity"
    )
    assert tables() - {name for (name,) in found} == set()


def test_every_policy_of_the_app_begins_with_the_network() -> None:
    """`network_id = … AND (…)` at the top: an OR beside it would open every network."""
    found = rows(
        "SELECT tablename, policyname, cmd, qual, with_check FROM pg_policies"
        " WHERE roles = '{portal_app}' AND policyname <> 'public_reads'"
    )
    begins = re.compile(
        r"^\(\(network_id = \( SELECT app\.net\(\) AS net\)\) AND \((.*)\)\)$", re.S
    )
    commands: dict[str, set[str]] = {}
    for table, policy, command, using, check in found:
        commands.setdefault(str(table), set()).add(str(command))
        for expression in (using, check):
            if expression is None:
                continue
            inside = begins.match(str(expression))
            if inside is None:  # a lone clause has no inner brackets
                assert re.match(
                    r"^\(\(network_id = \( SELECT app\.net\(\) AS net\)\) AND "
                    r"\( SELECT app\.system\(\) AS system\)\)$",
                    str(expression),
                ), (table, policy, expression)
                continue
            depth = 0
            for sign in inside[1]:
                depth += {"(": 1, ")": -1}.get(sign, 0)
                assert depth >= 0, (table, policy, expression)
    assert set(commands) == tables()
    assert all(kinds == {"SELECT", "INSERT", "UPDATE", "DELETE"} for kinds in commands.values())


def test_the_public_scope_reads_the_tables_of_the_open_catalogue_and_writes_none() -> None:
    found = rows(
        "SELECT tablename, cmd, qual FROM pg_policies"
        " WHERE policyname = 'public_reads' OR qual LIKE '%%public_net%%'"
    )
    assert {table for table, _command, _using in found} == OPEN
    begins = "((network_id = ( SELECT app.public_net() AS public_net)) AND "
    for table, command, using in found:
        assert command == "SELECT", table
        assert str(using).startswith(begins), table
        depth = 0
        for sign in str(using)[len(begins) : -1]:
            depth += {"(": 1, ")": -1}.get(sign, 0)
            assert depth >= 0, (table, using)


def test_only_the_owner_has_a_policy_that_always_passes() -> None:
    found = rows("SELECT tablename, policyname, roles FROM pg_policies WHERE qual = 'true'")
    assert {str(roles) for _table, _policy, roles in found} == {"['portal_owner']"}


def test_every_key_between_tenant_tables_holds_the_network() -> None:
    composite = {
        (table, column)
        for table, column in rows(
            "SELECT c.conrelid::regclass::text, a.attname FROM pg_constraint c"
            " JOIN pg_attribute n ON n.attrelid = c.conrelid AND n.attnum = c.conkey[1]"
            " JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[2]"
            " WHERE c.contype = 'f' AND cardinality(c.conkey) = 2 AND n.attname = 'network_id'"
        )
    }
    single = {
        (table, target)
        for table, target in rows(
            "SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint"
            " WHERE contype = 'f' AND cardinality(conkey) = 1"
        )
        if target in tables()
    }
    keys = set()
    for model in tenant_models():
        for field in model._meta.fields:
            related = getattr(field, "related_model", None)
            if related is not None and related._meta.db_table in tables():
                plain = isinstance(field, TenantKey | models.OneToOneField)
                assert plain, f"{model}.{field.name} must be a TenantKey"
                assert not getattr(field, "db_constraint", True), (
                    f"{model}.{field.name} has a key that leaves"
                )
                keys.add((model._meta.db_table, field.column))
    assert keys - composite == set()
    assert single == set()


def test_every_unique_rule_and_index_of_a_tenant_table_leads_with_the_network() -> None:
    found = rows(
        "SELECT t.relname, i.relname, a.attname FROM pg_index x"
        " JOIN pg_class t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid"
        " LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = x.indkey[0]"
        " WHERE NOT x.indisprimary AND t.relname = ANY (%s)",
        sorted(tables()),
    )
    # One-to-one: unique by the other row's own id, which belongs to one network already.
    one_to_one = {
        (model._meta.db_table, field.column)
        for model in tenant_models()
        for field in model._meta.fields
        if isinstance(field, models.OneToOneField)
    }
    astray = {
        (table, index)
        for table, index, first in found
        if first != "network_id" and (table, first) not in one_to_one
    }
    assert astray == SELLERS


def test_there_is_no_path_around_by_a_view() -> None:
    views = rows(
        "SELECT c.relname, c.relkind, c.reloptions::text FROM pg_class c"
        " JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname IN ('public', 'app') AND c.relkind IN ('v', 'm')"
    )
    open_views = [v for v in views if v[1] == "m" or "security_invoker=true" not in str(v[2])]
    assert open_views == []


def test_every_function_with_the_owners_rights_was_reviewed() -> None:
    found = rows(
        "SELECT p.proname, coalesce(p.proconfig::text, ''), coalesce(p.proacl::text, '=X'),"
        " pg_get_userbyid(p.proowner)"
        " FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
        " WHERE n.nspname IN ('public', 'app') AND p.prosecdef"
    )
    assert {name for name, *_rest in found} == DEFINERS
    for name, config, grants, owner in found:
        assert "search_path=pg_catalog, pg_temp" in str(config), name
        assert not re.search(r"[{,]=X", str(grants)), f"everybody may call {name}"
        assert owner == "portal_owner"


def test_the_serving_roles_can_neither_truncate_nor_refer_nor_trigger() -> None:
    found = rows(
        "SELECT grantee, table_name, privilege_type FROM information_schema.table_privileges"
        " WHERE grantee IN ('portal_app', 'portal_worker')"
        " AND privilege_type IN ('TRUNCATE', 'REFERENCES', 'TRIGGER')"
    )
    assert found == []


def test_global_facts_cannot_be_written_by_the_serving_roles() -> None:
    found = rows(
        "SELECT table_name, privilege_type FROM information_schema.table_privileges"
        " WHERE grantee IN ('portal_app', 'portal_worker') AND table_name = ANY (%s)"
        " AND privilege_type <> 'SELECT'",
        [name for name in GLOBAL if name != "network_user"],
    )
    assert found == []


def test_no_scope_outlives_its_transaction_in_the_source() -> None:
    """`set_config(…, false)` and `SET app.` would follow a pooled connection to a stranger."""
    root = Path(__file__).parent.parent.parent
    rooms = (
        *("network", "members", "fees", "courses", "loans", "mentorship", "induction"),
        *("governance", "reports", "config"),
    )
    wrong = re.compile(r"set_config\([^)]*,\s*false\s*\)|\bSET\s+(SESSION\s+)?app\.", re.I)
    found = [
        str(path.relative_to(root))
        for room in rooms
        for path in (root / room).rglob("*.py")
        if wrong.search(path.read_text())
    ]
    assert found == []
