"""Who reads and writes notices' answers, papers and actions, and what stands still of them."""

from importlib import import_module

from django.db import migrations

from network.schema import lock

GROUND = import_module("governance.migrations.0002_locks")
SITS, KEPT, READ = GROUND.SITS, GROUND.KEPT, GROUND.READ
BODY, MANDATE, HOLDER = GROUND.BODY, GROUND.MANDATE, GROUND.HOLDER
MEETING, ITEM, PERSON = GROUND.MEETING, GROUND.ITEM, GROUND.PERSON
PAPER, VERSION = "governance_paper", "governance_paperversion"
ANSWER, ACTION = "governance_noticeanswer", "governance_actionpoint"
SAT = " AND m.body_id = ANY ((SELECT app.bodies())::bigint[])"


def of_paper(extra: str = "") -> str:
    """The version's paper is one that the reader sees; the paper's own policies answer that."""
    return (
        "EXISTS (SELECT 1 FROM governance_paper p"  # noqa: S608 - made of the tables' own names
        f" WHERE p.network_id = {VERSION}.network_id AND p.id = {VERSION}.paper_id{extra})"
    )


OWN_PAPER = f"(made_by = (SELECT app.uid()) AND {SITS})"
KEPT_PAPER = " AND p.body_id = ANY ((SELECT app.bodies_kept())::bigint[])"
OWN_VERSION = (
    " AND p.made_by = (SELECT app.uid()) AND p.body_id = ANY ((SELECT app.bodies())::bigint[])"
)

STANDS = """
-- An answer stays with its meeting and with whom it was asked.
CREATE FUNCTION app.keep_notice_answer() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (NEW.network_id, NEW.meeting_id, NEW.mandate_id, NEW.holder_id, NEW.person_id)
        IS DISTINCT FROM
        (OLD.network_id, OLD.meeting_id, OLD.mandate_id, OLD.holder_id, OLD.person_id)
    THEN
        RAISE EXCEPTION 'an answer stays with whom it was asked'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER governance_answer_keep BEFORE UPDATE ON governance_noticeanswer
    FOR EACH ROW EXECUTE FUNCTION app.keep_notice_answer();

-- The papers of a meeting that has closed stand as they were read there.
CREATE FUNCTION app.keep_paper() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    paper bigint;
BEGIN
    IF TG_TABLE_NAME = 'governance_paper' THEN
        paper := CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE OLD.id END;
        IF TG_OP <> 'DELETE' AND EXISTS (
            SELECT FROM public.governance_meeting m WHERE m.network_id = NEW.network_id
               AND m.id = NEW.meeting_id AND m.body_id <> NEW.body_id)
        THEN
            RAISE EXCEPTION 'a paper belongs to a meeting of its own body'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_paper_body';
        END IF;
        IF TG_OP <> 'DELETE' AND EXISTS (
            SELECT FROM public.governance_meeting m WHERE m.network_id = NEW.network_id
               AND m.id = NEW.meeting_id AND (m.state = 'closed' OR m.state = 'approved'))
        THEN
            RAISE EXCEPTION 'the meeting is over'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_paper_closed';
        END IF;
    ELSE
        paper := CASE WHEN TG_OP = 'DELETE' THEN OLD.paper_id ELSE NEW.paper_id END;
    END IF;
    IF EXISTS (
        SELECT FROM public.governance_paper p
          JOIN public.governance_meeting m ON m.network_id = p.network_id AND m.id = p.meeting_id
         WHERE p.network_id = coalesce(NEW.network_id, OLD.network_id) AND p.id = paper
           AND (m.state = 'closed' OR m.state = 'approved'))
    THEN
        RAISE EXCEPTION 'the meeting is over'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_paper_closed';
    END IF;
    IF TG_TABLE_NAME = 'governance_paperversion' AND TG_OP = 'UPDATE' THEN
        RAISE EXCEPTION 'a version stays as it came'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_version_stays';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
REVOKE ALL ON FUNCTION app.keep_paper FROM PUBLIC;
CREATE TRIGGER governance_paper_keep BEFORE INSERT OR UPDATE OR DELETE ON governance_paper
    FOR EACH ROW EXECUTE FUNCTION app.keep_paper();
CREATE TRIGGER governance_version_keep BEFORE INSERT OR UPDATE OR DELETE
    ON governance_paperversion FOR EACH ROW EXECUTE FUNCTION app.keep_paper();

-- Who shall do an action says that it is done; what it is, only the body's officers change.
CREATE FUNCTION app.keep_action_point() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (NEW.network_id, NEW.body_id) IS DISTINCT FROM (OLD.network_id, OLD.body_id) THEN
        RAISE EXCEPTION 'an action stays with its body'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF current_user <> 'portal_owner' AND NOT app.system() AND NOT app.whole()
        AND NOT OLD.body_id = ANY (app.bodies_kept())
        AND (NEW.meeting_id, NEW.item_id, NEW.what, NEW.person_id, NEW.name, NEW.due,
             NEW.dropped_at, NEW.reminded_on, NEW.made_by)
            IS DISTINCT FROM
            (OLD.meeting_id, OLD.item_id, OLD.what, OLD.person_id, OLD.name, OLD.due,
             OLD.dropped_at, OLD.reminded_on, OLD.made_by)
    THEN
        RAISE EXCEPTION 'only an officer of the body changes what the action is'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_action_officer';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER governance_action_keep BEFORE UPDATE ON governance_actionpoint
    FOR EACH ROW EXECUTE FUNCTION app.keep_action_point();
"""
NO_STANDS = """
DROP TRIGGER governance_action_keep ON governance_actionpoint;
DROP FUNCTION app.keep_action_point;
DROP TRIGGER governance_version_keep ON governance_paperversion;
DROP TRIGGER governance_paper_keep ON governance_paper;
DROP FUNCTION app.keep_paper;
DROP TRIGGER governance_answer_keep ON governance_noticeanswer;
DROP FUNCTION app.keep_notice_answer;
"""


class Migration(migrations.Migration):
    dependencies = [("governance", "0021_notices_papers_actions")]

    operations = [
        lock(
            "governance_standingitem",
            read=["whole", "read"],
            write=["whole", "kept"],
            clauses={"read": READ, "kept": KEPT},
            keys={"body_id": BODY},
        ),
        lock(
            ANSWER,
            read=["whole", "sits", "mine"],
            write=["whole", "kept", "mine"],
            insert=["whole", "kept"],
            remove=["whole", "kept"],
            clauses={
                "sits": GROUND.of_meeting(ANSWER, SAT),
                "kept": GROUND.of_meeting(ANSWER, GROUND.KEPT_MEETING),
            },
            keys={
                "meeting_id": MEETING,
                "mandate_id": MANDATE,
                "holder_id": HOLDER,
                "person_id": PERSON,
            },
        ),
        lock(
            PAPER,
            read=["whole", "sits", "opened"],
            write=["whole", "kept", "own"],
            clauses={
                "sits": SITS,
                "opened": f"(NOT confidential AND meeting_id IS NOT NULL AND {READ})",
                "kept": KEPT,
                "own": OWN_PAPER,
            },
            keys={"body_id": BODY, "meeting_id": MEETING, "item_id": ITEM},
        ),
        lock(
            VERSION,
            read=["whole", "of_paper"],
            write=[],
            insert=["whole", "kept", "own"],
            remove=["whole", "kept", "own"],
            clauses={
                "of_paper": of_paper(),
                "kept": of_paper(KEPT_PAPER),
                "own": of_paper(OWN_VERSION),
            },
            keys={"paper_id": PAPER},
        ),
        lock(
            ACTION,
            read=["whole", "sits", "mine"],
            write=["whole", "kept", "mine"],
            insert=["whole", "kept"],
            remove=["whole", "kept"],
            clauses={"sits": SITS, "kept": KEPT},
            keys={"body_id": BODY, "meeting_id": MEETING, "item_id": ITEM, "person_id": PERSON},
        ),
        migrations.RunSQL(STANDS, NO_STANDS),
    ]
