"""Answers about seats: offers, free seats in the last hours, approvals, other runs of the course.

Each act is one function; it takes the run's lock first and checks who acts.
"""

from django.db import migrations

ANSWERS = """
-- Yes or no to an offered seat; the first answer counts, and none after the last time.
CREATE FUNCTION app.answer_offer(p_offer bigint, p_yes boolean) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    o record;
    becomes text;
BEGIN
    SELECT * INTO o FROM public.courses_offer f
     WHERE f.network_id = app.net() AND f.id = p_offer;
    IF NOT FOUND OR NOT app.may_act_for(o.network_id, o.person_id, o.membership_id) THEN
        RAISE EXCEPTION 'no such offer' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM app.hold_run(o.network_id, o.run_id);
    SELECT * INTO o FROM public.courses_offer f
     WHERE f.network_id = app.net() AND f.id = p_offer;
    IF o.answer <> '' THEN
        RAISE EXCEPTION 'the offer is answered'
            USING ERRCODE = 'unique_violation', CONSTRAINT = 'courses_offer_answered_once';
    END IF;
    IF o.reply_by <= clock_timestamp() THEN
        RAISE EXCEPTION 'the last time to answer has passed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'courses_offer_late';
    END IF;
    IF NOT p_yes THEN
        INSERT INTO public.courses_withdrawal
            (network_id, enrolment_id, run_id, person_id, membership_id, by_user_id, at, reason,
             kind, was, was_waiting, fee)
        VALUES (o.network_id, o.enrolment_id, o.run_id, o.person_id, o.membership_id, app.uid(),
                now(), '', 'declined', '', false, 0);
        RETURN 'withdrawn';
    END IF;
    UPDATE public.courses_offer f SET answer = 'yes', answered_at = now()
     WHERE f.network_id = o.network_id AND f.id = o.id;
    UPDATE public.courses_enrolment e
       SET state = CASE WHEN e.awaits > 0 THEN 'pending' ELSE 'enrolled' END
     WHERE e.network_id = o.network_id AND e.id = o.enrolment_id
    RETURNING e.state INTO becomes;
    PERFORM app.leave_errand(o.network_id, 'courses.tell_moved_up',
        'enrolment:' || o.enrolment_id, jsonb_build_object('enrolment', o.enrolment_id));
    RETURN becomes;
END $$;

-- Offers of a run that nobody answered in time: the next in line is asked.
CREATE FUNCTION app.expire_offers(p_run bigint) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    o record;
    late integer := 0;
BEGIN
    IF NOT app.system() THEN
        RAISE EXCEPTION 'only the portal itself' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM app.hold_run(app.net(), p_run);
    FOR o IN
        UPDATE public.courses_offer f SET answer = 'late', answered_at = now()
         WHERE f.network_id = app.net() AND f.run_id = p_run AND f.answer = ''
           AND f.reply_by <= clock_timestamp()
        RETURNING f.enrolment_id
    LOOP
        PERFORM app.end_enrolment(app.net(), o.enrolment_id, 'withdrawn', 'late_reply', '');
        late := late + 1;
    END LOOP;
    PERFORM app.pass_seat_on(app.net(), p_run);
    RETURN late;
END $$;

-- In the last hours, when no offers go out, whoever waits may take a free seat at once.
CREATE FUNCTION app.take_free_seat(p_enrolment bigint) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    e record;
    run record;
    free integer;
BEGIN
    SELECT * INTO e FROM public.courses_enrolment f
     WHERE f.network_id = app.net() AND f.id = p_enrolment;
    IF NOT FOUND OR NOT app.may_act_for(e.network_id, e.person_id, e.membership_id) THEN
        RAISE EXCEPTION 'no such enrolment' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM app.hold_run(e.network_id, e.run_id);
    SELECT r.state, r.queue, r.begins_at, r.offer_stops_hours INTO run
      FROM public.courses_run r WHERE r.network_id = e.network_id AND r.id = e.run_id;
    SELECT c.capacity - c.taken - c.held - c.reserved INTO free
      FROM public.courses_seatcount c WHERE c.network_id = e.network_id AND c.run_id = e.run_id;
    SELECT * INTO e FROM public.courses_enrolment f
     WHERE f.network_id = app.net() AND f.id = p_enrolment;
    IF e.state <> 'waiting' OR free <= 0
        OR run.state NOT IN ('open', 'paused', 'closed', 'confirmed')
        OR NOT app.offers_have_stopped(run.queue, run.begins_at, run.offer_stops_hours)
    THEN
        RAISE EXCEPTION 'no seat is free to take'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'courses_no_free_seat';
    END IF;
    PERFORM app.give_seat(e.network_id, e.run_id, e.id, NULL);
    RETURN CASE WHEN e.awaits > 0 THEN 'pending' ELSE 'enrolled' END;
END $$;

-- A yes takes one approval off; a no ends the enrolment and passes the seat on. Decided by the
-- one who is asked, by the authority's local coordinators where they are, or by the portal.
CREATE FUNCTION app.decide_approval(p_approval bigint, p_yes boolean, p_reason text)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    a record;
    e record;
BEGIN
    SELECT * INTO a FROM public.courses_approval f
     WHERE f.network_id = app.net() AND f.id = p_approval;
    IF NOT FOUND OR NOT coalesce(app.system()
        OR (a.kind = 'manager' AND a.asked_id = ANY (app.people()))
        OR (a.kind = 'local' AND a.membership_id = ANY (app.memberships())), false)
    THEN
        RAISE EXCEPTION 'no such approval' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM app.hold_run(a.network_id, a.run_id);
    UPDATE public.courses_approval f
       SET state = CASE WHEN p_yes THEN 'yes' ELSE 'no' END, decided_at = now(),
           by_user_id = app.uid(), reason = left(p_reason, 300)
     WHERE f.network_id = a.network_id AND f.id = a.id AND f.state = 'asked';
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the approval is decided'
            USING ERRCODE = 'unique_violation', CONSTRAINT = 'courses_approval_decided_once';
    END IF;
    IF NOT p_yes THEN
        PERFORM app.end_enrolment(
            a.network_id, a.enrolment_id, 'refused', 'refused_approval', left(p_reason, 300));
        PERFORM app.pass_seat_on(a.network_id, a.run_id);
        RETURN 'refused';
    END IF;
    UPDATE public.courses_enrolment f
       SET awaits = f.awaits - 1,
           state = CASE WHEN f.state = 'pending' AND f.awaits = 1 THEN 'enrolled' ELSE f.state END
     WHERE f.network_id = a.network_id AND f.id = a.enrolment_id
    RETURNING f.state, f.awaits INTO e;
    IF e.state = 'enrolled' THEN
        PERFORM app.leave_errand(a.network_id, 'courses.tell_approved',
            'enrolment:' || a.enrolment_id, jsonb_build_object('enrolment', a.enrolment_id));
    END IF;
    RETURN e.state;
END $$;

-- A person who got a seat leaves the lines of the course's other runs. A seat that fell on them
-- from two lines at once is kept once: what they chose themselves, else the first. In the system
-- scope, after the commit that gave the seat: the runs are locked together, by rising id.
CREATE FUNCTION app.leave_elsewhere(p_enrolment bigint) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    its record;
    kept record;
    other record;
    runs bigint[];
    left_count integer := 0;
BEGIN
    IF NOT app.system() THEN
        RAISE EXCEPTION 'only the portal itself' USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT e.person_id, r.course_id INTO its
      FROM public.courses_enrolment e
      JOIN public.courses_run r ON r.network_id = e.network_id AND r.id = e.run_id
     WHERE e.network_id = app.net() AND e.id = p_enrolment;
    SELECT array_agg(DISTINCT e.run_id) INTO runs
      FROM public.courses_enrolment e
      JOIN public.courses_run r ON r.network_id = e.network_id AND r.id = e.run_id
     WHERE e.network_id = app.net() AND e.person_id = its.person_id
       AND r.course_id = its.course_id AND r.state IN ('open', 'paused', 'closed', 'confirmed')
       AND e.state IN ('applied', 'waiting', 'offered', 'pending', 'enrolled');
    IF coalesce(cardinality(runs), 0) < 2 THEN RETURN 0; END IF;
    PERFORM FROM public.courses_seatcount c
      WHERE c.network_id = app.net() AND c.run_id = ANY (runs)
      ORDER BY c.run_id FOR NO KEY UPDATE;
    SELECT e.id, coalesce(e.moved_up_at, e.enrolled_at) AS at INTO kept
      FROM public.courses_enrolment e
     WHERE e.network_id = app.net() AND e.person_id = its.person_id AND e.run_id = ANY (runs)
       AND e.state IN ('pending', 'enrolled')
     ORDER BY e.seat_by = 'line', coalesce(e.moved_up_at, e.enrolled_at), e.id LIMIT 1;
    IF NOT FOUND THEN RETURN 0; END IF;
    FOR other IN
        SELECT e.id, e.run_id FROM public.courses_enrolment e
         WHERE e.network_id = app.net() AND e.person_id = its.person_id
           AND e.run_id = ANY (runs) AND e.id <> kept.id
           AND (e.state IN ('applied', 'waiting', 'offered')
                OR (e.state IN ('pending', 'enrolled') AND e.seat_by = 'line'
                    AND abs(extract(epoch FROM e.moved_up_at - kept.at)) < 3600))
         ORDER BY e.run_id
    LOOP
        PERFORM app.end_enrolment(app.net(), other.id, 'withdrawn', 'placed_elsewhere', '');
        PERFORM app.pass_seat_on(app.net(), other.run_id);
        left_count := left_count + 1;
    END LOOP;
    RETURN left_count;
END $$;

REVOKE ALL ON FUNCTION app.answer_offer, app.expire_offers, app.take_free_seat, app.decide_approval,
    app.leave_elsewhere FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.answer_offer, app.expire_offers, app.take_free_seat, app.decide_approval,
    app.leave_elsewhere TO portal_app;
"""


class Migration(migrations.Migration):
    dependencies = [("courses", "0007_enrol_at_once")]

    operations = [
        migrations.RunSQL(ANSWERS),
    ]
