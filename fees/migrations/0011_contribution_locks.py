"""Who sees and reports contributions in kind; what is settled stands."""

from django.db import migrations

from network.schema import lock

KEEP = """
-- A contribution that was accepted or declined stays; a row that takes one back mirrors it.
CREATE FUNCTION app.keep_contribution() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        IF OLD.state <> 'reported' THEN
            RAISE EXCEPTION 'a contribution that was settled stays as it is; take it back'
                USING ERRCODE = 'insufficient_privilege';
        END IF;
        IF TG_OP = 'DELETE' THEN
            RETURN OLD;
        END IF;
        IF (NEW.membership_id, NEW.kind_id, NEW.since, NEW.quantity, NEW.rate, NEW.reported_by)
            IS DISTINCT FROM
           (OLD.membership_id, OLD.kind_id, OLD.since, OLD.quantity, OLD.rate, OLD.reported_by)
        THEN
            RAISE EXCEPTION 'what was reported is settled as it stands'
                USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.reverses_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM public.fees_contribution c
         WHERE c.network_id = NEW.network_id AND c.id = NEW.reverses_id
           AND c.state = 'accepted' AND c.reverses_id IS NULL
           AND c.membership_id = NEW.membership_id AND c.kind_id = NEW.kind_id
           AND c.since = NEW.since AND c.quantity = -NEW.quantity AND c.rate = NEW.rate
    ) THEN
        RAISE EXCEPTION 'a row that takes a contribution back mirrors it'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER fees_contribution_stays BEFORE INSERT OR UPDATE OR DELETE ON fees_contribution
    FOR EACH ROW EXECUTE FUNCTION app.keep_contribution();
CREATE TRIGGER fees_contribution_keep BEFORE TRUNCATE ON fees_contribution
    FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
"""
UNDO = """
DROP TRIGGER fees_contribution_keep ON fees_contribution;
DROP TRIGGER fees_contribution_stays ON fees_contribution;
DROP FUNCTION app.keep_contribution;
"""
# Whoever does not settle contributions only lays down what waits to be settled.
REPORTED = {
    "ours_reported": (
        "(state = 'reported' AND membership_id = ANY ((SELECT app.memberships())::bigint[]))"
    ),
    "money_reported": "(state = 'reported' AND (SELECT app.money()))",
}


class Migration(migrations.Migration):
    dependencies = [
        ("fees", "0010_contributions"),
        ("members", "0002_grants_and_locks"),
    ]

    operations = [
        lock("fees_contributionkind", read=["everyone"], write=["whole", "money"]),
        lock(
            "fees_contributionrate",
            read=["everyone"],
            write=["whole", "money"],
            keys={"kind_id": "fees_contributionkind"},
        ),
        lock(
            "fees_contribution",
            read=["whole", "money", "ours"],
            write=["whole"],
            insert=["whole", "ours_reported", "money_reported"],
            remove=["whole", "ours_reported", "money_reported"],
            clauses=REPORTED,
            keys={
                "membership_id": "members_membership",
                "kind_id": "fees_contributionkind",
                "reverses_id": "fees_contribution",
            },
        ),
        migrations.RunSQL(KEEP, UNDO),
    ]
