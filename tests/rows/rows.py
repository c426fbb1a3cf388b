"""A row of any tenant table, made from its columns alone.

Composite keys are deferred and every test rolls back, so a row may point to nothing; what a
CHECK or a trigger asks for stands in `ASKED`.
"""

import datetime
import uuid
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import connection, models

from tests.databases import acting_as

# Columns whose constraint wants more than a plain value of their type.
ASKED: dict[str, dict[str, Any]] = {
    "courses_afterrule": {"presence_percent": 80},
    "courses_costing": {"run_cost": 1},
    "courses_procurementcandidate": {"candidate_id": 1},
    "courses_supplier": {"organisation_number": ""},
    "courses_division": {"seed": "", "commitment": ""},
    "courses_enrolment": {"state": "withdrawn"},
    "courses_opencatalogue": {
        "since": datetime.date(2019, 1, 1),
        "until": datetime.date(2019, 12, 31),
    },
    "courses_seatcount": {"held": 0, "reserved": 0},
    "courses_festival": {
        "call_closes": datetime.date(2025, 12, 1),
        "call_opens": datetime.date(2025, 11, 1),
        "items_each": 1,
    },
    "courses_festivalitem": {"minutes": 60, "seats": 10, "slot_id": None, "place_id": None},
    "courses_festivalslot": {"ends_at": datetime.datetime(2026, 1, 1, 13, tzinfo=datetime.UTC)},
    "courses_lookoutseries": {"starts": datetime.time(9), "ends": datetime.time(10)},
    "courses_session": {"ends_at": datetime.datetime(2026, 1, 1, 13, tzinfo=datetime.UTC)},
    "members_decisioneffect": {"state": "waiting", "done_at": None},
    "members_invoiceprofile": {"endpoint_scheme": "0007"},
    "members_person": {"manager_id": None},
    "courses_latefee": {"waived": ""},
    "courses_mergedpart": {"candidate_id": None, "line": 1},
    "fees_allocation": {"kind": "write_off"},
    "fees_budgetline": {"year": 2026},
    "fees_contribution": {"until": None},
    "fees_issuer": {"archive_years": 7},
    "fees_invoice": {"vat": 0},
    "fees_invoicerun": {"year": 2026},
    "fees_simulation": {"year": 2027},
    "fees_vatrule": {"category": "O", "rate": 0},
    "governance_actionpoint": {"done_at": None, "dropped_at": None},
    "governance_agendaitem": {"effect": "", "subject_id": None},
    "governance_attendance": {"from_paragraph": None, "to_paragraph": None},
    "governance_approver": {"comment": ""},
    "governance_body": {"quorum_percent": 50, "until": None},
    "governance_guest": {"until": None},
    "governance_handover": {
        "giver_id": 1,
        "receiver_id": 2,
        "state": "planned",
        "done_at": None,
    },
    "governance_holder": {"until": None},
    "governance_holderproposal": {"accepted": None, "answered_at": None},
    "governance_mandate": {"until": None},
    "governance_meeting": {"ends": datetime.datetime(2026, 1, 1, 13, tzinfo=datetime.UTC)},
    "governance_idea": {"state": "proposed", "tried_from": None, "tried_until": None},
    "governance_membershipterms": {"until": None},
    "governance_commitment": {"hours": 1, "kronor": 0},
    "governance_operationalplan": {
        "year": 2026,
        "state": "draft",
        "decision_id": None,
        "adopted_on": None,
    },
    "governance_planactivity": {"starts": None, "ends": None},
    "governance_plantext": {"kind": "vision", "plan_id": None},
    "governance_circle": {"until": None},
    "governance_circlemember": {"until": None},
    "governance_openevent": {"ends": datetime.datetime(2026, 1, 1, 13, tzinfo=datetime.UTC)},
    "governance_openpart": {"until": datetime.date(2026, 12, 31)},
    "governance_publishing": {"version_id": None},
    "governance_office": {"until": None, "person_id": 1},
    "governance_resolution": {"outcome": "noted"},
    "induction_programme": {"ends": datetime.date(2026, 12, 1)},
    "induction_module": {"kind": "own"},
    "loans_canlend": {"people": 1, "percent": 50},
    "loans_consent": {"given": False, "employee_agrees": False, "percent": 50},
    "loans_crisis": {"ended_on": datetime.date(2026, 12, 1)},
    "loans_evaluation": {"satisfaction": 3, "learnt": 3},
    "loans_interest": {
        "percent": 50,
        "person_id": 1,
        "membership_id": 1,
        "outside_name": "",
        "agreed_at": None,
        "own_consent": False,
    },
    "loans_loan": {"person_id": 1, "lender_id": 1, "borrower_id": 2, "broken_by": ""},
    "loans_notice": {"percent": 50, "people": 1, "membership_id": 1},
    "loans_approach": {"membership_id": 1},
    "loans_loanterms": {"max_months": 6, "warn_months": 5},
    "loans_outsideparty": {"organisation_number": "2021000852"},
    "loans_review": {"assessment": "The need remains for as long as the storm is cleared up."},
    "loans_signature": {"how": "portal", "file_id": None},
    "loans_statement": {
        "approved_at": None,
        "returned_at": None,
        "sent_at": None,
        "overhead_percent": 40,
    },
    "reports_survey": {"year": 2031, "opened_at": None, "closed_at": None},
    "reports_surveyreply": {"score": None},
    "reports_yearfigures": {"year": 2001},
    "mentorship_interest": {"capacity": 1, "role": "mentor"},
    "mentorship_jointmeeting": {"ends_at": datetime.datetime(2026, 1, 1, 13, tzinfo=datetime.UTC)},
    "mentorship_avoided": {"name": "", "authority_id": 1, "who_id": None},
    "mentorship_pair": {
        "mentee_membership_id": 1,
        "mentor_membership_id": 2,
        "mentee_person_id": 1,
        "mentor_person_id": 2,
    },
    "mentorship_pairrule": {"mentee_id": 1, "mentor_id": 2},
    "mentorship_pairevaluation": {"satisfaction": 3, "effect": 3, "goals": 3},
    "reports_reporttext": {"year": 2026},
    "mentorship_mentorround": {
        "starts": datetime.date(2026, 2, 1),
        "ends": datetime.date(2026, 12, 1),
    },
}


def _numbered(network_id: int, serial: int) -> dict[str, Any]:
    """An invoice wants its number taken from its seller's series first."""
    with acting_as("portal_owner"), connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, authority_id FROM members_membership WHERE network_id = %s LIMIT 1",
            [network_id],
        )
        membership, authority = cursor.fetchone()
        issuer = plant(
            apps.get_model("fees", "Issuer"), network_id, serial + 50, membership_id=membership
        )
        cursor.execute(
            "INSERT INTO fees_numberseries (seller_id, code, last) VALUES (%s, %s, 1) RETURNING id",
            [authority, f"T{serial}"],
        )
        series = cursor.fetchone()[0]
    return {"issuer_id": issuer, "series_id": series, "number": 1}


def _invoiced(network_id: int, serial: int) -> dict[str, Any]:
    """An allocation wants the invoice that it settles."""
    with acting_as("portal_owner"):
        invoice = plant(apps.get_model("fees", "Invoice"), network_id, serial + 50, total=1, net=1)
    return {"invoice_id": invoice, "membership_id": serial + 50}


PREPARED = {"fees_invoice": _numbered, "fees_allocation": _invoiced}


def tenant_models() -> list[type[models.Model]]:
    """Every model whose rows belong to one network."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if any(field.name == "network" for field in model._meta.fields)
    ]


def _value(field: Any, serial: int) -> Any:
    if field.null:
        return None
    if field.choices:
        return field.flatchoices[0][0]
    kind = field.get_internal_type()
    values: dict[str, Any] = {
        "ArrayField": [],
        "BinaryField": b"x",
        "BooleanField": False,
        "DateField": datetime.date(2026, 1, 1),
        "DateTimeField": datetime.datetime(2026, 1, 1, 12, tzinfo=datetime.UTC),
        "DecimalField": Decimal(1),
        "EmailField": f"canary{serial}@example.org",
        "JSONField": "{}",
        "TimeField": datetime.time(9),
        "UUIDField": uuid.UUID(int=serial),
    }
    if kind in values:
        return values[kind]
    if "Char" in kind or "Text" in kind or "Slug" in kind:
        return f"c{serial}"[: field.max_length or 20]
    return serial if isinstance(field, models.ForeignKey) else 1


def plant(model: type[models.Model], network_id: int, serial: int, **asked: Any) -> int:
    """Insert one row as the current role, by raw SQL; returns its id."""
    table = model._meta.db_table
    row: dict[str, Any] = {
        str(field.column): _value(field, serial)
        for field in model._meta.fields
        if not field.primary_key and not getattr(field, "generated", False)
    }
    row |= {"network_id": network_id, **ASKED.get(table, {}), **asked}
    if prepare := PREPARED.get(table):
        row |= prepare(network_id, serial)
    columns = ", ".join(f'"{column}"' for column in row)
    marks = ", ".join(["%s"] * len(row))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({columns}) VALUES ({marks}) RETURNING id", list(row.values())
        )
        return int(cursor.fetchone()[0])


def seen(table: str) -> set[tuple[int, int]]:
    """(network, id) of each row that raw SQL sees."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT network_id, id FROM {table}")
        return set(cursor.fetchall())
