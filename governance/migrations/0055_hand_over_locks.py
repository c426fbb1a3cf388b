"""Who reads and plans hand-overs, and that one that is over never changes."""

from django.db import migrations

from network.schema import lock

PARTIES = (
    "(giver_id = ANY ((SELECT app.people())::bigint[])"
    " OR receiver_id = ANY ((SELECT app.people())::bigint[]))"
)
STANDS = """
CREATE FUNCTION app.keep_hand_over() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF OLD.state <> 'planned' THEN
        RAISE EXCEPTION 'the hand-over is over'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_hand_over_over';
    END IF;
    IF (NEW.giver_id, NEW.receiver_id, NEW.network_id)
        IS DISTINCT FROM (OLD.giver_id, OLD.receiver_id, OLD.network_id)
    THEN
        RAISE EXCEPTION 'a hand-over stays between the two'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    -- Only the portal carries it out: whoever plans it can neither say that it is done nor how.
    IF NEW.state <> OLD.state AND NEW.state <> 'called_off'
        AND current_user <> 'portal_owner' AND NOT app.system()
    THEN
        RAISE EXCEPTION 'the portal carries it out'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_hand_over_portal';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER governance_hand_over_keep BEFORE UPDATE ON governance_handover
    FOR EACH ROW EXECUTE FUNCTION app.keep_hand_over();
"""
NO_STANDS = """
DROP TRIGGER governance_hand_over_keep ON governance_handover;
DROP FUNCTION app.keep_hand_over;
"""


class Migration(migrations.Migration):
    dependencies = [("governance", "0054_hand_over")]

    operations = [
        lock(
            "governance_handover",
            read=["whole", "reports", "parties"],
            write=["whole"],
            remove=[],
            clauses={"parties": PARTIES},
            keys={"giver_id": "members_person", "receiver_id": "members_person"},
        ),
        migrations.RunSQL(STANDS, NO_STANDS),
    ]
