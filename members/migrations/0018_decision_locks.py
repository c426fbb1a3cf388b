"""The register of decisions: its numbers, that it is never changed, and who reads it."""

from django.db import migrations

from network.schema import lock

REGISTER = """
-- One number after the other in a network's year; a rollback gives the number back.
CREATE FUNCTION app.number_decision() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.year := extract(year FROM NEW.decided_on);
    PERFORM pg_advisory_xact_lock(hashtextextended(
        'decisions ' || NEW.network_id || ' ' || NEW.year, 0));
    SELECT coalesce(max(d.number), 0) + 1 INTO NEW.number FROM public.members_decision d
     WHERE d.network_id = NEW.network_id AND d.year = NEW.year;
    RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION app.number_decision FROM PUBLIC;
CREATE TRIGGER members_decision_number BEFORE INSERT ON members_decision
    FOR EACH ROW EXECUTE FUNCTION app.number_decision();

-- What has taken effect stays so, and an effect stays with its decision and its row.
CREATE FUNCTION app.keep_decision_effect() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF OLD.state = 'done'
        OR (NEW.decision_id, NEW.kind, NEW.subject_id, NEW."on", NEW.network_id)
           IS DISTINCT FROM (OLD.decision_id, OLD.kind, OLD.subject_id, OLD."on", OLD.network_id)
    THEN
        RAISE EXCEPTION 'what a decision has done stays done'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'members_decision_effect_stays';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER members_decision_effect_keep BEFORE UPDATE ON members_decisioneffect
    FOR EACH ROW EXECUTE FUNCTION app.keep_decision_effect();
"""
NO_REGISTER = """
DROP TRIGGER members_decision_effect_keep ON members_decisioneffect;
DROP FUNCTION app.keep_decision_effect;
DROP TRIGGER members_decision_number ON members_decision;
DROP FUNCTION app.number_decision;
"""


class Migration(migrations.Migration):
    dependencies = [("members", "0017_decisions")]

    operations = [
        migrations.RunSQL(REGISTER, NO_REGISTER),
        lock(
            "members_decision",
            read=["everyone"],
            write=["whole"],
            keys={"replaces_id": "members_decision"},
            append_only=True,
        ),
        lock(
            "members_decisioneffect",
            read=["everyone"],
            write=["whole"],
            remove=[],
            keys={"decision_id": "members_decision"},
        ),
    ]
