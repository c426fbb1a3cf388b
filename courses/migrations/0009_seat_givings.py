"""Seats that change hands: to a colleague, to applicants, between authorities, and on sessions.

Each act is one function or one row; it takes the run's lock first and checks who acts.
"""

from django.db import migrations

HAND_OVER = """
-- The seat, its price and its terms go to a colleague of the same authority.
CREATE FUNCTION app.hand_over(p_enrolment bigint, p_person bigint, p_reason text)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    e record;
    sessions bigint[];
    made bigint;
    next_number integer;
    needed integer;
BEGIN
    SELECT * INTO e FROM public.courses_enrolment f
     WHERE f.network_id = app.net() AND f.id = p_enrolment;
    IF NOT FOUND OR NOT app.may_act_for(e.network_id, e.person_id, e.membership_id) THEN
        RAISE EXCEPTION 'no such enrolment' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NOT EXISTS (SELECT FROM public.members_person p
                    WHERE p.network_id = e.network_id AND p.id = p_person
                      AND p.membership_id = e.membership_id AND p.id <> e.person_id)
    THEN
        RAISE EXCEPTION 'the colleague is of another authority'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'courses_hand_over_colleague';
    END IF;
    PERFORM app.hold_run(e.network_id, e.run_id);
    SELECT * INTO e FROM public.courses_enrolment f
     WHERE f.network_id = app.net() AND f.id = p_enrolment;
    IF e.state NOT IN ('pending', 'enrolled') THEN
        RAISE EXCEPTION 'no seat to hand over'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'courses_hand_over_seat';
    END IF;
    IF EXISTS (SELECT FROM public.courses_enrolment f
                WHERE f.network_id = e.network_id AND f.run_id = e.run_id
                  AND f.person_id = p_person AND f.state IN ('offered', 'pending', 'enrolled'))
    THEN
        RAISE EXCEPTION 'the colleague has a seat'
            USING ERRCODE = 'unique_violation', CONSTRAINT = 'courses_enrolment_once';
    END IF;
    SELECT coalesce(array_agg(s.session_id ORDER BY s.session_id), '{}') INTO sessions
      FROM public.courses_sessionseat s
     WHERE s.network_id = e.network_id AND s.enrolment_id = e.id;
    -- A colleague who waits leaves the line for the seat.
    PERFORM app.end_enrolment(f.network_id, f.id, 'withdrawn', 'handed_over', '')
       FROM public.courses_enrolment f
      WHERE f.network_id = e.network_id AND f.run_id = e.run_id AND f.person_id = p_person
        AND f.state IN ('applied', 'waiting');
    PERFORM app.end_enrolment(e.network_id, e.id, 'withdrawn', 'handed_over', p_reason);
    needed := cardinality(app.approvals_needed(e.network_id, p_person, e.membership_id));
    SELECT c.last_number + 1 INTO next_number FROM public.courses_seatcount c
     WHERE c.network_id = e.network_id AND c.run_id = e.run_id;
    INSERT INTO public.courses_enrolment
        (network_id, run_id, person_id, membership_id, state, terms, reference, enrolled_at,
         group_id)
    VALUES (e.network_id, e.run_id, p_person, e.membership_id, 'withdrawn', e.terms, e.reference,
            now(), e.group_id)
    RETURNING id INTO made;
    UPDATE public.courses_enrolment f
       SET state = CASE WHEN needed > 0 THEN 'pending' ELSE 'enrolled' END, number = next_number,
           price = e.price, allotment_id = e.allotment_id, awaits = needed, seat_by = 'hand_over'
     WHERE f.network_id = e.network_id AND f.id = made;
    IF needed > 0 THEN PERFORM app.ask_approvals(e.network_id, made); END IF;
    INSERT INTO public.courses_sessionseat
        (network_id, enrolment_id, session_id, run_id, person_id, membership_id)
    SELECT e.network_id, made, s, e.run_id, p_person, e.membership_id FROM unnest(sessions) s;
    PERFORM app.leave_errand(e.network_id, 'courses.tell_handed_over', 'enrolment:' || made,
        jsonb_build_object('enrolment', made, 'former', e.id));
    RETURN made;
END $$;

-- Gives out the seats of a run to those who applied: seats in the order of `p_placed`, places
-- in line in the order of `p_line`; the others got none. The CHECK holds the capacity.
CREATE FUNCTION app.place_applicants(
    p_run bigint, p_placed bigint[], p_line bigint[], p_seat_by text
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    net bigint := app.net();
    one bigint;
    own bigint;
    last integer;
    others bigint[];
BEGIN
    IF NOT (app.whole() OR app.system()) THEN
        RAISE EXCEPTION 'only who keeps the courses gives out seats'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM app.hold_run(net, p_run);
    IF (SELECT count(*) FROM public.courses_enrolment e
         WHERE e.network_id = net AND e.run_id = p_run AND e.state = 'applied'
           AND e.id = ANY (p_placed || p_line))
       <> cardinality(p_placed || p_line)
    THEN
        RAISE EXCEPTION 'somebody among them has not applied, or stands there twice'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'courses_not_applied';
    END IF;
    SELECT c.last_number INTO last FROM public.courses_seatcount c
     WHERE c.network_id = net AND c.run_id = p_run;
    FOREACH one IN ARRAY p_placed LOOP
        SELECT a.id INTO own
          FROM public.courses_allotment a JOIN public.courses_enrolment e
            ON e.network_id = a.network_id AND e.run_id = a.run_id
               AND e.membership_id = a.membership_id
         WHERE a.network_id = net AND a.run_id = p_run AND e.id = one
           AND a.released_at IS NULL AND a.used < a.seats
         ORDER BY a.kind = 'optional', a.id LIMIT 1;
        last := last + 1;
        UPDATE public.courses_enrolment e
           SET state = CASE WHEN e.awaits > 0 THEN 'pending' ELSE 'enrolled' END, number = last,
               allotment_id = own, seat_by = p_seat_by, moved_up_at = now()
         WHERE e.network_id = net AND e.id = one;
    END LOOP;
    FOREACH one IN ARRAY p_line LOOP
        last := last + 1;
        UPDATE public.courses_enrolment e SET state = 'waiting', number = last
         WHERE e.network_id = net AND e.id = one;
    END LOOP;
    WITH gone AS (
        UPDATE public.courses_enrolment e SET state = 'refused'
         WHERE e.network_id = net AND e.run_id = p_run AND e.state = 'applied'
        RETURNING e.id)
    SELECT coalesce(array_agg(id ORDER BY id), '{}') INTO others FROM gone;
    UPDATE public.courses_seatcount c SET placed_at = now()
     WHERE c.network_id = net AND c.run_id = p_run;
    FOREACH one IN ARRAY p_placed || p_line || others LOOP
        PERFORM app.leave_errand(net, 'courses.tell_placed', 'enrolment:' || one,
            jsonb_build_object('enrolment', one));
    END LOOP;
    PERFORM app.pass_seat_on(net, p_run);
END $$;

REVOKE ALL ON FUNCTION app.hand_over, app.place_applicants FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.hand_over, app.place_applicants TO portal_app;
"""

ALLOTMENTS = """
CREATE FUNCTION app.before_allotment() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.used := 0;
    NEW.released_at := NULL;
    IF EXISTS (SELECT FROM public.courses_run r
                WHERE r.network_id = NEW.network_id AND r.id = NEW.run_id)
    THEN  -- else the keys refuse it
        PERFORM app.hold_run(NEW.network_id, NEW.run_id);
    END IF;
    RETURN NEW;
END $$;

-- What is neither named nor released is kept.
CREATE FUNCTION app.after_allotment() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    change integer := 0;
BEGIN
    IF NEW.released_at IS NULL THEN change := NEW.seats - NEW.used; END IF;
    IF TG_OP = 'UPDATE' AND OLD.released_at IS NULL THEN
        change := change - (OLD.seats - OLD.used);
    END IF;
    IF change <> 0 THEN
        UPDATE public.courses_seatcount c SET reserved = c.reserved + change
         WHERE c.network_id = NEW.network_id AND c.run_id = NEW.run_id;
    END IF;
    IF TG_OP = 'INSERT' THEN PERFORM app.pass_seat_on(NEW.network_id, NEW.run_id); END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER holds_run BEFORE INSERT ON courses_allotment
    FOR EACH ROW EXECUTE FUNCTION app.before_allotment();
CREATE TRIGGER keeps_seats AFTER INSERT OR UPDATE ON courses_allotment
    FOR EACH ROW EXECUTE FUNCTION app.after_allotment();

-- Another number of seats or another day of release; fewer than are named is refused.
CREATE FUNCTION app.change_allotment(p_allotment bigint, p_seats integer, p_release_on date)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    a record;
BEGIN
    SELECT * INTO a FROM public.courses_allotment f
     WHERE f.network_id = app.net() AND f.id = p_allotment;
    IF NOT FOUND OR NOT (app.whole() OR app.system()) THEN
        RAISE EXCEPTION 'no such allotment' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM app.hold_run(a.network_id, a.run_id);
    UPDATE public.courses_allotment f SET seats = p_seats, release_on = p_release_on
     WHERE f.network_id = a.network_id AND f.id = a.id;
    PERFORM app.pass_seat_on(a.network_id, a.run_id);
END $$;

-- The unnamed seats become anybody's; those in line first.
CREATE FUNCTION app.release_allotment(p_allotment bigint) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    a record;
    unnamed integer;
BEGIN
    SELECT * INTO a FROM public.courses_allotment f
     WHERE f.network_id = app.net() AND f.id = p_allotment;
    IF NOT FOUND OR NOT app.may_act_for(a.network_id, NULL, a.membership_id) THEN
        RAISE EXCEPTION 'no such allotment' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM app.hold_run(a.network_id, a.run_id);
    SELECT f.seats - f.used INTO unnamed FROM public.courses_allotment f
     WHERE f.network_id = a.network_id AND f.id = a.id AND f.released_at IS NULL;
    IF NOT FOUND THEN RETURN 0; END IF;
    UPDATE public.courses_allotment f SET released_at = now()
     WHERE f.network_id = a.network_id AND f.id = a.id;
    PERFORM app.pass_seat_on(a.network_id, a.run_id);
    RETURN unnamed;
END $$;

-- Seats without names go to another authority, or back to all.
CREATE FUNCTION app.before_allotment_move() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    mine record;
    theirs bigint;
BEGIN
    IF NOT EXISTS (SELECT FROM public.courses_run r
                    WHERE r.network_id = NEW.network_id AND r.id = NEW.run_id)
    THEN
        RETURN NEW;  -- the keys refuse it
    END IF;
    PERFORM app.hold_run(NEW.network_id, NEW.run_id);
    UPDATE public.courses_allotment a SET seats = a.seats - NEW.seats
     WHERE a.network_id = NEW.network_id AND a.run_id = NEW.run_id
       AND a.membership_id = NEW.membership_id AND a.kind = NEW.kind
       AND a.released_at IS NULL AND a.seats - a.used >= NEW.seats
    RETURNING a.release_on INTO mine;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the authority has not so many seats without names'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'courses_allotment_too_few';
    END IF;
    IF NEW.receiver_id IS NOT NULL THEN
        UPDATE public.courses_allotment a SET seats = a.seats + NEW.seats
         WHERE a.network_id = NEW.network_id AND a.run_id = NEW.run_id
           AND a.membership_id = NEW.receiver_id AND a.kind = NEW.kind
           AND a.released_at IS NULL
        RETURNING a.id INTO theirs;
        IF theirs IS NULL THEN
            INSERT INTO public.courses_allotment
                (network_id, run_id, membership_id, kind, seats, release_on, used, created_at)
            VALUES (NEW.network_id, NEW.run_id, NEW.receiver_id, NEW.kind, NEW.seats,
                    mine.release_on, 0, now());
        END IF;
    END IF;
    PERFORM app.pass_seat_on(NEW.network_id, NEW.run_id);
    RETURN NEW;
END $$;
CREATE TRIGGER moves_seats BEFORE INSERT ON courses_allotmentmove
    FOR EACH ROW EXECUTE FUNCTION app.before_allotment_move();

REVOKE ALL ON FUNCTION app.before_allotment, app.after_allotment, app.change_allotment,
    app.release_allotment, app.before_allotment_move FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.change_allotment, app.release_allotment TO portal_app;
"""

FURTHER = """
-- Laying a priority moves the person in the line.
CREATE FUNCTION app.before_priority() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    its record;
BEGIN
    SELECT e.run_id, e.person_id, e.membership_id INTO its FROM public.courses_enrolment e
     WHERE e.network_id = NEW.network_id AND e.id = NEW.enrolment_id;
    IF NOT FOUND THEN RETURN NEW; END IF;  -- the keys refuse it
    NEW.run_id := its.run_id;
    NEW.person_id := its.person_id;
    NEW.membership_id := its.membership_id;
    PERFORM app.hold_run(NEW.network_id, NEW.run_id);
    RETURN NEW;
END $$;
CREATE FUNCTION app.after_priority() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE public.courses_enrolment e SET priority = NEW.priority
     WHERE e.network_id = NEW.network_id AND e.id = NEW.enrolment_id;
    PERFORM app.pass_seat_on(NEW.network_id, NEW.run_id);
    RETURN NULL;
END $$;
CREATE TRIGGER finds_enrolment BEFORE INSERT ON courses_priority
    FOR EACH ROW EXECUTE FUNCTION app.before_priority();
CREATE TRIGGER moves_person AFTER INSERT ON courses_priority
    FOR EACH ROW EXECUTE FUNCTION app.after_priority();

-- The first and last hour of a run follow its sessions; a session that takes only so many has a
-- count of its own.
CREATE OR REPLACE FUNCTION app.after_session() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    it record := coalesce(NEW, OLD);
BEGIN
    UPDATE public.courses_run r
       SET begins_at = (SELECT min(s.starts_at) FROM public.courses_session s
                         WHERE s.network_id = r.network_id AND s.run_id = r.id),
           ends_at = (SELECT max(s.ends_at) FROM public.courses_session s
                       WHERE s.network_id = r.network_id AND s.run_id = r.id)
     WHERE r.network_id = it.network_id AND r.id = it.run_id;
    IF TG_OP = 'DELETE' THEN
        DELETE FROM public.courses_sessioncount c
         WHERE c.network_id = OLD.network_id AND c.session_id = OLD.id;
    ELSIF NEW.capacity IS NULL THEN
        DELETE FROM public.courses_sessionseat s
         WHERE s.network_id = NEW.network_id AND s.session_id = NEW.id;
        DELETE FROM public.courses_sessioncount c
         WHERE c.network_id = NEW.network_id AND c.session_id = NEW.id;
    ELSE
        INSERT INTO public.courses_sessioncount (network_id, run_id, session_id, capacity, taken)
        VALUES (NEW.network_id, NEW.run_id, NEW.id, NEW.capacity, 0)
            ON CONFLICT (network_id, session_id) DO UPDATE SET capacity = excluded.capacity;
    END IF;
    RETURN NULL;
END $$;

-- A session is chosen by who has a seat on the run, while it has room.
CREATE FUNCTION app.before_session_seat() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    its record;
BEGIN
    SELECT e.run_id, e.person_id, e.membership_id INTO its FROM public.courses_enrolment e
     WHERE e.network_id = NEW.network_id AND e.id = NEW.enrolment_id;
    IF NOT FOUND THEN RETURN NEW; END IF;  -- the keys refuse it
    NEW.run_id := its.run_id;
    NEW.person_id := its.person_id;
    NEW.membership_id := its.membership_id;
    PERFORM app.hold_run(NEW.network_id, NEW.run_id);
    IF NOT EXISTS (SELECT FROM public.courses_enrolment e
                    WHERE e.network_id = NEW.network_id AND e.id = NEW.enrolment_id
                      AND e.state IN ('pending', 'enrolled'))
    THEN
        RAISE EXCEPTION 'only who has a seat chooses sessions'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'courses_session_needs_seat';
    END IF;
    IF NOT EXISTS (SELECT FROM public.courses_sessioncount c
                    WHERE c.network_id = NEW.network_id AND c.session_id = NEW.session_id
                      AND c.run_id = NEW.run_id)
    THEN
        RAISE EXCEPTION 'that session is for all who take part, or of another run'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'courses_session_no_limit';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION app.after_session_seat() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    it record := coalesce(NEW, OLD);
BEGIN
    UPDATE public.courses_sessioncount c
       SET taken = c.taken + CASE WHEN TG_OP = 'INSERT' THEN 1 ELSE -1 END
     WHERE c.network_id = it.network_id AND c.session_id = it.session_id;
    RETURN NULL;
END $$;
CREATE TRIGGER finds_enrolment BEFORE INSERT ON courses_sessionseat
    FOR EACH ROW EXECUTE FUNCTION app.before_session_seat();
CREATE TRIGGER counts_session AFTER INSERT OR DELETE ON courses_sessionseat
    FOR EACH ROW EXECUTE FUNCTION app.after_session_seat();

REVOKE ALL ON FUNCTION app.before_priority, app.after_priority, app.before_session_seat,
    app.after_session_seat FROM PUBLIC;
"""


class Migration(migrations.Migration):
    dependencies = [("courses", "0008_seat_answers")]

    operations = [
        migrations.RunSQL(HAND_OVER),
        migrations.RunSQL(ALLOTMENTS),
        migrations.RunSQL(FURTHER),
    ]
