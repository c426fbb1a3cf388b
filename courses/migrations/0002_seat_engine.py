"""The seat engine, and the locks on courses, runs and seats.

Whatever path writes an enrolment, a withdrawal or a run's capacity, these triggers decide who
has a seat. They hold the run's row in courses_seatcount until the commit, so that claims and
withdrawals of one run come one after the other; different runs never wait for each other.
The portal's roles may read that table and not write it.
"""

from django.db import migrations

from network.schema import lock

ENGINE = """
-- Locks the run's seats; enrolled or waiting, and the number in line. A free seat belongs to
-- those who wait, so nobody passes them.
CREATE FUNCTION app.claim_seat(p_net bigint, p_run bigint, OUT state text, OUT number integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    seats record;
BEGIN
    SELECT capacity, taken, waiting, last_number INTO seats
      FROM public.courses_seatcount c
     WHERE c.network_id = p_net AND c.run_id = p_run FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'no such run' USING ERRCODE = 'foreign_key_violation';
    END IF;
    number := seats.last_number + 1;
    state := CASE WHEN seats.taken < seats.capacity AND seats.waiting = 0
                  THEN 'enrolled' ELSE 'waiting' END;
END $$;

-- Gives free seats to the first in line while the run is alive.
CREATE FUNCTION app.pass_seat_on(p_net bigint, p_run bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    free integer;
BEGIN
    SELECT c.capacity - c.taken INTO free
      FROM public.courses_seatcount c
      JOIN public.courses_run r ON r.network_id = c.network_id AND r.id = c.run_id
     WHERE c.network_id = p_net AND c.run_id = p_run AND c.waiting > 0
       AND r.state IN ('open', 'paused', 'closed', 'confirmed');
    IF free > 0 THEN
        UPDATE public.courses_enrolment e SET state = 'enrolled', moved_up_at = now()
         WHERE e.network_id = p_net AND e.id IN (
            SELECT w.id FROM public.courses_enrolment w
             WHERE w.network_id = p_net AND w.run_id = p_run AND w.state = 'waiting'
             ORDER BY w.number LIMIT free);
    END IF;
END $$;

CREATE FUNCTION app.before_enrolment() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    run record;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF (NEW.network_id, NEW.run_id, NEW.person_id, NEW.membership_id, NEW.number, NEW.price)
           IS DISTINCT FROM
           (OLD.network_id, OLD.run_id, OLD.person_id, OLD.membership_id, OLD.number, OLD.price)
        THEN
            RAISE EXCEPTION 'an enrolment keeps its run, person, number and price'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'courses_enrolment_frozen';
        END IF;
        RETURN NEW;
    END IF;
    -- The authority is the person's own and the price the run's, whatever was sent. A person
    -- or a run that is not of the network is refused by the keys.
    SELECT coalesce(min(p.membership_id), NEW.membership_id) INTO NEW.membership_id
      FROM public.members_person p
     WHERE p.network_id = NEW.network_id AND p.id = NEW.person_id;
    IF NEW.state IN ('enrolled', 'waiting') THEN
        SELECT c.state, c.number INTO NEW.state, NEW.number
          FROM app.claim_seat(NEW.network_id, NEW.run_id) c;
        -- Read after the lock: a run that was closed meanwhile is closed.
        SELECT r.price, r.state INTO run FROM public.courses_run r
         WHERE r.network_id = NEW.network_id AND r.id = NEW.run_id;
        NEW.price := run.price;
        IF run.state <> 'open' AND NOT (app.whole() OR app.system()) THEN
            RAISE EXCEPTION 'the run is not open'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'courses_run_open';
        END IF;
    END IF;
    RETURN NEW;
END $$;

-- The counts follow the rows. Written after the row, so that a refused row counts nothing.
CREATE FUNCTION app.after_enrolment() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    it record;
    taken_change integer := 0;
    waiting_change integer := 0;
    reached integer := 0;
BEGIN
    it := coalesce(NEW, OLD);
    IF TG_OP <> 'DELETE' THEN
        taken_change := (NEW.state = 'enrolled')::integer;
        waiting_change := (NEW.state = 'waiting')::integer;
        reached := NEW.number;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        taken_change := taken_change - (OLD.state = 'enrolled')::integer;
        waiting_change := waiting_change - (OLD.state = 'waiting')::integer;
    END IF;
    IF taken_change <> 0 OR waiting_change <> 0 THEN
        UPDATE public.courses_seatcount c
           SET taken = c.taken + taken_change, waiting = c.waiting + waiting_change,
               last_number = greatest(c.last_number, reached)
         WHERE c.network_id = it.network_id AND c.run_id = it.run_id;
    END IF;
    IF taken_change < 0 THEN
        PERFORM app.pass_seat_on(it.network_id, it.run_id);
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER claims_seat BEFORE INSERT OR UPDATE ON courses_enrolment
    FOR EACH ROW EXECUTE FUNCTION app.before_enrolment();
CREATE TRIGGER counts_seat AFTER INSERT OR UPDATE OF state OR DELETE ON courses_enrolment
    FOR EACH ROW EXECUTE FUNCTION app.after_enrolment();

-- A withdrawal is a row: laying it frees the seat and passes it on, in one transaction. The
-- run's lock comes first, as everywhere, so that two of them cannot block each other for ever.
CREATE FUNCTION app.before_withdrawal() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    was text;
    its record;
BEGIN
    SELECT e.run_id, e.person_id, e.membership_id INTO its FROM public.courses_enrolment e
     WHERE e.network_id = NEW.network_id AND e.id = NEW.enrolment_id;
    IF NOT FOUND THEN RETURN NEW; END IF;  -- the keys refuse it
    NEW.run_id := its.run_id;
    NEW.person_id := its.person_id;
    NEW.membership_id := its.membership_id;
    PERFORM FROM public.courses_seatcount c
      WHERE c.network_id = NEW.network_id AND c.run_id = NEW.run_id FOR NO KEY UPDATE;
    SELECT e.state INTO was FROM public.courses_enrolment e
     WHERE e.network_id = NEW.network_id AND e.id = NEW.enrolment_id;
    IF was = 'withdrawn' THEN
        RAISE EXCEPTION 'nothing to withdraw'
            USING ERRCODE = 'unique_violation', CONSTRAINT = 'courses_withdrawal_once';
    END IF;
    NEW.was_waiting := was = 'waiting';
    IF NEW.was_waiting THEN NEW.fee := 0; END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION app.after_withdrawal() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE public.courses_enrolment e SET state = 'withdrawn'
     WHERE e.network_id = NEW.network_id AND e.id = NEW.enrolment_id;
    RETURN NULL;
END $$;

CREATE TRIGGER finds_enrolment BEFORE INSERT ON courses_withdrawal
    FOR EACH ROW EXECUTE FUNCTION app.before_withdrawal();
CREATE TRIGGER frees_seat AFTER INSERT ON courses_withdrawal
    FOR EACH ROW EXECUTE FUNCTION app.after_withdrawal();

-- A run brings its count row along; more seats go to those who wait, fewer than are taken is
-- refused by the CHECK. Every change of state takes the lock, so no claim slips by a closing.
CREATE FUNCTION app.after_run() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO public.courses_seatcount
            (network_id, run_id, capacity, taken, waiting, last_number)
        VALUES (NEW.network_id, NEW.id, NEW.capacity, 0, 0, 0);
    ELSIF (NEW.capacity, NEW.state) IS DISTINCT FROM (OLD.capacity, OLD.state) THEN
        UPDATE public.courses_seatcount c SET capacity = NEW.capacity
         WHERE c.network_id = NEW.network_id AND c.run_id = NEW.id;
        PERFORM app.pass_seat_on(NEW.network_id, NEW.id);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER keeps_count AFTER INSERT OR UPDATE ON courses_run
    FOR EACH ROW EXECUTE FUNCTION app.after_run();

-- The first and last hour of a run follow its sessions.
CREATE FUNCTION app.after_session() RETURNS trigger
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
    RETURN NULL;
END $$;
CREATE TRIGGER dates_run AFTER INSERT OR UPDATE OR DELETE ON courses_session
    FOR EACH ROW EXECUTE FUNCTION app.after_session();

-- Ids of those who got a seat from the line of a run in the running transaction: for letters.
CREATE FUNCTION app.moved_up(p_run bigint) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT e.id FROM public.courses_enrolment e
     WHERE e.network_id = app.net() AND e.run_id = p_run AND e.moved_up_at = now()
$$;

-- One's place among those who wait, from 1; only for enrolments that one may see.
CREATE FUNCTION app.places_in_line(p_enrolments bigint[])
RETURNS TABLE (enrolment_id bigint, place bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT e.id, (SELECT count(*) FROM public.courses_enrolment w
                   WHERE w.network_id = e.network_id AND w.run_id = e.run_id
                     AND w.state = 'waiting' AND w.number <= e.number)
      FROM public.courses_enrolment e
     WHERE e.network_id = app.net() AND e.id = ANY (p_enrolments) AND e.state = 'waiting'
       AND (app.whole() OR app.system() OR e.person_id = ANY (app.people())
            OR e.person_id = ANY (app.staff()) OR e.membership_id = ANY (app.memberships()))
$$;

REVOKE ALL ON FUNCTION app.claim_seat, app.pass_seat_on, app.before_enrolment,
    app.after_enrolment, app.before_withdrawal, app.after_withdrawal, app.after_run,
    app.after_session, app.moved_up, app.places_in_line FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.moved_up, app.places_in_line TO portal_app;
"""

DROP = """
DROP FUNCTION app.places_in_line, app.moved_up;
DROP FUNCTION app.after_session, app.after_run, app.after_withdrawal, app.before_withdrawal,
    app.after_enrolment, app.before_enrolment, app.pass_seat_on, app.claim_seat CASCADE;
"""

# The state of an enrolment, and all counts, are the engine's to write.
ENGINE_ONLY = """
REVOKE INSERT, UPDATE, DELETE ON courses_seatcount FROM portal_app;
REVOKE UPDATE ON courses_enrolment FROM portal_app;
GRANT UPDATE (reference) ON courses_enrolment TO portal_app;
REVOKE UPDATE ON courses_withdrawal FROM portal_app;
"""
GIVE_BACK = """
GRANT UPDATE ON courses_withdrawal TO portal_app;
GRANT UPDATE ON courses_enrolment TO portal_app;
GRANT INSERT, UPDATE, DELETE ON courses_seatcount TO portal_app;
"""

RUN = {"run_id": "courses_run"}
PERSON = {"person_id": "members_person", "membership_id": "members_membership"}


class Migration(migrations.Migration):
    dependencies = [("courses", "0001_seats"), ("members", "0002_grants_and_locks")]

    operations = [
        lock("courses_area", read=["everyone"], write=["whole"]),
        lock(
            "courses_course", read=["everyone"], write=["whole"], keys={"area_id": "courses_area"}
        ),
        lock(
            "courses_run",
            read=["whole", "announced"],
            write=["whole"],
            clauses={"announced": "state <> 'planned'"},
            keys={"course_id": "courses_course", "host_id": "members_membership"},
        ),
        lock("courses_session", read=["everyone"], write=["whole"], keys=RUN),
        lock(
            "courses_seatcount",
            read=["everyone"],
            write=[],
            keys=RUN,
        ),
        lock("courses_latefeepolicy", read=["everyone"], write=["whole"]),
        lock(
            "courses_latefeetier",
            read=["everyone"],
            write=["whole"],
            keys={"policy_id": "courses_latefeepolicy"},
        ),
        lock(
            "courses_enrolment",
            read=["whole", "ours", "mine", "staff"],
            write=["whole", "ours", "mine"],
            remove=[],
            keys={**RUN, **PERSON},
        ),
        lock(
            "courses_withdrawal",
            read=["whole", "ours", "mine", "staff"],
            write=["whole", "ours", "mine"],
            remove=[],
            keys={**RUN, **PERSON, "enrolment_id": "courses_enrolment"},
        ),
        lock(
            "courses_sessionlink",
            read=["whole", "seated"],
            write=["whole"],
            # Their own seats are all that people see of courses_enrolment through its policy.
            clauses={
                "seated": "run_id IN (SELECT e.run_id FROM courses_enrolment e"
                " WHERE e.state = 'enrolled'"
                " AND e.person_id = ANY ((SELECT app.people())::bigint[]))"
            },
            keys={**RUN, "session_id": "courses_session"},
        ),
        migrations.RunSQL(ENGINE, DROP),
        migrations.RunSQL(ENGINE_ONLY, GIVE_BACK),
    ]
