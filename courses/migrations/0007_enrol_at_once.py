"""Two functions that spare an enrolment its round trips: the facts asked, and the act itself."""

from django.db import migrations

ENROL = """
-- What the question "may this person enrol?" needs to know of the person; nothing about
-- somebody for whom one may not act.
CREATE FUNCTION app.enrolment_facts(p_run bigint, p_person bigint)
RETURNS TABLE (standing text, elsewhere boolean, own_seat boolean, placed boolean,
               approvals text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT (SELECT e.state FROM public.courses_enrolment e
             WHERE e.network_id = c.network_id AND e.run_id = c.run_id AND e.person_id = p.id
               AND e.state IN ('applied', 'waiting', 'offered', 'pending', 'enrolled')),
           EXISTS (SELECT FROM public.courses_enrolment e
                     JOIN public.courses_run o
                       ON o.network_id = e.network_id AND o.id = e.run_id
                    WHERE e.network_id = c.network_id AND e.person_id = p.id
                      AND e.run_id <> c.run_id AND e.state IN ('pending', 'enrolled')
                      AND o.course_id = r.course_id
                      AND o.state IN ('open', 'paused', 'closed', 'confirmed')),
           c.reserved > 0 AND EXISTS (
               SELECT FROM public.courses_allotment a
                WHERE a.network_id = c.network_id AND a.run_id = c.run_id
                  AND a.membership_id = p.membership_id AND a.released_at IS NULL
                  AND a.used < a.seats),
           c.placed_at IS NOT NULL,
           app.approvals_needed(c.network_id, p.id, p.membership_id)
      FROM public.courses_seatcount c
      JOIN public.courses_run r ON r.network_id = c.network_id AND r.id = c.run_id
      JOIN public.members_person p ON p.network_id = c.network_id AND p.id = p_person
     WHERE c.network_id = app.net() AND c.run_id = p_run
       AND (app.may_act_for(p.network_id, p.id, p.membership_id) OR p.id = ANY (app.staff()))
$$;

-- An enrolment with its line in the journal and its errand. With the caller's own rights: the
-- policies decide as for any INSERT, and the triggers claim the seat. What a constraint refused
-- is named, and nothing is written.
CREATE FUNCTION app.enrol(
    p_run bigint, p_person bigint, p_membership bigint, p_reference text, p_terms jsonb,
    p_choice integer, p_group bigint
) RETURNS TABLE (id bigint, state text, number integer, price numeric, awaits integer,
                 seat_by text, allotment_id bigint, moved_up_at timestamptz, refusal text)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    made bigint;
    broken text;
BEGIN
    BEGIN
        INSERT INTO public.courses_enrolment AS e
            (network_id, run_id, person_id, membership_id, reference, terms, choice, group_id,
             enrolled_at)
        VALUES (app.net(), p_run, p_person, p_membership, p_reference, p_terms, p_choice, p_group,
                clock_timestamp())
        RETURNING e.id INTO made;
    EXCEPTION WHEN unique_violation OR check_violation THEN
        GET STACKED DIAGNOSTICS broken = CONSTRAINT_NAME;
        RETURN QUERY SELECT NULL::bigint, NULL::text, NULL::integer, NULL::numeric, NULL::integer,
            NULL::text, NULL::bigint, NULL::timestamptz, broken;
        RETURN;
    END;
    INSERT INTO public.network_journalentry
        (network_id, at, user_id, verb, subject, subject_id, membership_id, person_id, facts)
    VALUES (app.net(), clock_timestamp(), app.uid(), 'enrol', 'courses.run', p_run, p_membership,
            p_person, jsonb_build_object('enrolment', made));
    INSERT INTO public.network_errand
        (network_id, name, key, facts, due_at, attempts, error, created_at)
    VALUES (app.net(), 'courses.tell_enrolled', 'enrolment:' || made,
            jsonb_build_object('enrolment', made), now(), 0, '', now())
        ON CONFLICT DO NOTHING;
    -- Read again: a group that fits gets its seats after the last of its rows.
    RETURN QUERY
        SELECT e.id, e.state::text, e.number, e.price, e.awaits::integer, e.seat_by::text,
               e.allotment_id, e.moved_up_at, NULL::text
          FROM public.courses_enrolment e WHERE e.network_id = app.net() AND e.id = made;
END $$;

REVOKE ALL ON FUNCTION app.enrolment_facts, app.enrol FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.enrolment_facts, app.enrol TO portal_app;
"""

DROP = "DROP FUNCTION app.enrol, app.enrolment_facts;"


class Migration(migrations.Migration):
    dependencies = [("courses", "0006_seat_acts")]

    operations = [migrations.RunSQL(ENROL, DROP)]
