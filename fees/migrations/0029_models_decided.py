"""An adopted fee model has its decision: those from before one that is brought in for each."""

from django.db import migrations, models

from network.schema import composite_key

BRING_IN = """
ALTER TABLE fees_feemodel DISABLE TRIGGER fees_feemodel_stays;
DO $$
DECLARE
    it record;
    entered bigint;
BEGIN
    FOR it IN SELECT id, network_id, name, decision, since FROM fees_feemodel
               WHERE adopted ORDER BY since, id
    LOOP
        INSERT INTO members_decision
            (network_id, year, number, title, text, decided_on, takes_effect_on, origin, body,
             reference, entered_at)
        VALUES (it.network_id, 0, 0, it.name,
                coalesce(nullif(it.decision, ''), 'Avgiftsmodellen ' || it.name), it.since,
                it.since, 'brought_in', 'Enligt avgiftsmodellens egen uppgift', it.decision, now())
        RETURNING id INTO entered;
        INSERT INTO members_decisioneffect
            (network_id, decision_id, kind, subject_id, words, "on", state, done_at, fault)
        VALUES (it.network_id, entered, 'fee_model', it.id, it.name, it.since, 'done', now(), '');
        UPDATE fees_feemodel SET by_decision_id = entered WHERE id = it.id;
    END LOOP;
END $$;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE fees_feemodel ENABLE TRIGGER fees_feemodel_stays;
"""
# The register is append-only, so going back leaves what was brought in.
LEAVE = "SELECT 1;"

KEEP = """
-- Other amounts of a model that is adopted rest on another decision.
CREATE FUNCTION app.keep_adopted_model() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    days text[] := ARRAY['since', 'until', 'replaces_id', 'decision'];
BEGIN
    IF OLD.adopted AND NEW.adopted AND NEW.by_decision_id = OLD.by_decision_id
        AND to_jsonb(NEW) - days IS DISTINCT FROM to_jsonb(OLD) - days
    THEN
        RAISE EXCEPTION 'an adopted fee model changes by a decision'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'fees_fee_model_decided';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER fees_feemodel_decided BEFORE UPDATE ON fees_feemodel
    FOR EACH ROW EXECUTE FUNCTION app.keep_adopted_model();
"""
UNKEEP = """
DROP TRIGGER fees_feemodel_decided ON fees_feemodel;
DROP FUNCTION app.keep_adopted_model;
"""


class Migration(migrations.Migration):
    dependencies = [("fees", "0028_decided_models")]

    operations = [
        migrations.RunSQL(BRING_IN, LEAVE),
        migrations.AddConstraint(
            model_name="feemodel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("adopted", False), ("by_decision__isnull", False), _connector="OR"
                ),
                name="fees_fee_model_decided",
                violation_error_message="A fee model is adopted by a decision.",
            ),
        ),
        migrations.RunSQL(
            composite_key("fees_feemodel", "by_decision_id", "members_decision"),
            "ALTER TABLE fees_feemodel DROP CONSTRAINT fees_feemodel_by_decision_id_in_network;"
            " DROP INDEX fees_feemodel_by_decision_id_idx;",
        ),
        migrations.RunSQL(KEEP, UNKEEP),
    ]
