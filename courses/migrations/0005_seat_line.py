"""The seat engine in full: claims, and the way down the line.

Whoever claims, answers, approves, withdraws or changes a run's seats holds the run's row in
courses_seatcount until the commit. A function that needs several runs takes their rows in the
order of the runs' ids and in one statement, before anything else.
"""

from django.db import migrations

CLAIM = """
DROP FUNCTION app.moved_up, app.claim_seat;

CREATE FUNCTION app.hold_run(p_net bigint, p_run bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM FROM public.courses_seatcount c
      WHERE c.network_id = p_net AND c.run_id = p_run FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'no such run' USING ERRCODE = 'foreign_key_violation';
    END IF;
END $$;

-- Whether one may act for somebody in the scope's network.
CREATE FUNCTION app.may_act_for(p_net bigint, p_person bigint, p_membership bigint)
RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(p_net = app.net() AND (app.whole() OR app.system()
        OR p_person = ANY (app.people()) OR p_membership = ANY (app.memberships())), false)
$$;

-- An errand in the running transaction; the same key again changes nothing.
CREATE FUNCTION app.leave_errand(p_net bigint, p_name text, p_key text, p_facts jsonb)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO public.network_errand
        (network_id, name, key, facts, due_at, attempts, error, created_at)
    VALUES (p_net, p_name, p_key, p_facts, now(), 0, '', now()) ON CONFLICT DO NOTHING
$$;

-- Offers end some hours before the course; from then a free seat is for who takes it first.
CREATE FUNCTION app.offers_have_stopped(p_queue text, p_begins timestamptz, p_hours integer)
RETURNS boolean LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
    SELECT p_queue = 'offers' AND p_begins IS NOT NULL
        AND clock_timestamp() >= p_begins - make_interval(hours => p_hours)
$$;

-- Whose yes a person's seat still needs: by the authority's rule of today. Where no manager is
-- known the local coordinator is asked, and nobody is asked for what they do themselves.
CREATE FUNCTION app.approvals_needed(p_net bigint, p_person bigint, p_membership bigint)
RETURNS text[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    rule record;
    boss bigint;
    needed text[] := '{}';
BEGIN
    SELECT r.manager, r.local INTO rule FROM public.courses_approvalrule r
     WHERE r.network_id = p_net AND r.membership_id = p_membership
       AND app.today() BETWEEN coalesce(r.since, '-infinity') AND coalesce(r.until, 'infinity');
    IF NOT FOUND OR NOT (rule.manager OR rule.local) THEN RETURN needed; END IF;
    SELECT p.manager_id INTO boss FROM public.members_person p
     WHERE p.network_id = p_net AND p.id = p_person;
    IF rule.manager AND boss IS NOT NULL AND boss <> ALL (app.people()) THEN
        needed := needed || 'manager'::text;
    END IF;
    IF (rule.local OR (rule.manager AND boss IS NULL))
        AND p_membership <> ALL (app.memberships())
    THEN
        needed := needed || 'local'::text;
    END IF;
    RETURN needed;
END $$;

-- Locks the run's seats and decides. First the authority's own kept seats; then, where seats
-- are given as people come, a free one, which belongs to those who wait if anybody does.
CREATE FUNCTION app.claim_seat(
    p_net bigint, p_run bigint, p_membership bigint, p_group bigint, p_choice integer,
    OUT state text, OUT number integer, OUT allotment bigint, OUT seat_by text, OUT price numeric
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    seats record;
    run record;
    loose record;  -- rows of the running statement: they are counted when it ends
    free integer;
    own integer := 0;
    need integer := 1;
BEGIN
    SELECT c.capacity - c.taken - c.held - c.reserved AS free, c.reserved, c.waiting,
           c.last_number, c.placed_at INTO seats
      FROM public.courses_seatcount c
     WHERE c.network_id = p_net AND c.run_id = p_run FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'no such run' USING ERRCODE = 'foreign_key_violation';
    END IF;
    -- Read after the lock: a run that was closed meanwhile is closed.
    SELECT r.price, r.state, r.mode, r.queue, r.begins_at, r.offer_stops_hours INTO run
      FROM public.courses_run r WHERE r.network_id = p_net AND r.id = p_run;
    IF run.state <> 'open' AND NOT (app.whole() OR app.system()) THEN
        RAISE EXCEPTION 'the run is not open'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'courses_run_open';
    END IF;
    price := run.price;
    SELECT count(*) FILTER (
               WHERE e.state IN ('pending', 'enrolled') AND e.allotment_id IS NULL) AS taken,
           count(*) FILTER (WHERE e.state = 'waiting') AS waiting,
           coalesce(max(e.number), seats.last_number) AS last INTO loose
      FROM public.courses_enrolment e
     WHERE e.network_id = p_net AND e.run_id = p_run AND e.number > seats.last_number;
    number := loose.last + 1;
    free := seats.free - loose.taken;
    IF seats.reserved > 0 THEN
        SELECT coalesce(sum(a.left_over), 0), min(a.id) FILTER (WHERE a.first = 1)
          INTO own, allotment
          FROM (SELECT k.id, k.left_over, row_number() OVER (ORDER BY k.optional, k.id) AS first
                  FROM (SELECT a.id, a.kind = 'optional' AS optional, a.seats - a.used - (
                                 SELECT count(*) FROM public.courses_enrolment e
                                  WHERE e.network_id = p_net AND e.run_id = p_run
                                    AND e.number > seats.last_number
                                    AND e.allotment_id = a.id) AS left_over
                          FROM public.courses_allotment a
                         WHERE a.network_id = p_net AND a.run_id = p_run
                           AND a.membership_id = p_membership AND a.released_at IS NULL) k
                 WHERE k.left_over > 0) a;
    END IF;
    IF p_group IS NOT NULL THEN
        SELECT CASE WHEN g.whole THEN greatest(1, g.size - count(e.id)) ELSE 1 END,
               CASE WHEN g.whole THEN min(e.state) FILTER (
                   WHERE e.state IN ('applied', 'waiting')) END
          INTO need, state
          FROM public.courses_enrolmentgroup g
          LEFT JOIN public.courses_enrolment e
            ON e.network_id = g.network_id AND e.group_id = g.id
         WHERE g.network_id = p_net AND g.id = p_group GROUP BY g.whole, g.size;
    END IF;
    seat_by := '';
    IF state IS NOT NULL THEN
        NULL;  -- a group that did not fit at its first did not fit
    ELSIF own >= need THEN
        state := 'enrolled';
    ELSIF seats.placed_at IS NULL AND (run.mode <> 'first_come' OR p_choice IS NOT NULL) THEN
        state := 'applied';
    ELSIF own + free >= need AND (seats.waiting + loose.waiting = 0
        OR app.offers_have_stopped(run.queue, run.begins_at, run.offer_stops_hours))
    THEN
        state := 'enrolled';
    ELSE
        state := 'waiting';
    END IF;
    IF state = 'enrolled' THEN
        seat_by := CASE WHEN allotment IS NULL THEN 'first_come' ELSE 'allotment' END;
    ELSE
        allotment := NULL;
    END IF;
END $$;
"""

LINE = """
-- A seat for one who waits: the authority's own if it has one, else a free one. Returns whether
-- a free one was given.
CREATE FUNCTION app.give_seat(p_net bigint, p_run bigint, p_enrolment bigint, p_offer_by timestamptz)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    own bigint;
    offer bigint;
    it record;
BEGIN
    SELECT a.id INTO own
      FROM public.courses_allotment a JOIN public.courses_enrolment e
        ON e.network_id = a.network_id AND e.run_id = a.run_id
           AND e.membership_id = a.membership_id
     WHERE a.network_id = p_net AND a.run_id = p_run AND e.id = p_enrolment
       AND a.released_at IS NULL AND a.used < a.seats
     ORDER BY a.kind = 'optional', a.id LIMIT 1;
    UPDATE public.courses_enrolment e
       SET state = CASE WHEN p_offer_by IS NOT NULL THEN 'offered'
                        WHEN e.awaits > 0 THEN 'pending' ELSE 'enrolled' END,
           allotment_id = own, moved_up_at = now(),
           seat_by = CASE WHEN p_offer_by IS NOT NULL THEN 'offer'
                          WHEN own IS NOT NULL THEN 'allotment' ELSE 'line' END
     WHERE e.network_id = p_net AND e.id = p_enrolment
    RETURNING e.person_id, e.membership_id INTO it;
    IF p_offer_by IS NULL THEN
        PERFORM app.leave_errand(p_net, 'courses.tell_moved_up', 'enrolment:' || p_enrolment,
            jsonb_build_object('enrolment', p_enrolment));
    ELSE
        INSERT INTO public.courses_offer
            (network_id, enrolment_id, run_id, person_id, membership_id, offered_at, reply_by,
             answer)
        VALUES (p_net, p_enrolment, p_run, it.person_id, it.membership_id, clock_timestamp(),
                p_offer_by, '')
        RETURNING id INTO offer;
        PERFORM app.leave_errand(p_net, 'courses.tell_offered', 'offer:' || offer,
            jsonb_build_object('offer', offer));
    END IF;
    RETURN own IS NULL;
END $$;

-- Walks the line of a run that is alive, first by priority, then by number. A group that wants
-- all or none is met at its first place; if it does not fit, the line stops (strict) or goes on
-- behind it (fill). The run's lock is held by whoever calls.
CREATE OR REPLACE FUNCTION app.pass_seat_on(p_net bigint, p_run bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    seats record;
    run record;
    w record;
    free integer;
    own integer;
    keepers bigint[];  -- authorities with kept seats
    met bigint[] := '{}';
    members bigint[];
    member bigint;
    size integer;
    offer_by timestamptz;
BEGIN
    SELECT r.state, r.queue, r.groups, r.begins_at, r.offer_hours, r.offer_stops_hours INTO run
      FROM public.courses_run r WHERE r.network_id = p_net AND r.id = p_run;
    SELECT c.capacity - c.taken - c.held - c.reserved AS free, c.reserved, c.waiting,
           c.last_number INTO seats
      FROM public.courses_seatcount c WHERE c.network_id = p_net AND c.run_id = p_run;
    IF seats.waiting = 0 OR (seats.free <= 0 AND seats.reserved = 0)
        OR run.state NOT IN ('open', 'paused', 'closed', 'confirmed')
        OR app.offers_have_stopped(run.queue, run.begins_at, run.offer_stops_hours)
    THEN
        RETURN;
    END IF;
    IF run.queue = 'offers' THEN
        offer_by := least(clock_timestamp() + make_interval(hours => run.offer_hours),
                          run.begins_at - make_interval(hours => run.offer_stops_hours));
    END IF;
    SELECT coalesce(array_agg(DISTINCT a.membership_id), '{}') INTO keepers
      FROM public.courses_allotment a
     WHERE a.network_id = p_net AND a.run_id = p_run AND a.released_at IS NULL
       AND a.used < a.seats;
    free := seats.free;
    FOR w IN
        SELECT e.id, e.membership_id, g.id AS group_id, g.size AS group_size
          FROM public.courses_enrolment e
          LEFT JOIN public.courses_enrolmentgroup g
            ON g.network_id = e.network_id AND g.id = e.group_id AND g.whole
         WHERE e.network_id = p_net AND e.run_id = p_run AND e.state = 'waiting'
           AND e.number <= seats.last_number
           AND (seats.free > 0 OR e.membership_id = ANY (keepers))
         ORDER BY e.priority DESC, e.number
    LOOP
        EXIT WHEN free <= 0 AND keepers = '{}';
        CONTINUE WHEN w.group_id = ANY (met);
        CONTINUE WHEN free <= 0 AND w.membership_id <> ALL (keepers);
        own := 0;
        IF w.membership_id = ANY (keepers) THEN
            SELECT coalesce(sum(a.seats - a.used), 0) INTO own FROM public.courses_allotment a
             WHERE a.network_id = p_net AND a.run_id = p_run AND a.released_at IS NULL
               AND a.membership_id = w.membership_id;
        END IF;
        IF w.group_id IS NULL THEN
            members := ARRAY[w.id];
        ELSE
            met := met || w.group_id;
            SELECT count(*), array_agg(e.id ORDER BY e.number) FILTER (WHERE e.state = 'waiting')
              INTO size, members FROM public.courses_enrolment e
             WHERE e.network_id = p_net AND e.group_id = w.group_id
               AND e.number BETWEEN 1 AND seats.last_number;
            CONTINUE WHEN size < w.group_size;  -- the statement that adds it is not done yet
        END IF;
        IF own + greatest(free, 0) < cardinality(members) THEN
            IF w.group_id IS NOT NULL AND run.groups = 'strict' THEN free := 0; END IF;
            CONTINUE;
        END IF;
        FOREACH member IN ARRAY members LOOP
            IF app.give_seat(p_net, p_run, member,
                             CASE WHEN w.group_id IS NULL THEN offer_by END)
            THEN
                free := free - 1;
            END IF;
        END LOOP;
    END LOOP;
END $$;

REVOKE ALL ON FUNCTION app.hold_run, app.leave_errand, app.approvals_needed, app.claim_seat,
    app.give_seat FROM PUBLIC;
"""


class Migration(migrations.Migration):
    dependencies = [("courses", "0004_seat_locks")]

    operations = [
        migrations.RunSQL(CLAIM),
        migrations.RunSQL(LINE),
    ]
