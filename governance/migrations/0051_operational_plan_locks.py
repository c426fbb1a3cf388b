"""Who reads and writes the operational plan, and that an adopted one stands as it was decided."""

from django.db import migrations

from network.schema import lock

PLAN, GOAL = "governance_operationalplan", "governance_plangoal"
ACTIVITY, COMMITMENT = "governance_planactivity", "governance_commitment"
STATUS, TEXT = "governance_activitystatus", "governance_plantext"
SHAPES = "((SELECT app.memberships()) <> '{}')"


def of(table: str, column: str, owner: str) -> str:
    """The row's plan or activity is one that the reader sees; its own policies answer that."""
    return (
        f"EXISTS (SELECT 1 FROM {owner} p"  # noqa: S608 - made of the tables' own names
        f" WHERE p.network_id = {table}.network_id AND p.id = {table}.{column})"
    )


STANDS = """
-- Whether a plan is adopted; whoever asks waits for a decision that is taking hold.
CREATE FUNCTION app.plan_stands(p_network bigint, p_plan bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    now_in text;
BEGIN
    SELECT p.state INTO now_in FROM public.governance_operationalplan p
     WHERE p.network_id = p_network AND p.id = p_plan FOR SHARE;
    RETURN coalesce(now_in = 'adopted', false);
END $$;
REVOKE ALL ON FUNCTION app.plan_stands FROM PUBLIC;

CREATE FUNCTION app.keep_plan() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.state = 'adopted' THEN
        RAISE EXCEPTION 'an adopted plan stands as it was decided'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_plan_stands';
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.state = 'adopted' AND NOT EXISTS (
        SELECT FROM public.members_decisioneffect e
         WHERE e.network_id = NEW.network_id AND e.decision_id = NEW.decision_id
           AND e.kind = 'operational_plan' AND e.subject_id = NEW.id)
    THEN
        RAISE EXCEPTION 'a plan is adopted by a decision about it'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_plan_by_decision';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
REVOKE ALL ON FUNCTION app.keep_plan FROM PUBLIC;
CREATE TRIGGER governance_plan_keep BEFORE INSERT OR UPDATE OR DELETE
    ON governance_operationalplan FOR EACH ROW EXECUTE FUNCTION app.keep_plan();

-- What belongs to a plan stands with it, and never moves to another.
CREATE FUNCTION app.keep_of_plan() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    old_plan bigint;
    new_plan bigint;
BEGIN
    IF TG_TABLE_NAME = 'governance_commitment' THEN
        IF TG_OP <> 'INSERT' THEN
            SELECT a.plan_id INTO old_plan FROM public.governance_planactivity a
             WHERE a.network_id = OLD.network_id AND a.id = OLD.activity_id;
        END IF;
        IF TG_OP <> 'DELETE' THEN
            SELECT a.plan_id INTO new_plan FROM public.governance_planactivity a
             WHERE a.network_id = NEW.network_id AND a.id = NEW.activity_id;
            IF TG_OP = 'UPDATE' AND NEW.membership_id <> OLD.membership_id THEN
                RAISE EXCEPTION 'a commitment stays with its member'
                    USING ERRCODE = 'integrity_constraint_violation';
            END IF;
        END IF;
    ELSE
        IF TG_OP <> 'INSERT' THEN old_plan := OLD.plan_id; END IF;
        IF TG_OP <> 'DELETE' THEN new_plan := NEW.plan_id; END IF;
    END IF;
    IF TG_OP = 'UPDATE' AND old_plan IS DISTINCT FROM new_plan THEN
        RAISE EXCEPTION 'it stays with its plan' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF app.plan_stands(coalesce(NEW.network_id, OLD.network_id), coalesce(new_plan, old_plan)) THEN
        RAISE EXCEPTION 'an adopted plan stands as it was decided'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_plan_stands';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
REVOKE ALL ON FUNCTION app.keep_of_plan FROM PUBLIC;
CREATE TRIGGER governance_goal_keep BEFORE INSERT OR UPDATE OR DELETE
    ON governance_plangoal FOR EACH ROW EXECUTE FUNCTION app.keep_of_plan();
CREATE TRIGGER governance_activity_keep BEFORE INSERT OR UPDATE OR DELETE
    ON governance_planactivity FOR EACH ROW EXECUTE FUNCTION app.keep_of_plan();
CREATE TRIGGER governance_commitment_keep BEFORE INSERT OR UPDATE OR DELETE
    ON governance_commitment FOR EACH ROW EXECUTE FUNCTION app.keep_of_plan();
CREATE TRIGGER governance_plantext_stands BEFORE INSERT
    ON governance_plantext FOR EACH ROW EXECUTE FUNCTION app.keep_of_plan();
"""
NO_STANDS = """
DROP TRIGGER governance_plantext_stands ON governance_plantext;
DROP TRIGGER governance_commitment_keep ON governance_commitment;
DROP TRIGGER governance_activity_keep ON governance_planactivity;
DROP TRIGGER governance_goal_keep ON governance_plangoal;
DROP FUNCTION app.keep_of_plan;
DROP TRIGGER governance_plan_keep ON governance_operationalplan;
DROP FUNCTION app.keep_plan;
DROP FUNCTION app.plan_stands;
"""


class Migration(migrations.Migration):
    dependencies = [("governance", "0050_operational_plan")]

    operations = [
        lock(
            PLAN,
            read=["whole", "reports", "shapes", "adopted"],
            write=["whole"],
            clauses={"shapes": SHAPES, "adopted": "state = 'adopted'"},
            keys={"decision_id": "members_decision"},
        ),
        lock(
            GOAL,
            read=["of_plan"],
            write=["whole"],
            clauses={"of_plan": of(GOAL, "plan_id", PLAN)},
            keys={"plan_id": PLAN},
        ),
        lock(
            ACTIVITY,
            read=["of_plan"],
            write=["whole"],
            clauses={"of_plan": of(ACTIVITY, "plan_id", PLAN)},
            keys={"plan_id": PLAN, "goal_id": GOAL, "body_id": "governance_body"},
        ),
        lock(
            STATUS,
            read=["of_activity"],
            write=["whole"],
            clauses={"of_activity": of(STATUS, "activity_id", ACTIVITY)},
            keys={"activity_id": ACTIVITY},
            append_only=True,
        ),
        lock(
            COMMITMENT,
            read=["of_activity"],
            write=["whole", "ours"],
            clauses={"of_activity": of(COMMITMENT, "activity_id", ACTIVITY)},
            keys={"activity_id": ACTIVITY, "membership_id": "members_membership"},
        ),
        lock(
            TEXT,
            read=["own", "of_plan"],
            write=["whole"],
            clauses={"own": "plan_id IS NULL", "of_plan": of(TEXT, "plan_id", PLAN)},
            keys={"plan_id": PLAN},
            append_only=True,
        ),
        migrations.RunSQL(STANDS, NO_STANDS),
    ]
