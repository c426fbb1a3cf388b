"""Who reads and writes what of bodies and meetings, and how a meeting comes to its decisions."""

from django.db import migrations

from network.schema import lock

BODY, KIND, MANDATE = "governance_body", "governance_bodykind", "governance_mandate"
HOLDER, MEETING, ITEM = "governance_holder", "governance_meeting", "governance_agendaitem"
MEMBERSHIP, PERSON = "members_membership", "members_person"

SITS = "body_id = ANY ((SELECT app.bodies())::bigint[])"
KEPT = "body_id = ANY ((SELECT app.bodies_kept())::bigint[])"
READ = "body_id = ANY ((SELECT app.bodies_read())::bigint[])"


def of_meeting(table: str, extra: str = "") -> str:
    """The row's meeting is one that the reader sees; the meeting's own policies answer that."""
    return (
        "EXISTS (SELECT 1 FROM governance_meeting m"  # noqa: S608 - made of the tables' own names
        f" WHERE m.network_id = {table}.network_id AND m.id = {table}.meeting_id{extra})"
    )


KEPT_MEETING = " AND m.body_id = ANY ((SELECT app.bodies_kept())::bigint[])"
OF_OWN_BODY = """EXISTS (SELECT 1 FROM governance_holder h
  JOIN governance_mandate t ON t.network_id = h.network_id AND t.id = h.mandate_id
 WHERE h.network_id = governance_holdercontact.network_id
   AND h.id = governance_holdercontact.holder_id
   AND t.body_id = ANY ((SELECT app.bodies())::bigint[]))"""

PLACES = """
-- The bodies that the scope's own people sit in today: with a mandate, or with an office.
CREATE FUNCTION app.bodies() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(DISTINCT s.body_id), '{}') FROM (
        SELECT t.body_id FROM public.governance_holder h
          JOIN public.governance_mandate t ON t.network_id = h.network_id AND t.id = h.mandate_id
         WHERE h.network_id = app.net() AND h.person_id = ANY ((app.people())::bigint[])
           AND app.today() BETWEEN h.since AND coalesce(h.until, 'infinity')
           AND app.today() BETWEEN t.since AND coalesce(t.until, 'infinity')
        UNION
        SELECT o.body_id FROM public.governance_office o
         WHERE o.network_id = app.net() AND o.person_id = ANY ((app.people())::bigint[])
           AND app.today() BETWEEN o.since AND coalesce(o.until, 'infinity')) s
$$;
REVOKE ALL ON FUNCTION app.bodies FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.bodies TO portal_app;

-- Those whose meetings they call and whose minutes they write.
CREATE FUNCTION app.bodies_kept() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(DISTINCT o.body_id), '{}') FROM public.governance_office o
     WHERE o.network_id = app.net() AND o.person_id = ANY ((app.people())::bigint[])
       AND (o.duty = 'chair' OR o.duty = 'vice_chair' OR o.duty = 'convener'
            OR o.duty = 'secretary')
       AND app.today() BETWEEN o.since AND coalesce(o.until, 'infinity')
$$;
REVOKE ALL ON FUNCTION app.bodies_kept FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.bodies_kept TO portal_app;

-- Those whose notices, papers and minutes they read: their own, and what each body opens.
CREATE FUNCTION app.bodies_read() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(b.id), '{}') FROM public.governance_body b
     WHERE b.network_id = app.net()
       AND (app.whole() OR b.id = ANY (app.bodies())
            OR (b.open_to = 'network' AND app.people() <> '{}')
            OR (b.open_to = 'members' AND app.memberships() <> '{}'))
$$;
REVOKE ALL ON FUNCTION app.bodies_read FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.bodies_read TO portal_app;
"""
NO_PLACES = """
DROP FUNCTION app.bodies_read;
DROP FUNCTION app.bodies_kept;
DROP FUNCTION app.bodies;
"""

ORDER = """
-- Whether enough of the body's votes take part in an item: more than the share of its mandates
-- that vote on the day. In writing, who answers takes part digitally.
CREATE FUNCTION app.item_is_quorate(network bigint, meeting bigint, item bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT count(*) FILTER (WHERE a.id IS NOT NULL) * 100 > count(*) * b.quorum_percent
      FROM public.governance_meeting m
      JOIN public.governance_body b ON b.network_id = m.network_id AND b.id = m.body_id
      JOIN public.governance_mandate t ON t.network_id = m.network_id AND t.body_id = b.id
           AND t.votes AND (m.starts AT TIME ZONE 'Europe/Stockholm')::date
               BETWEEN t.since AND coalesce(t.until, 'infinity')
      LEFT JOIN public.governance_agendaitem i ON i.network_id = m.network_id AND i.id = $3
      LEFT JOIN public.governance_attendance a ON a.network_id = m.network_id
           AND a.meeting_id = m.id AND a.mandate_id = t.id AND a.presence <> 'absent'
           AND (i.paragraph IS NULL OR i.paragraph BETWEEN coalesce(a.from_paragraph, 0)
                AND coalesce(a.to_paragraph, 32767))
     WHERE m.network_id = $1 AND m.id = $2
     GROUP BY b.quorum_percent
$$;
REVOKE ALL ON FUNCTION app.item_is_quorate FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.item_is_quorate TO portal_app;

CREATE FUNCTION app.keep_resolution() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    it public.governance_resolution := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    now_in text;
BEGIN
    SELECT m.state INTO now_in FROM public.governance_meeting m
     WHERE m.network_id = it.network_id AND m.id = it.meeting_id FOR SHARE;
    IF now_in IS NULL THEN
        RETURN it;  -- the composite key refuses it at the end of the transaction
    END IF;
    IF now_in <> 'open' THEN
        RAISE EXCEPTION 'a body resolves while its meeting goes on'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_resolution_open';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' AND (OLD.item_id, OLD.meeting_id, OLD.network_id)
        IS DISTINCT FROM (NEW.item_id, NEW.meeting_id, NEW.network_id)
    THEN
        RAISE EXCEPTION 'a resolution stays with its item'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT EXISTS (SELECT FROM public.governance_agendaitem i
                    WHERE i.network_id = NEW.network_id AND i.id = NEW.item_id
                      AND i.meeting_id = NEW.meeting_id)
    THEN
        RAISE EXCEPTION 'the item is not on the agenda of this meeting'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_resolution_agenda';
    END IF;
    IF (NEW.outcome = 'carried' OR NEW.outcome = 'changed' OR NEW.outcome = 'rejected')
        AND NOT coalesce(
            app.item_is_quorate(NEW.network_id, NEW.meeting_id, NEW.item_id), false)
    THEN
        RAISE EXCEPTION 'the meeting is not quorate'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_quorum';
    END IF;
    RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION app.keep_resolution FROM PUBLIC;
CREATE TRIGGER governance_resolution_keep BEFORE INSERT OR UPDATE OR DELETE
    ON governance_resolution FOR EACH ROW EXECUTE FUNCTION app.keep_resolution();

-- A meeting goes its way; where it closes, what it decided for the network enters the register.
CREATE FUNCTION app.keep_meeting() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    the_body public.governance_body;
    it record;
    entered bigint;
    effective date;
BEGIN
    IF NEW.state = OLD.state THEN
        IF (NEW.body_id, NEW.network_id) IS DISTINCT FROM (OLD.body_id, OLD.network_id) THEN
            RAISE EXCEPTION 'a meeting stays with its body'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF NOT ((OLD.state = 'planned' AND (NEW.state = 'called' OR NEW.state = 'cancelled'))
         OR (OLD.state = 'called' AND (NEW.state = 'open' OR NEW.state = 'cancelled'))
         OR (OLD.state = 'open' AND NEW.state = 'closed')
         OR (OLD.state = 'closed' AND NEW.state = 'approved'))
    THEN
        RAISE EXCEPTION 'a meeting that is % does not become %', OLD.state, NEW.state
            USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_meeting_order';
    END IF;
    IF NEW.state = 'called' THEN NEW.called_at := coalesce(NEW.called_at, now()); END IF;
    IF NEW.state = 'open' THEN NEW.opened_at := coalesce(NEW.opened_at, now()); END IF;
    IF NEW.state = 'approved' THEN NEW.approved_at := coalesce(NEW.approved_at, now()); END IF;
    IF NEW.state <> 'closed' THEN
        RETURN NEW;
    END IF;
    NEW.closed_at := coalesce(NEW.closed_at, now());
    SELECT * INTO the_body FROM public.governance_body b
     WHERE b.network_id = NEW.network_id AND b.id = NEW.body_id;
    FOR it IN
        SELECT r.*, i.title, i.paragraph, i.effect, i.subject_id, i.effect_words,
               i.takes_effect_on AS item_effect_on
          FROM public.governance_resolution r
          JOIN public.governance_agendaitem i ON i.network_id = r.network_id AND i.id = r.item_id
         WHERE r.network_id = NEW.network_id AND r.meeting_id = NEW.id
           AND (r.outcome = 'carried' OR r.outcome = 'changed' OR r.outcome = 'rejected')
         ORDER BY i.paragraph, i.position, i.id
    LOOP
        IF NOT coalesce(app.item_is_quorate(NEW.network_id, NEW.id, it.item_id), false) THEN
            RAISE EXCEPTION 'the meeting is not quorate'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_quorum';
        END IF;
        CONTINUE WHEN NOT the_body.decides;
        effective := greatest(
            coalesce(it.takes_effect_on, it.item_effect_on,
                     (NEW.starts AT TIME ZONE 'Europe/Stockholm')::date),
            (NEW.starts AT TIME ZONE 'Europe/Stockholm')::date);
        INSERT INTO public.members_decision
            (network_id, year, number, title, text, decided_on, takes_effect_on, origin, body,
             body_id, item_id, reference, entered_by, entered_at)
        VALUES (NEW.network_id, 0, 0, it.title, it.text,
                (NEW.starts AT TIME ZONE 'Europe/Stockholm')::date, effective,
                CASE NEW.kind WHEN 'written' THEN 'written' ELSE 'meeting' END, the_body.name,
                NEW.body_id, it.item_id,
                concat_ws(' ', nullif(NEW.registry, ''), '§ ' || it.paragraph),
                it.made_by, now())
        RETURNING id INTO entered;
        IF it.effect <> '' AND it.outcome <> 'rejected' THEN
            INSERT INTO public.members_decisioneffect
                (network_id, decision_id, kind, subject_id, words, "on", state, fault)
            VALUES (NEW.network_id, entered, it.effect, it.subject_id,
                    coalesce(nullif(it.effect_words, ''), it.title), effective, 'waiting', '');
        END IF;
    END LOOP;
    RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION app.keep_meeting FROM PUBLIC;
CREATE TRIGGER governance_meeting_keep BEFORE UPDATE ON governance_meeting
    FOR EACH ROW EXECUTE FUNCTION app.keep_meeting();

-- The agenda and the attendance of a meeting that has closed stand still.
CREATE FUNCTION app.keep_of_meeting() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    before bigint := CASE WHEN TG_OP <> 'INSERT' THEN OLD.meeting_id END;
    after bigint := CASE WHEN TG_OP <> 'DELETE' THEN NEW.meeting_id END;
BEGIN
    IF EXISTS (SELECT FROM public.governance_meeting m
                WHERE m.network_id = coalesce(NEW.network_id, OLD.network_id)
                  AND (m.id = before OR m.id = after)
                  AND (m.state = 'closed' OR m.state = 'approved'))
    THEN
        RAISE EXCEPTION 'a meeting that has closed stands still'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_meeting_closed';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
REVOKE ALL ON FUNCTION app.keep_of_meeting FROM PUBLIC;
CREATE TRIGGER governance_item_keep BEFORE INSERT OR UPDATE OR DELETE ON governance_agendaitem
    FOR EACH ROW EXECUTE FUNCTION app.keep_of_meeting();
CREATE TRIGGER governance_attendance_keep BEFORE INSERT OR UPDATE OR DELETE
    ON governance_attendance FOR EACH ROW EXECUTE FUNCTION app.keep_of_meeting();
"""
NO_ORDER = """
DROP TRIGGER governance_attendance_keep ON governance_attendance;
DROP TRIGGER governance_item_keep ON governance_agendaitem;
DROP FUNCTION app.keep_of_meeting;
DROP TRIGGER governance_meeting_keep ON governance_meeting;
DROP FUNCTION app.keep_meeting;
DROP TRIGGER governance_resolution_keep ON governance_resolution;
DROP FUNCTION app.keep_resolution;
DROP FUNCTION app.item_is_quorate;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0001_bodies_and_meetings"),
        ("members", "0018_decision_locks"),
    ]

    operations = [
        migrations.RunSQL(PLACES, NO_PLACES),
        lock(KIND, read=["everyone"], write=["whole"]),
        lock(BODY, read=["everyone"], write=["whole"], keys={"kind_id": KIND}),
        lock(
            MANDATE,
            read=["everyone"],
            write=["whole"],
            keys={"body_id": BODY, "membership_id": MEMBERSHIP},
        ),
        lock(
            HOLDER,
            read=["everyone"],
            write=["whole"],
            keys={"mandate_id": MANDATE, "person_id": PERSON},
        ),
        lock(
            "governance_holdercontact",
            read=["whole", "own_body"],
            write=["whole"],
            clauses={"own_body": OF_OWN_BODY},
            keys={"holder_id": HOLDER},
        ),
        lock(
            "governance_office",
            read=["everyone"],
            write=["whole"],
            keys={"body_id": BODY, "person_id": PERSON, "membership_id": MEMBERSHIP},
        ),
        lock(
            MEETING,
            read=["whole", "read"],
            write=["whole", "kept"],
            clauses={"read": READ, "kept": KEPT},
            keys={"body_id": BODY},
        ),
        lock(
            ITEM,
            read=["whole", "sits", "taken_up"],
            write=["whole", "kept", "own_open"],
            clauses={
                "sits": SITS,
                "kept": KEPT,
                "taken_up": f"(meeting_id IS NOT NULL AND {READ})",
                "own_open": f"(meeting_id IS NULL AND {SITS} AND made_by = (SELECT app.uid()))",
            },
            keys={"body_id": BODY, "meeting_id": MEETING, "follows_id": ITEM},
        ),
        lock(
            "governance_attendance",
            read=["whole", "of_meeting"],
            write=["whole", "kept"],
            clauses={
                "of_meeting": of_meeting("governance_attendance"),
                "kept": of_meeting("governance_attendance", KEPT_MEETING),
            },
            keys={"meeting_id": MEETING, "mandate_id": MANDATE, "holder_id": HOLDER},
        ),
        lock(
            "governance_resolution",
            read=["whole", "of_meeting"],
            write=["whole", "kept"],
            clauses={
                "of_meeting": of_meeting("governance_resolution"),
                "kept": of_meeting("governance_resolution", KEPT_MEETING),
            },
            keys={"meeting_id": MEETING, "item_id": ITEM},
        ),
        migrations.RunSQL(ORDER, NO_ORDER),
    ]
