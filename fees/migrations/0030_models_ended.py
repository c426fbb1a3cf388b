"""What an adopted fee model charges, and for how long, changes by a decision and not otherwise."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

import network.scope
from network.schema import composite_key

BRING_IN = """
ALTER TABLE fees_feemodel DISABLE TRIGGER USER;
DO $$
DECLARE
    it record;
    entered bigint;
BEGIN
    FOR it IN SELECT id, network_id, kind, name, until FROM fees_feemodel
               WHERE until IS NOT NULL ORDER BY until, id
    LOOP
        SELECT by_decision_id INTO entered FROM fees_feemodel
         WHERE network_id = it.network_id AND kind = it.kind AND adopted AND since = it.until + 1;
        IF entered IS NULL THEN
            INSERT INTO members_decision
                (network_id, year, number, title, text, decided_on, takes_effect_on, origin, body,
                 reference, entered_at)
            VALUES (it.network_id, 0, 0, left(it.name || ' upphör', 200),
                    'Avgiftsmodellen ' || it.name || ' gäller till och med ' || it.until || '.',
                    it.until, it.until, 'brought_in', 'Enligt avgiftsmodellens egen uppgift', '',
                    now())
            RETURNING id INTO entered;
        END IF;
        UPDATE fees_feemodel SET ended_by_id = entered WHERE id = it.id;
    END LOOP;
END $$;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE fees_feemodel ENABLE TRIGGER USER;
"""
# The register is append-only, so going back leaves what was brought in.
LEAVE = "SELECT 1;"

KEEP = """
-- What was charged stays; only its last day, and the decision of it, may come later.
CREATE OR REPLACE FUNCTION app.keep_fee_model() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    uses bigint;
    reach date;
    ends text[] := ARRAY['until', 'ended_by_id'];
BEGIN
    SELECT count(*), max(period_until) INTO uses, reach FROM public.fees_charge
     WHERE network_id = OLD.network_id AND fee_model_id = OLD.id;
    IF uses > 0 AND (TG_OP = 'DELETE'
        OR to_jsonb(NEW) - ends IS DISTINCT FROM to_jsonb(OLD) - ends)
    THEN
        RAISE EXCEPTION 'a fee model that was charged by stays as it is; copy it'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    IF NEW.until < reach THEN
        RAISE EXCEPTION 'a fee model holds for all that it was charged for'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

-- An adopted model charges other amounts by another decision, and has another last day by another;
-- it gets its days back only from the withdrawn model whose decision had ended it.
CREATE OR REPLACE FUNCTION app.keep_adopted_model() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    ends text[] := ARRAY['until', 'ended_by_id', 'replaces_id', 'decision'];
BEGIN
    IF NOT OLD.adopted THEN
        RETURN coalesce(NEW, OLD);
    ELSIF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'an adopted fee model goes by a decision alone; end it'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'fees_fee_model_decided';
    ELSIF NOT NEW.adopted THEN
        RETURN NEW;
    END IF;
    IF NEW.by_decision_id = OLD.by_decision_id
        AND to_jsonb(NEW) - ends IS DISTINCT FROM to_jsonb(OLD) - ends
    THEN
        RAISE EXCEPTION 'an adopted fee model changes by a decision'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'fees_fee_model_decided';
    END IF;
    IF NEW.until IS DISTINCT FROM OLD.until
        AND (NEW.ended_by_id IS NULL OR NEW.ended_by_id IS NOT DISTINCT FROM OLD.ended_by_id)
        AND NOT EXISTS (
            SELECT FROM public.fees_feemodel w
             WHERE w.network_id = OLD.network_id AND w.kind = OLD.kind AND NOT w.adopted
               AND w.since = OLD.until + 1 AND w.by_decision_id = OLD.ended_by_id)
    THEN
        RAISE EXCEPTION 'an adopted fee model ends by a decision'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'fees_fee_model_ended';
    END IF;
    RETURN NEW;
END $$;
DROP TRIGGER fees_feemodel_decided ON fees_feemodel;
CREATE TRIGGER fees_feemodel_decided BEFORE UPDATE OR DELETE ON fees_feemodel
    FOR EACH ROW EXECUTE FUNCTION app.keep_adopted_model();

-- The steps of an adopted model are what was decided: they are laid before it is adopted.
CREATE FUNCTION app.keep_adopted_step() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    was jsonb := CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE to_jsonb(OLD) END;
    becomes jsonb := CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE to_jsonb(NEW) END;
BEGIN
    IF EXISTS (
        SELECT FROM public.fees_feemodel
         WHERE network_id = (coalesce(becomes, was) ->> 'network_id')::bigint AND adopted
           AND id = ANY (ARRAY[(was ->> 'model_id')::bigint, (becomes ->> 'model_id')::bigint])
    ) THEN
        RAISE EXCEPTION 'the steps of an adopted fee model change by a decision'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'fees_fee_step_decided';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER fees_feestep_decided BEFORE INSERT OR UPDATE OR DELETE ON fees_feestep
    FOR EACH ROW EXECUTE FUNCTION app.keep_adopted_step();
"""
CHARGED = import_module("fees.migrations.0009_rules_locks").CHARGED
DECIDED = import_module("fees.migrations.0029_models_decided").KEEP
UNKEEP = (
    """
DROP TRIGGER fees_feestep_decided ON fees_feestep;
DROP FUNCTION app.keep_adopted_step;
DROP TRIGGER fees_feemodel_decided ON fees_feemodel;
DROP FUNCTION app.keep_adopted_model;
"""
    + DECIDED
    + CHARGED[: CHARGED.index("CREATE TRIGGER")].replace("CREATE", "CREATE OR REPLACE", 1)
)


class Migration(migrations.Migration):
    dependencies = [("fees", "0029_models_decided")]

    operations = [
        migrations.AddField(
            model_name="feemodel",
            name="ended_by",
            field=network.scope.TenantKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="members.decision",
                verbose_name="decision of its last day",
            ),
        ),
        migrations.RunSQL(BRING_IN, LEAVE),
        migrations.AddConstraint(
            model_name="feemodel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("adopted", False),
                    ("until", None),
                    ("ended_by__isnull", False),
                    _connector="OR",
                ),
                name="fees_fee_model_ended",
                violation_error_message="An adopted fee model ends by a decision.",
            ),
        ),
        migrations.RunSQL(
            composite_key("fees_feemodel", "ended_by_id", "members_decision"),
            "ALTER TABLE fees_feemodel DROP CONSTRAINT fees_feemodel_ended_by_id_in_network;"
            " DROP INDEX fees_feemodel_ended_by_id_idx;",
        ),
        migrations.RunSQL(KEEP, UNKEEP),
    ]
