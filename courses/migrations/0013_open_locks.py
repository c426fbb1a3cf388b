"""What lies open, what a calendar's address shows, and how a guest takes a seat.

The public scope reads announced runs that are marked public, their days, course and count, and
nothing else. Guests' seats are apart from the members': the run's own row counts them, under a
CHECK, in one conditional UPDATE.
"""

from django.db import migrations

from network.schema import lock, show_openly

OPEN = """
-- The one way in without a sign-in: false where the catalogue is not open today.
CREATE FUNCTION app.enter_public(p_net bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM app.set_public_scope(NULL);
    IF NOT EXISTS (SELECT FROM public.courses_opencatalogue o WHERE o.network_id = p_net
                      AND app.today() BETWEEN o.since AND coalesce(o.until, 'infinity')) THEN
        RETURN false;
    END IF;
    PERFORM app.set_public_scope(p_net);
    RETURN true;
END $$;

-- The networks whose catalogue is open today: for robots.txt.
CREATE FUNCTION app.open_networks() RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT DISTINCT o.network_id FROM public.courses_opencatalogue o
     WHERE app.today() BETWEEN o.since AND coalesce(o.until, 'infinity')
$$;
REVOKE ALL ON FUNCTION app.enter_public, app.open_networks FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.enter_public, app.open_networks TO portal_app;
"""

# A scope that is smaller than its owner's: no user, no roles, nobody's staff.
CALENDAR = """
CREATE FUNCTION app.enter_calendar(p_net bigint, p_digest bytea)
RETURNS TABLE (memberships bigint[], people bigint[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    it record;
BEGIN
    SELECT a.id, a.kind, a.person_id, a.membership_id INTO it
      FROM public.courses_calendaraddress a
      JOIN public.members_person p ON p.network_id = a.network_id AND p.id = a.person_id
     WHERE a.network_id = p_net AND a.digest = p_digest AND a.ended_at IS NULL
       AND EXISTS (SELECT FROM app.places(p.user_id) pl
                    WHERE pl.network_id = p_net AND pl.person_id = p.id);
    IF NOT FOUND THEN RETURN; END IF;
    memberships := '{}';
    people := CASE WHEN it.kind = 'own' THEN ARRAY[it.person_id] ELSE '{}' END;
    IF it.kind = 'authority' THEN
        SELECT coalesce(array_agg(DISTINCT r.membership_id), '{}') INTO memberships
          FROM public.members_role r
         WHERE r.network_id = p_net AND r.person_id = it.person_id
           AND r.membership_id = it.membership_id AND r.kind = 'local_coordinator'
           AND app.today() BETWEEN r.since AND coalesce(r.until, 'infinity');
        IF memberships = '{}' THEN RETURN; END IF;
    END IF;
    UPDATE public.courses_calendaraddress a SET fetched_at = now()
     WHERE a.network_id = p_net AND a.id = it.id
       AND coalesce(a.fetched_at, '-infinity') < now() - interval '1 hour';
    PERFORM app.set_scope(p_net, NULL, false, false, false, false, memberships, people, '{}');
    RETURN NEXT;
END $$;
REVOKE ALL ON FUNCTION app.enter_calendar FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.enter_calendar TO portal_app;

-- An address is ended and never changed.
REVOKE UPDATE ON courses_calendaraddress FROM portal_app;
GRANT UPDATE (ended_at) ON courses_calendaraddress TO portal_app;
"""

GUESTS = """
-- Who asks again gets the same link once more; no answer tells which of the two it was. The
-- letter is an errand, once a minute at most.
CREATE FUNCTION app.ask_guest_seat(
    p_run bigint, p_name text, p_email text, p_language text, p_nonce bytea, p_digest bytea
) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    net bigint := app.public_net();
    guest bigint;
BEGIN
    PERFORM FROM public.courses_run r
      WHERE r.network_id = net AND r.id = p_run AND r.is_public AND r.guest_seats > 0
        AND r.state IN ('open', 'paused', 'closed', 'confirmed') AND r.begins_at > now();
    IF NOT FOUND THEN RETURN false; END IF;
    INSERT INTO public.courses_guestseat AS g
        (network_id, run_id, name, email, language, state, nonce, digest, asked_at)
    VALUES (net, p_run, p_name, p_email, p_language, 'asked', p_nonce, p_digest, now())
    ON CONFLICT (network_id, run_id, lower(email)) DO UPDATE SET asked_at = now(),
        state = CASE g.state WHEN 'withdrawn' THEN 'asked' ELSE g.state END
    RETURNING g.id INTO guest;
    INSERT INTO public.network_errand
        (network_id, name, key, facts, due_at, attempts, error, created_at)
    VALUES (net, 'courses.tell_guest_asked',
        'guest:' || guest || ':' || to_char(now(), 'YYYYMMDDHH24MI'),
        jsonb_build_object('guest', guest), now(), 0, '', now())
    ON CONFLICT DO NOTHING;
    RETURN true;
END $$;

-- What the holder of a link may know.
CREATE FUNCTION app.guest_seat(p_digest bytea)
RETURNS TABLE (run_id bigint, state text, late boolean, full_up boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT g.run_id, g.state::text, g.asked_at < now() - interval '24 hours' OR r.begins_at <= now(),
           r.guests_taken >= r.guest_seats
      FROM public.courses_guestseat g
      JOIN public.courses_run r ON r.network_id = g.network_id AND r.id = g.run_id
     WHERE g.network_id = app.public_net() AND g.digest = p_digest
$$;

-- The guest's row first, then the run's, as in the withdrawal below.
CREATE FUNCTION app.confirm_guest(p_digest bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    net bigint := app.public_net();
    it record;
BEGIN
    SELECT g.id, g.run_id, g.state, g.asked_at INTO it FROM public.courses_guestseat g
     WHERE g.network_id = net AND g.digest = p_digest FOR UPDATE;
    IF NOT FOUND THEN RETURN 'unknown'; END IF;
    IF it.state = 'confirmed' THEN RETURN 'confirmed'; END IF;
    IF it.state <> 'asked' OR it.asked_at < now() - interval '24 hours' THEN RETURN 'late'; END IF;
    UPDATE public.courses_run r SET guests_taken = r.guests_taken + 1
     WHERE r.network_id = net AND r.id = it.run_id AND r.guests_taken < r.guest_seats
       AND r.state IN ('open', 'paused', 'closed', 'confirmed') AND r.begins_at > now();
    IF NOT FOUND THEN RETURN 'full'; END IF;
    UPDATE public.courses_guestseat g SET state = 'confirmed', confirmed_at = now()
     WHERE g.network_id = net AND g.id = it.id;
    INSERT INTO public.network_errand
        (network_id, name, key, facts, due_at, attempts, error, created_at)
    VALUES (net, 'courses.tell_guest_confirmed',
        'guest-confirmed:' || it.id || ':' || extract(epoch FROM now())::bigint,
        jsonb_build_object('guest', it.id), now(), 0, '', now())
    ON CONFLICT DO NOTHING;
    RETURN 'confirmed';
END $$;

CREATE FUNCTION app.withdraw_guest(p_digest bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    net bigint := app.public_net();
    it record;
BEGIN
    SELECT g.id, g.run_id, g.state INTO it FROM public.courses_guestseat g
     WHERE g.network_id = net AND g.digest = p_digest FOR UPDATE;
    IF NOT FOUND THEN RETURN false; END IF;
    IF it.state = 'withdrawn' THEN RETURN true; END IF;
    UPDATE public.courses_guestseat g SET state = 'withdrawn', withdrawn_at = now()
     WHERE g.network_id = net AND g.id = it.id;
    IF it.state = 'confirmed' THEN
        UPDATE public.courses_run r SET guests_taken = r.guests_taken - 1
         WHERE r.network_id = net AND r.id = it.run_id;
    END IF;
    RETURN true;
END $$;
REVOKE ALL ON FUNCTION app.ask_guest_seat, app.guest_seat, app.confirm_guest, app.withdraw_guest
    FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.ask_guest_seat, app.guest_seat, app.confirm_guest,
    app.withdraw_guest TO portal_app;
"""

DROP = """
DROP FUNCTION app.withdraw_guest, app.confirm_guest, app.guest_seat, app.ask_guest_seat;
DROP FUNCTION app.enter_calendar;
DROP FUNCTION app.open_networks, app.enter_public;
"""

RUN = {"run_id": "courses_run"}
# A subquery of a policy passes the locks of its own table: here, those of the public scope.
ITS_RUN = "EXISTS (SELECT FROM courses_run r WHERE r.network_id = {table}.network_id AND {key})"


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0012_open_catalogue"),
        ("members", "0005_guarded_people"),
        ("network", "0005_public_scope"),
    ]

    operations = [
        lock("courses_opencatalogue", read=["everyone"], write=["whole"]),
        lock(
            "courses_calendaraddress",
            read=["mine"],
            write=["mine"],
            remove=[],
            keys={"person_id": "members_person", "membership_id": "members_membership"},
        ),
        lock("courses_guestseat", read=["whole"], write=[], keys=RUN),
        show_openly("courses_area", clause="true"),
        show_openly("courses_run", clause="is_public AND state <> 'planned'"),
        show_openly(
            "courses_course",
            clause=ITS_RUN.format(table="courses_course", key="r.course_id = courses_course.id"),
        ),
        *(
            show_openly(table, clause=ITS_RUN.format(table=table, key=f"r.id = {table}.run_id"))
            for table in ("courses_session", "courses_seatcount")
        ),
        migrations.RunSQL(OPEN + CALENDAR + GUESTS, DROP),
    ]
