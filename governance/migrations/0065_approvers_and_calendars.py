"""Who approves minutes reads them though their mandate has ended, and nobody else approves them.

The calendar of a body says how often a meeting was changed, so that programs take the new time.
"""

from importlib import import_module

from django.db import migrations

from network.schema import condition

GROUND = import_module("governance.migrations.0002_locks")
LOCKS = import_module("governance.migrations.0031_minutes_locks")
APPROVER, MEETING = "governance_approver", "governance_meeting"
SITS = LOCKS.of_meeting(APPROVER, LOCKS.SAT_MEETING)
OWN = "holder_id = ANY ((SELECT app.own_holders())::bigint[])"
APPROVES = "id = ANY ((SELECT app.meetings_to_approve())::bigint[])"

READ = """
-- The meetings whose minutes the scope's own people were asked to approve: they took part, and
-- read what they sign also when their mandate has ended since.
CREATE FUNCTION app.meetings_to_approve() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(DISTINCT p.meeting_id), '{}') FROM public.governance_approver p
     WHERE p.network_id = app.net() AND p.state <> 'chosen'
       AND p.holder_id = ANY (app.own_holders())
$$;
REVOKE ALL ON FUNCTION app.meetings_to_approve FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.meetings_to_approve TO portal_app;

-- What they are asked to approve: the same content that their answer is hashed from.
CREATE FUNCTION app.minutes_to_approve(meeting bigint) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT app.minutes_content(app.net(), $1) WHERE $1 = ANY (app.meetings_to_approve())
$$;
REVOKE ALL ON FUNCTION app.minutes_to_approve FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.minutes_to_approve TO portal_app;
"""
NO_READ = """
DROP FUNCTION app.minutes_to_approve;
DROP FUNCTION app.meetings_to_approve;
"""


def _reads(table: str, clauses: dict[str, str]) -> str:
    words = condition(["whole", *clauses], clauses)
    return f"ALTER POLICY reads ON {table} USING ({words});"


def _function(text: str, name: str) -> str:
    first = text.index(f"CREATE FUNCTION app.{name}")
    return text[first : text.index(f"REVOKE ALL ON FUNCTION app.{name}")]


POLICIES = _reads(APPROVER, {"sits": SITS, "own": OWN}) + _reads(
    MEETING, {"read": GROUND.READ, "approves": APPROVES}
)
POLICIES_BEFORE = _reads(APPROVER, {"sits": SITS}) + _reads(MEETING, {"read": GROUND.READ})

KEEP_BEFORE = _function(
    import_module("governance.migrations.0032_order_of_minutes").APPROVAL,
    "keep_minutes_of_meeting",
).replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1)
CONTENT = "    content := app.minutes_content(NEW.network_id, NEW.id);\n"
SOMEBODY = """    IF NOT EXISTS (SELECT FROM public.governance_approver p
                    WHERE p.network_id = NEW.network_id AND p.meeting_id = NEW.id)
    THEN
        RAISE EXCEPTION 'nobody has approved the minutes'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_minutes_nobody';
    END IF;
"""
KEEP = KEEP_BEFORE.replace(CONTENT, SOMEBODY + CONTENT, 1)

CALENDAR_BEFORE = _function(
    import_module("governance.migrations.0011_guest_and_rota_locks").CALENDAR, "body_calendar"
)
CALENDAR = (
    CALENDAR_BEFORE.replace("state text)", "state text, revision integer)", 1)
    .replace("NULL::text, NULL::text;", "NULL::text, NULL::text, NULL::integer;", 1)
    .replace("m.state::text\n", "m.state::text, m.revision::integer\n", 1)
)
GRANTED = """
REVOKE ALL ON FUNCTION app.body_calendar FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.body_calendar TO portal_app;
"""
DROP = "DROP FUNCTION app.body_calendar;"


class Migration(migrations.Migration):
    dependencies = [("governance", "0062_network_map_locks")]

    operations = [
        migrations.RunSQL(READ + POLICIES, POLICIES_BEFORE + NO_READ),
        migrations.RunSQL(KEEP, KEEP_BEFORE),
        migrations.RunSQL(DROP + CALENDAR + GRANTED, DROP + CALENDAR_BEFORE + GRANTED),
    ]
