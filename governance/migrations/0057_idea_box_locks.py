"""Who reads and writes ideas, who proposed them, and in which order an idea goes on."""

from django.db import migrations

from network.schema import lock

IDEA, PROPOSER = "governance_idea", "governance_ideaproposer"
OWN = (
    "EXISTS (SELECT 1 FROM governance_ideaproposer p"
    " WHERE p.network_id = governance_idea.network_id AND p.idea_id = governance_idea.id"
    " AND p.person_id = ANY ((SELECT app.people())::bigint[]))"
)
PEOPLE = {"person_id": "members_person"}

ORDER = """
CREATE FUNCTION app.keep_idea() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (NEW.network_id, NEW.proposed_at) IS DISTINCT FROM (OLD.network_id, OLD.proposed_at) THEN
        RAISE EXCEPTION 'an idea stays as it was proposed'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.state <> OLD.state AND NOT (
        CASE OLD.state
            WHEN 'proposed' THEN NEW.state <> 'proposed'
            WHEN 'discussed' THEN NEW.state <> 'proposed'
            WHEN 'shaped' THEN NEW.state <> 'proposed'
            WHEN 'tried' THEN NEW.state = 'became' OR NEW.state = 'declined'
            ELSE false
        END)
    THEN
        RAISE EXCEPTION 'an idea goes on in its order'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_idea_order';
    END IF;
    -- The proposer takes it back and does nothing else to it; the counter is the database's own.
    IF current_user <> 'portal_owner' AND NOT app.system() AND NOT app.whole()
        AND (NEW.what, NEW.why, NEW.gains, NEW.support, NEW.item_id, NEW.became, NEW.find_out)
            IS NOT DISTINCT FROM
            (OLD.what, OLD.why, OLD.gains, OLD.support, OLD.item_id, OLD.became, OLD.find_out)
        AND NEW.state = 'withdrawn'
    THEN
        RETURN NEW;
    END IF;
    IF current_user <> 'portal_owner' AND NOT app.system() AND NOT app.whole() THEN
        RAISE EXCEPTION 'only a coordinator lets an idea go on'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_idea_coordinator';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER governance_idea_keep BEFORE UPDATE ON governance_idea
    FOR EACH ROW EXECUTE FUNCTION app.keep_idea();

-- How many support an idea, whoever may see them.
CREATE FUNCTION app.count_idea_support() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    it public.governance_ideasupport := coalesce(NEW, OLD);
BEGIN
    UPDATE public.governance_idea i SET support = i.support + CASE WHEN TG_OP = 'INSERT'
        THEN 1 ELSE -1 END
     WHERE i.network_id = it.network_id AND i.id = it.idea_id;
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION app.count_idea_support FROM PUBLIC;
CREATE TRIGGER governance_idea_count AFTER INSERT OR DELETE ON governance_ideasupport
    FOR EACH ROW EXECUTE FUNCTION app.count_idea_support();
"""
NO_ORDER = """
DROP TRIGGER governance_idea_count ON governance_ideasupport;
DROP FUNCTION app.count_idea_support;
DROP TRIGGER governance_idea_keep ON governance_idea;
DROP FUNCTION app.keep_idea;
"""


class Migration(migrations.Migration):
    dependencies = [("governance", "0056_idea_box")]

    operations = [
        lock(
            IDEA,
            read=["everyone"],
            write=["whole", "own"],
            insert=["everyone"],
            remove=[],
            clauses={"own": OWN},
            keys={"item_id": "governance_agendaitem"},
        ),
        lock(
            PROPOSER,
            read=["whole", "mine", "ours", "shown"],
            write=["whole"],
            insert=["whole", "mine"],
            remove=[],
            clauses={"shown": "NOT hidden"},
            keys={"idea_id": IDEA, "membership_id": "members_membership", **PEOPLE},
        ),
        lock(
            "governance_ideasupport",
            read=["whole", "mine"],
            write=["mine"],
            keys={"idea_id": IDEA, **PEOPLE},
        ),
        lock(
            "governance_ideatext",
            read=["everyone"],
            write=[],
            insert=["mine"],
            keys={"idea_id": IDEA, **PEOPLE},
            append_only=True,
        ),
        lock(
            "governance_ideacomment",
            read=["everyone"],
            write=["whole"],
            insert=["mine"],
            remove=["whole", "mine"],
            keys={"idea_id": IDEA, **PEOPLE},
        ),
        migrations.RunSQL(ORDER, NO_ORDER),
    ]
