"""What follows from an enrolment's row and from its end: counts, approvals, withdrawals, the run."""

from django.db import migrations

ROWS = """
CREATE OR REPLACE FUNCTION app.before_enrolment() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    claim record;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        -- A row that never stood in line is one that is just being made of a colleague's.
        IF OLD.number > 0 AND (
            (NEW.network_id, NEW.run_id, NEW.person_id, NEW.membership_id, NEW.price)
            IS DISTINCT FROM
            (OLD.network_id, OLD.run_id, OLD.person_id, OLD.membership_id, OLD.price)
            OR (NEW.number <> OLD.number AND OLD.state <> 'applied'))
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
    NEW.number := 0;
    NEW.awaits := 0;
    NEW.priority := 0;
    NEW.seat_by := '';
    NEW.allotment_id := NULL;
    NEW.moved_up_at := NULL;
    IF NEW.state IN ('withdrawn', 'refused') THEN RETURN NEW; END IF;
    IF NEW.group_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM public.courses_enrolmentgroup g
         WHERE g.network_id = NEW.network_id AND g.id = NEW.group_id
           AND g.run_id = NEW.run_id AND g.membership_id = NEW.membership_id)
    THEN
        RAISE EXCEPTION 'the group is of another run or authority'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'courses_enrolment_group';
    END IF;
    SELECT * INTO claim FROM app.claim_seat(
        NEW.network_id, NEW.run_id, NEW.membership_id, NEW.group_id, NEW.choice);
    NEW.awaits := cardinality(
        app.approvals_needed(NEW.network_id, NEW.person_id, NEW.membership_id));
    NEW.state := CASE WHEN claim.state = 'enrolled' AND NEW.awaits > 0
                      THEN 'pending' ELSE claim.state END;
    NEW.number := claim.number;
    NEW.allotment_id := claim.allotment;
    NEW.seat_by := claim.seat_by;
    NEW.price := claim.price;
    RETURN NEW;
END $$;

-- The counts follow the rows. Written after the row, so that a refused row counts nothing; what
-- leaves is counted out before what comes is counted in.
CREATE OR REPLACE FUNCTION app.after_enrolment() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    it record;
    was text := '';
    becomes text := '';
    left_lot bigint;
    new_lot bigint;
    free integer;
BEGIN
    it := coalesce(NEW, OLD);
    IF TG_OP <> 'INSERT' THEN
        was := OLD.state;
        IF was IN ('offered', 'pending', 'enrolled') THEN left_lot := OLD.allotment_id; END IF;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        becomes := NEW.state;
        IF becomes IN ('offered', 'pending', 'enrolled') THEN new_lot := NEW.allotment_id; END IF;
    END IF;
    IF new_lot IS NOT NULL AND new_lot IS DISTINCT FROM left_lot THEN
        UPDATE public.courses_allotment a SET used = a.used + 1
         WHERE a.network_id = it.network_id AND a.id = new_lot;
    END IF;
    UPDATE public.courses_seatcount c
       SET taken = c.taken + (becomes IN ('pending', 'enrolled'))::integer
                           - (was IN ('pending', 'enrolled'))::integer,
           held = c.held + (becomes = 'offered')::integer - (was = 'offered')::integer,
           waiting = c.waiting + (becomes = 'waiting')::integer - (was = 'waiting')::integer,
           applied = c.applied + (becomes = 'applied')::integer - (was = 'applied')::integer,
           last_number = CASE WHEN TG_OP = 'DELETE' THEN c.last_number
                              ELSE greatest(c.last_number, it.number) END
     WHERE c.network_id = it.network_id AND c.run_id = it.run_id AND was <> becomes
       AND NOT (was IN ('', 'withdrawn', 'refused') AND becomes IN ('', 'withdrawn', 'refused'))
    RETURNING c.capacity - c.taken - c.held - c.reserved INTO free;
    IF left_lot IS NOT NULL AND left_lot IS DISTINCT FROM new_lot THEN
        UPDATE public.courses_allotment a SET used = a.used - 1
         WHERE a.network_id = it.network_id AND a.id = left_lot;
    END IF;
    IF TG_OP = 'INSERT' AND NEW.awaits > 0 THEN
        PERFORM app.ask_approvals(NEW.network_id, NEW.id);
    END IF;
    IF TG_OP = 'INSERT' AND becomes = 'waiting' AND free > 0 THEN
        PERFORM app.pass_seat_on(NEW.network_id, NEW.run_id);
    END IF;
    IF TG_OP = 'UPDATE' AND becomes IN ('withdrawn', 'refused') AND was <> becomes THEN
        PERFORM app.void_what_hangs_on(NEW.network_id, NEW.id);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION app.ask_approvals(p_net bigint, p_enrolment bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO public.courses_approval
        (network_id, enrolment_id, run_id, person_id, membership_id, kind, asked_id, state,
         asked_at, reason)
    SELECT e.network_id, e.id, e.run_id, e.person_id, e.membership_id, k.kind,
           CASE WHEN k.kind = 'manager' THEN p.manager_id END, 'asked', now(), ''
      FROM public.courses_enrolment e
      JOIN public.members_person p ON p.network_id = e.network_id AND p.id = e.person_id
     CROSS JOIN LATERAL unnest(
           app.approvals_needed(e.network_id, e.person_id, e.membership_id)) AS k (kind)
     WHERE e.network_id = p_net AND e.id = p_enrolment;
    PERFORM app.leave_errand(p_net, 'courses.ask_approval', 'enrolment:' || p_enrolment,
        jsonb_build_object('enrolment', p_enrolment));
END $$;

-- An enrolment that is over asks nobody anything and sits on no session.
CREATE FUNCTION app.void_what_hangs_on(p_net bigint, p_enrolment bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE public.courses_approval a SET state = 'void', decided_at = now()
     WHERE a.network_id = p_net AND a.enrolment_id = p_enrolment AND a.state = 'asked';
    UPDATE public.courses_offer o SET answer = 'void', answered_at = now()
     WHERE o.network_id = p_net AND o.enrolment_id = p_enrolment AND o.answer = '';
    DELETE FROM public.courses_sessionseat s
     WHERE s.network_id = p_net AND s.enrolment_id = p_enrolment;
END $$;

-- The place among those who wait, from 1; only for enrolments that one may see.
CREATE OR REPLACE FUNCTION app.places_in_line(p_enrolments bigint[])
RETURNS TABLE (enrolment_id bigint, place bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT e.id, (SELECT count(*) FROM public.courses_enrolment w
                   WHERE w.network_id = e.network_id AND w.run_id = e.run_id
                     AND w.state = 'waiting'
                     AND (-w.priority, w.number) <= (-e.priority, e.number))
      FROM public.courses_enrolment e
     WHERE e.network_id = app.net() AND e.id = ANY (p_enrolments) AND e.state = 'waiting'
       AND (app.whole() OR app.system() OR e.person_id = ANY (app.people())
            OR e.person_id = ANY (app.staff()) OR e.membership_id = ANY (app.memberships()))
$$;
"""

ENDS = """
-- A withdrawal is a row: laying it frees the seat and passes it on, in one transaction. The
-- run's lock comes first, as everywhere, so that two of them cannot block each other for ever.
-- The kinds that only the engine decides are laid after the enrolment is over.
CREATE OR REPLACE FUNCTION app.before_withdrawal() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    now_is text;
    its record;
BEGIN
    SELECT e.run_id, e.person_id, e.membership_id INTO its FROM public.courses_enrolment e
     WHERE e.network_id = NEW.network_id AND e.id = NEW.enrolment_id;
    IF NOT FOUND THEN RETURN NEW; END IF;  -- the keys refuse it
    NEW.run_id := its.run_id;
    NEW.person_id := its.person_id;
    NEW.membership_id := its.membership_id;
    PERFORM app.hold_run(NEW.network_id, NEW.run_id);
    SELECT e.state INTO now_is FROM public.courses_enrolment e
     WHERE e.network_id = NEW.network_id AND e.id = NEW.enrolment_id;
    IF NEW.kind IN ('withdrawn', 'declined', 'no_show') THEN
        IF now_is IN ('withdrawn', 'refused') THEN
            RAISE EXCEPTION 'nothing to withdraw'
                USING ERRCODE = 'unique_violation', CONSTRAINT = 'courses_withdrawal_once';
        END IF;
        NEW.was := now_is;
        IF NEW.kind <> 'no_show' THEN
            NEW.kind := CASE WHEN now_is = 'offered' THEN 'declined' ELSE 'withdrawn' END;
        END IF;
    ELSIF now_is NOT IN ('withdrawn', 'refused') THEN
        RAISE EXCEPTION 'only the seat engine withdraws for that reason'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'courses_withdrawal_kind';
    END IF;
    NEW.was_waiting := NEW.was IN ('waiting', 'applied', 'offered');
    IF NEW.was <> 'enrolled' THEN NEW.fee := 0; END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION app.after_withdrawal() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.kind NOT IN ('withdrawn', 'declined', 'no_show') THEN RETURN NULL; END IF;
    UPDATE public.courses_offer o SET answer = 'no', answered_at = now()
     WHERE o.network_id = NEW.network_id AND o.enrolment_id = NEW.enrolment_id
       AND o.answer = '';
    UPDATE public.courses_enrolment e SET state = 'withdrawn'
     WHERE e.network_id = NEW.network_id AND e.id = NEW.enrolment_id
       AND e.state NOT IN ('withdrawn', 'refused');
    PERFORM app.pass_seat_on(NEW.network_id, NEW.run_id);
    RETURN NULL;
END $$;

-- The engine ends an enrolment, with a withdrawal that says why; the line is not walked here.
CREATE FUNCTION app.end_enrolment(
    p_net bigint, p_enrolment bigint, p_state text, p_kind text, p_reason text
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    its record;
    laid bigint;
BEGIN
    SELECT e.state, e.run_id, e.person_id, e.membership_id INTO its
      FROM public.courses_enrolment e WHERE e.network_id = p_net AND e.id = p_enrolment;
    UPDATE public.courses_enrolment e SET state = p_state
     WHERE e.network_id = p_net AND e.id = p_enrolment;
    INSERT INTO public.courses_withdrawal
        (network_id, enrolment_id, run_id, person_id, membership_id, by_user_id, at, reason, kind,
         was, was_waiting, fee)
    VALUES (p_net, p_enrolment, its.run_id, its.person_id, its.membership_id, app.uid(), now(),
            p_reason, p_kind, its.state, false, 0)
    RETURNING id INTO laid;
    PERFORM app.leave_errand(p_net, 'courses.tell_ended', 'withdrawal:' || laid,
        jsonb_build_object('withdrawal', laid));
END $$;

-- A run brings its count row along; more seats go to those who wait, fewer than are taken, held
-- or kept is refused by the CHECK. Every change of state takes the lock, so no claim slips by a
-- closing; a cancelled run lets everybody go.
CREATE OR REPLACE FUNCTION app.after_run() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    gone bigint;
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO public.courses_seatcount
            (network_id, run_id, capacity, taken, waiting, last_number)
        VALUES (NEW.network_id, NEW.id, NEW.capacity, 0, 0, 0);
        RETURN NULL;
    END IF;
    IF (NEW.capacity, NEW.state, NEW.queue, NEW.groups)
       IS NOT DISTINCT FROM (OLD.capacity, OLD.state, OLD.queue, OLD.groups)
    THEN
        RETURN NULL;
    END IF;
    UPDATE public.courses_seatcount c SET capacity = NEW.capacity
     WHERE c.network_id = NEW.network_id AND c.run_id = NEW.id;
    IF NEW.state = 'cancelled' AND OLD.state <> 'cancelled' THEN
        FOR gone IN
            SELECT e.id FROM public.courses_enrolment e
             WHERE e.network_id = NEW.network_id AND e.run_id = NEW.id
               AND e.state IN ('applied', 'waiting', 'offered', 'pending', 'enrolled')
             ORDER BY e.id
        LOOP
            PERFORM app.end_enrolment(NEW.network_id, gone, 'withdrawn', 'run_cancelled', '');
        END LOOP;
    ELSE
        PERFORM app.pass_seat_on(NEW.network_id, NEW.id);
    END IF;
    RETURN NULL;
END $$;

REVOKE ALL ON FUNCTION app.ask_approvals, app.void_what_hangs_on, app.end_enrolment FROM PUBLIC;
"""


class Migration(migrations.Migration):
    dependencies = [("courses", "0005_seat_line")]

    operations = [
        migrations.RunSQL(ROWS),
        migrations.RunSQL(ENDS),
    ]
