"""The order of a meeting, mended: what has begun stands still, and its paragraphs are numbered.

A meeting comes into the register by going its way, so it is never put in when it is over, and its
day and body stand once it goes on. Who changes its agenda or attendance holds the meeting, so that
it cannot close on what is being changed. The database gives the paragraphs (§) when it opens.
"""

from importlib import import_module

from django.db import migrations

NO_ORDER_MENDED = """
DROP TRIGGER governance_meeting_begin ON governance_meeting;
DROP TRIGGER governance_meeting_remove ON governance_meeting;
DROP TRIGGER governance_meeting_stand ON governance_meeting;
DROP FUNCTION app.begin_meeting;
DROP FUNCTION app.stand_meeting;
DROP FUNCTION app.next_paragraph;
"""

STANDS = """
CREATE FUNCTION app.begin_meeting() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.state <> 'planned' THEN
            RAISE EXCEPTION 'a meeting that was called is called off, not removed'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_meeting_order';
        END IF;
        RETURN OLD;
    END IF;
    IF NEW.state = 'closed' OR NEW.state = 'approved' OR NEW.state = 'cancelled' THEN
        RAISE EXCEPTION 'a meeting begins before it is over'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_meeting_order';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER governance_meeting_begin BEFORE INSERT ON governance_meeting
    FOR EACH ROW EXECUTE FUNCTION app.begin_meeting();
CREATE TRIGGER governance_meeting_remove BEFORE DELETE ON governance_meeting
    FOR EACH ROW EXECUTE FUNCTION app.begin_meeting();

-- The highest paragraph of a body's year so far; who asks holds the body's year until the end.
CREATE FUNCTION app.next_paragraph(network bigint, body bigint, starts timestamptz)
RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    of_year integer := extract(year FROM starts AT TIME ZONE 'Europe/Stockholm');
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(
        'paragraphs ' || network || ' ' || body || ' ' || of_year, 0));
    RETURN (SELECT coalesce(max(i.paragraph), 0) + 1
      FROM public.governance_agendaitem i
      JOIN public.governance_meeting m ON m.network_id = i.network_id AND m.id = i.meeting_id
     WHERE i.network_id = network AND i.body_id = body
       AND extract(year FROM m.starts AT TIME ZONE 'Europe/Stockholm') = of_year);
END $$;
REVOKE ALL ON FUNCTION app.next_paragraph FROM PUBLIC;

CREATE FUNCTION app.stand_meeting() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    first integer;
BEGIN
    IF (NEW.id, NEW.network_id, NEW.body_id) IS DISTINCT FROM (OLD.id, OLD.network_id, OLD.body_id)
    THEN
        RAISE EXCEPTION 'a meeting stays with its body'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF (OLD.state = 'cancelled' OR OLD.state = 'approved')
        AND (NEW.kind, NEW.title, NEW.starts, NEW.ends, NEW.place, NEW.chair_name,
             NEW.secretary_name, NEW.called_at, NEW.opened_at, NEW.closed_at, NEW.approved_at)
            IS DISTINCT FROM
            (OLD.kind, OLD.title, OLD.starts, OLD.ends, OLD.place, OLD.chair_name,
             OLD.secretary_name, OLD.called_at, OLD.opened_at, OLD.closed_at, OLD.approved_at)
    THEN
        RAISE EXCEPTION 'a meeting that is over stands still'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_meeting_closed';
    END IF;
    IF (OLD.state = 'open' OR OLD.state = 'closed')
        AND (NEW.kind, NEW.starts) IS DISTINCT FROM (OLD.kind, OLD.starts)
    THEN
        RAISE EXCEPTION 'the day of a meeting stands once it goes on'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_meeting_closed';
    END IF;
    IF OLD.state = 'called' AND NEW.state = 'open' THEN
        first := app.next_paragraph(NEW.network_id, NEW.body_id, NEW.starts);
        UPDATE public.governance_agendaitem i SET paragraph = n.paragraph
          FROM (SELECT id, first - 1 + row_number() OVER (ORDER BY position, id) AS paragraph
                  FROM public.governance_agendaitem
                 WHERE network_id = NEW.network_id AND meeting_id = NEW.id) n
         WHERE i.network_id = NEW.network_id AND i.id = n.id;
    END IF;
    RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION app.stand_meeting FROM PUBLIC;
-- By its name it comes after governance_meeting_keep, which refuses a wrong way first.
CREATE TRIGGER governance_meeting_stand BEFORE UPDATE ON governance_meeting
    FOR EACH ROW EXECUTE FUNCTION app.stand_meeting();

CREATE OR REPLACE FUNCTION app.keep_of_meeting() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    before bigint := CASE WHEN TG_OP <> 'INSERT' THEN OLD.meeting_id END;
    after bigint := CASE WHEN TG_OP <> 'DELETE' THEN NEW.meeting_id END;
    it record;
BEGIN
    -- Held, so that the meeting closes after this change or before it, never on half of it.
    FOR it IN
        SELECT m.id, m.state, m.body_id, m.starts, m.network_id FROM public.governance_meeting m
         WHERE m.network_id = coalesce(NEW.network_id, OLD.network_id)
           AND (m.id = before OR m.id = after)
         ORDER BY m.id FOR SHARE
    LOOP
        IF it.state = 'closed' OR it.state = 'approved' OR it.state = 'cancelled' THEN
            RAISE EXCEPTION 'a meeting that has closed stands still'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_meeting_closed';
        END IF;
        CONTINUE WHEN TG_TABLE_NAME <> 'governance_agendaitem';
        IF TG_OP <> 'DELETE' AND it.id = after AND it.body_id <> NEW.body_id THEN
            RAISE EXCEPTION 'an item is taken up by a meeting of its own body'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_item_body';
        END IF;
        IF it.state = 'open' AND it.id = before AND before IS DISTINCT FROM after THEN
            RAISE EXCEPTION 'an item of a meeting that goes on stays there'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_item_stays';
        END IF;
        IF it.state = 'open' AND it.id = after THEN
            IF before IS NOT DISTINCT FROM after THEN
                NEW.paragraph := OLD.paragraph;
            ELSE
                NEW.paragraph := app.next_paragraph(it.network_id, it.body_id, it.starts);
            END IF;
        END IF;
    END LOOP;
    RETURN coalesce(NEW, OLD);
END $$;
"""

AS_BEFORE = import_module("governance.migrations.0002_locks").ORDER
FIRST = AS_BEFORE.index("CREATE FUNCTION app.keep_of_meeting()")
LAST = AS_BEFORE.index("REVOKE ALL ON FUNCTION app.keep_of_meeting")
OF_MEETING = AS_BEFORE[FIRST:LAST].replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1)


class Migration(migrations.Migration):
    dependencies = [("governance", "0011_guest_and_rota_locks")]

    operations = [migrations.RunSQL(STANDS, NO_ORDER_MENDED + OF_MEETING)]
