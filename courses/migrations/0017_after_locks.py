"""The locks on what comes with and after a course: attendance, needs, certificates, evaluations.

Attendance, counts of needs and evaluations go through functions of the database: who ticks,
comes in by the door or answers may not write such rows at will, and who plans the food or reads
the results may not read what single persons said.
"""

from django.db import migrations

from network.schema import lock

RUN = {"run_id": "courses_run"}
PERSON = {"person_id": "members_person", "membership_id": "members_membership"}
ENROLMENT = {"enrolment_id": "courses_enrolment"}
LEADS = {
    "leads": "run_id IN (SELECT l.run_id FROM courses_runleader l"
    " WHERE l.person_id = ANY ((SELECT app.people())::bigint[]))"
}

ATTENDANCE = """
-- Whether the running scope may tick who is there on a run.
CREATE FUNCTION app.leads(p_run bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT app.whole() OR app.system() OR EXISTS (
        SELECT FROM public.courses_runleader l
         WHERE l.network_id = app.net() AND l.run_id = p_run AND l.person_id = ANY (app.people()))
$$;

-- Whether an enrolment takes part in a session: all sessions of its run, but of those with a
-- limit of their own only the chosen.
CREATE FUNCTION app.takes_part(p_net bigint, p_session bigint, p_enrolment bigint)
RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT NOT EXISTS (SELECT FROM public.courses_sessioncount c
                        WHERE c.network_id = p_net AND c.session_id = p_session)
        OR EXISTS (SELECT FROM public.courses_sessionseat s
                    WHERE s.network_id = p_net AND s.session_id = p_session
                      AND s.enrolment_id = p_enrolment)
$$;

-- The people with a seat, for those who lead the run; protected people only by authority.
CREATE FUNCTION app.roster(p_session bigint)
RETURNS TABLE (enrolment_id bigint, membership_id bigint, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT e.id, e.membership_id,
           CASE WHEN p.protected AND NOT p.membership_id = ANY (app.memberships())
                THEN '' ELSE p.name END
      FROM public.courses_session s
      JOIN public.courses_enrolment e ON e.network_id = s.network_id AND e.run_id = s.run_id
       AND e.state = 'enrolled'
      JOIN public.members_person p ON p.network_id = e.network_id AND p.id = e.person_id
     WHERE s.network_id = app.net() AND s.id = p_session AND app.leads(s.run_id)
       AND app.takes_part(s.network_id, s.id, e.id)
$$;

-- One tick, or one for everybody who has none (p_enrolment is null). The latest tick of a person
-- holds; nothing is touched but that person's. Without p_part the tick is taken away.
CREATE FUNCTION app.tick(p_session bigint, p_enrolment bigint, p_part integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    it record;
    touched integer;
BEGIN
    SELECT s.run_id, s.starts_at INTO it FROM public.courses_session s
     WHERE s.network_id = app.net() AND s.id = p_session;
    IF NOT FOUND OR NOT app.leads(it.run_id) THEN RETURN 0; END IF;
    IF now() < it.starts_at - interval '2 hours' THEN
        RAISE EXCEPTION 'the session is not yet'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'courses_attendance_not_yet';
    END IF;
    IF p_part IS NULL THEN
        DELETE FROM public.courses_attendance a
         WHERE a.network_id = app.net() AND a.session_id = p_session
           AND a.enrolment_id = p_enrolment;
    ELSIF p_enrolment IS NULL THEN
        INSERT INTO public.courses_attendance (network_id, run_id, session_id, enrolment_id,
               person_id, membership_id, part, at, by_user_id, at_door)
        SELECT e.network_id, e.run_id, p_session, e.id, e.person_id, e.membership_id,
               p_part, now(), app.uid(), false
          FROM public.courses_enrolment e
         WHERE e.network_id = app.net() AND e.run_id = it.run_id AND e.state = 'enrolled'
           AND app.takes_part(e.network_id, p_session, e.id)
         ORDER BY e.id
        ON CONFLICT (network_id, enrolment_id, session_id) DO NOTHING;
    ELSE
        INSERT INTO public.courses_attendance AS a (network_id, run_id, session_id, enrolment_id,
               person_id, membership_id, part, at, by_user_id, at_door)
        SELECT e.network_id, e.run_id, p_session, e.id, e.person_id, e.membership_id,
               p_part, now(), app.uid(), false
          FROM public.courses_enrolment e
         WHERE e.network_id = app.net() AND e.run_id = it.run_id AND e.id = p_enrolment
           AND e.state = 'enrolled' AND app.takes_part(e.network_id, p_session, e.id)
        ON CONFLICT (network_id, enrolment_id, session_id)
            DO UPDATE SET part = excluded.part, at = now(), by_user_id = app.uid(),
                          at_door = false;
    END IF;
    GET DIAGNOSTICS touched = ROW_COUNT;
    RETURN touched;
END $$;

-- Which session a code at the door belongs to, for those who have a seat on its run.
CREATE FUNCTION app.door(p_code text) RETURNS TABLE (session_id bigint, part integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT d.session_id, a.part::integer
      FROM public.courses_sessiondoor d
      JOIN public.courses_enrolment e ON e.network_id = d.network_id AND e.run_id = d.run_id
       AND e.state = 'enrolled' AND e.person_id = ANY (app.people())
       AND app.takes_part(e.network_id, d.session_id, e.id)
      LEFT JOIN public.courses_attendance a ON a.network_id = d.network_id
       AND a.session_id = d.session_id AND a.enrolment_id = e.id
     WHERE d.network_id = app.net() AND d.code = p_code
$$;

-- Coming in by the door: from half an hour before the session until its end; who comes after
-- half of it was there for half. What a leader ticked is not changed.
CREATE FUNCTION app.come_in(p_code text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    it record;
    touched integer;
BEGIN
    SELECT s.id, s.starts_at, s.ends_at, e.id AS enrolment, e.run_id, e.person_id,
           e.membership_id INTO it
      FROM public.courses_sessiondoor d
      JOIN public.courses_session s ON s.network_id = d.network_id AND s.id = d.session_id
      JOIN public.courses_enrolment e ON e.network_id = d.network_id AND e.run_id = d.run_id
       AND e.state = 'enrolled' AND e.person_id = ANY (app.people())
       AND app.takes_part(e.network_id, d.session_id, e.id)
     WHERE d.network_id = app.net() AND d.code = p_code ORDER BY e.id LIMIT 1;
    IF NOT FOUND THEN RETURN 'unknown'; END IF;
    IF now() < it.starts_at - interval '30 minutes' THEN RETURN 'early'; END IF;
    IF now() > it.ends_at THEN RETURN 'late'; END IF;
    INSERT INTO public.courses_attendance (network_id, run_id, session_id, enrolment_id,
           person_id, membership_id, part, at, by_user_id, at_door)
    VALUES (app.net(), it.run_id, it.id, it.enrolment, it.person_id, it.membership_id,
            CASE WHEN now() <= it.starts_at + (it.ends_at - it.starts_at) / 2
                 THEN 100 ELSE 50 END, now(), app.uid(), true)
    ON CONFLICT (network_id, enrolment_id, session_id) DO NOTHING;
    GET DIAGNOSTICS touched = ROW_COUNT;
    RETURN CASE WHEN touched = 1 THEN 'here' ELSE 'already' END;
END $$;
"""

NEEDS = """
-- Whose need it is follows the enrolment, whatever was sent; a seat that is gone takes none.
CREATE FUNCTION app.before_need() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    its record;
BEGIN
    SELECT e.run_id, e.person_id, e.membership_id, e.state INTO its
      FROM public.courses_enrolment e
     WHERE e.network_id = NEW.network_id AND e.id = NEW.enrolment_id;
    IF NOT FOUND THEN RETURN NEW; END IF;  -- the keys refuse it
    IF its.state IN ('withdrawn', 'refused') THEN
        RAISE EXCEPTION 'the seat is gone'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'courses_need_seat';
    END IF;
    NEW.run_id := its.run_id;
    NEW.person_id := its.person_id;
    NEW.membership_id := its.membership_id;
    RETURN NEW;
END $$;
CREATE TRIGGER finds_person BEFORE INSERT OR UPDATE ON courses_specialneed
    FOR EACH ROW EXECUTE FUNCTION app.before_need();

-- A need goes away with the seat, in the same transaction.
CREATE FUNCTION app.forget_need() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    DELETE FROM public.courses_specialneed n
     WHERE n.network_id = NEW.network_id AND n.enrolment_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER forgets_need AFTER UPDATE OF state ON courses_enrolment FOR EACH ROW
    WHEN (NEW.state IN ('withdrawn', 'refused') AND OLD.state IS DISTINCT FROM NEW.state)
    EXECUTE FUNCTION app.forget_need();

-- How many on a run eat what, for the caterer: no names, no ids, in no order of persons.
CREATE FUNCTION app.diet_counts(p_run bigint)
RETURNS TABLE (diets text[], diet_text text, people bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT n.diets::text[], n.diet_text::text, count(*)
      FROM public.courses_specialneed n
      JOIN public.courses_enrolment e ON e.network_id = n.network_id AND e.id = n.enrolment_id
     WHERE n.network_id = app.net() AND n.run_id = p_run AND (app.whole() OR app.system())
       AND e.state IN ('pending', 'enrolled') AND (n.diets <> '{}' OR n.diet_text <> '')
     GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2
$$;

CREATE FUNCTION app.access_count(p_run bigint) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT count(*) FROM public.courses_specialneed n
      JOIN public.courses_enrolment e ON e.network_id = n.network_id AND e.id = n.enrolment_id
     WHERE n.network_id = app.net() AND n.run_id = p_run AND (app.whole() OR app.system())
       AND e.state IN ('pending', 'enrolled') AND n.access_text <> ''
$$;

-- Who needs what to be able to take part: for the education coordinator, who has to meet it.
CREATE FUNCTION app.access_needs(p_run bigint) RETURNS TABLE (name text, access_text text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT p.name::text, n.access_text::text
      FROM public.courses_specialneed n
      JOIN public.courses_enrolment e ON e.network_id = n.network_id AND e.id = n.enrolment_id
      JOIN public.members_person p ON p.network_id = n.network_id AND p.id = n.person_id
     WHERE n.network_id = app.net() AND n.run_id = p_run AND app.whole()
       AND e.state IN ('pending', 'enrolled') AND n.access_text <> ''
       AND EXISTS (SELECT FROM public.members_role r
                    WHERE r.network_id = app.net() AND r.person_id = ANY (app.people())
                      AND r.kind = 'education_coordinator'
                      AND (r.since IS NULL OR r.since <= current_date)
                      AND (r.until IS NULL OR r.until >= current_date))
     ORDER BY 1
$$;
"""

CERTIFICATES = """
-- What anybody may know who holds a certificate's code, in whatever network it was issued.
CREATE FUNCTION app.check_certificate(p_code text)
RETURNS TABLE (name text, course text, days text, network text, protected boolean, revoked boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN p.protected THEN '' ELSE c.name END, c.course, c.days, w.name,
           p.protected, c.revoked_at IS NOT NULL
      FROM public.network_network w
      JOIN public.courses_certificate c ON c.network_id = w.id AND c.code = p_code
      JOIN public.members_person p ON p.network_id = c.network_id AND p.id = c.person_id
$$;

-- An issued certificate can be revoked, and nothing else.
CREATE FUNCTION app.keep_certificate() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF OLD.revoked_at IS NOT NULL
       OR (NEW.run_id, NEW.enrolment_id, NEW.person_id, NEW.membership_id, NEW.code, NEW.language,
           NEW.name, NEW.course, NEW.days, NEW.hours, NEW.paper, NEW.issued_at)
          IS DISTINCT FROM
          (OLD.run_id, OLD.enrolment_id, OLD.person_id, OLD.membership_id, OLD.code, OLD.language,
           OLD.name, OLD.course, OLD.days, OLD.hours, OLD.paper, OLD.issued_at) THEN
        RAISE EXCEPTION 'a certificate keeps what it says'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'courses_certificate_frozen';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keeps_certificate BEFORE UPDATE ON courses_certificate
    FOR EACH ROW EXECUTE FUNCTION app.keep_certificate();
"""

EVALUATIONS = """
-- One answer to each evaluation and person. It is counted, not kept: no row says who answered
-- what, or when, or which answers belong together.
CREATE FUNCTION app.answer_evaluation(p_evaluation bigint, p_scores jsonb, p_texts jsonb)
RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    it record;
    asking record;
BEGIN
    SELECT e.closed_at, e.closes_on INTO it FROM public.courses_evaluation e
     WHERE e.network_id = app.net() AND e.id = p_evaluation FOR NO KEY UPDATE;
    IF NOT FOUND THEN RETURN 'not_asked'; END IF;
    SELECT a.id, a.answered INTO asking FROM public.courses_evaluationasked a
     WHERE a.network_id = app.net() AND a.evaluation_id = p_evaluation
       AND a.person_id = ANY (app.people())
     ORDER BY a.answered, a.id LIMIT 1;
    IF NOT FOUND THEN RETURN 'not_asked'; END IF;
    IF asking.answered THEN RETURN 'already'; END IF;
    IF it.closed_at IS NOT NULL
       OR it.closes_on < (now() AT TIME ZONE 'Europe/Stockholm')::date THEN
        RETURN 'closed';
    END IF;
    UPDATE public.courses_evaluationasked a SET answered = true
     WHERE a.network_id = app.net() AND a.id = asking.id;
    UPDATE public.courses_evaluation e SET answers = e.answers + 1
     WHERE e.network_id = app.net() AND e.id = p_evaluation;
    UPDATE public.courses_evaluationtally t
       SET counts = (SELECT array_agg(coalesce(t.counts[score], 0)
                            + (p_scores ->> t.question_id::text = score::text)::integer
                            ORDER BY score)
                       FROM generate_series(1, 5) AS score)
     WHERE t.network_id = app.net() AND t.evaluation_id = p_evaluation
       AND p_scores ->> t.question_id::text IN ('1', '2', '3', '4', '5');
    UPDATE public.courses_evaluationtally t
       SET texts = (SELECT array_agg(said ORDER BY said)
                      FROM unnest(t.texts || left(p_texts ->> t.question_id::text, 2000)::varchar)
                        AS said)
     WHERE t.network_id = app.net() AND t.evaluation_id = p_evaluation
       AND btrim(coalesce(p_texts ->> t.question_id::text, '')) <> '';
    RETURN 'thanks';
END $$;

-- The counted answers of whole blocks of at least five answers, all of them closed; a question
-- that fewer than five answered stays hidden.
CREATE FUNCTION app.evaluation_results(p_blocks bigint[])
RETURNS TABLE (block_id bigint, key text, counts integer[], texts text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH full_blocks AS (
        SELECT b.id FROM public.courses_evaluationblock b
          JOIN public.courses_evaluation e ON e.network_id = b.network_id AND e.block_id = b.id
         WHERE b.network_id = app.net() AND b.id = ANY (p_blocks)
           AND (app.whole() OR app.reports())
         GROUP BY b.id
        HAVING sum(e.answers) >= 5 AND bool_and(e.closed_at IS NOT NULL)),
    tallies AS (
        SELECT e.block_id, q.key::text AS key, q.kind, t.counts, t.texts
          FROM public.courses_evaluationtally t
          JOIN public.courses_evaluation e ON e.network_id = t.network_id
           AND e.id = t.evaluation_id
          JOIN public.courses_question q ON q.network_id = t.network_id AND q.id = t.question_id
         WHERE t.network_id = app.net() AND e.block_id IN (SELECT id FROM full_blocks)),
    scores AS (
        SELECT y.block_id, y.key, array_agg(y.people ORDER BY y.score) AS counts
          FROM (SELECT t.block_id, t.key, s.score, sum(s.people)::integer AS people
                  FROM tallies t, unnest(t.counts) WITH ORDINALITY AS s (people, score)
                 WHERE t.kind = 'scale' GROUP BY 1, 2, 3) y
         GROUP BY 1, 2 HAVING sum(y.people) >= 5),
    said AS (
        SELECT t.block_id, t.key, array_agg(w.words::text ORDER BY w.words) AS texts
          FROM tallies t, unnest(t.texts) AS w (words)
         WHERE t.kind = 'text' GROUP BY 1, 2)
    SELECT s.block_id, s.key, s.counts, '{}'::text[] FROM scores s
    UNION ALL
    SELECT w.block_id, w.key, '{0,0,0,0,0}'::integer[], w.texts FROM said w
$$;
"""

FUNCTIONS = (
    "app.leads, app.takes_part, app.roster, app.tick, app.door, app.come_in, app.diet_counts, app.access_count,"
    " app.access_needs, app.check_certificate, app.answer_evaluation, app.evaluation_results"
)
GRANTS = f"""
REVOKE ALL ON FUNCTION {FUNCTIONS}, app.before_need, app.forget_need, app.keep_certificate
    FROM PUBLIC;
GRANT EXECUTE ON FUNCTION {FUNCTIONS} TO portal_app;
"""
DROP = f"""
DROP TRIGGER forgets_need ON courses_enrolment;
DROP FUNCTION {FUNCTIONS};
DROP FUNCTION app.before_need, app.forget_need, app.keep_certificate CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("courses", "0016_after_courses"), ("members", "0002_grants_and_locks")]

    operations = [
        lock("courses_runleader", read=["whole", "mine"], write=["whole"], keys={**RUN, **PERSON}),
        lock(
            "courses_sessiondoor",
            read=["whole", "leads"],
            write=["whole", "leads"],
            clauses=LEADS,
            keys={**RUN, "session_id": "courses_session"},
        ),
        lock(
            "courses_attendance",
            read=["whole", "leads", "ours", "mine", "staff"],
            write=[],
            clauses=LEADS,
            keys={**RUN, **PERSON, **ENROLMENT, "session_id": "courses_session"},
        ),
        lock(
            "courses_specialneed",
            read=["mine"],
            write=["mine"],
            keys={**RUN, **PERSON, **ENROLMENT},
        ),
        lock("courses_afterrule", read=["everyone"], write=["whole"]),
        lock(
            "courses_certificate",
            read=["whole", "ours", "mine"],
            write=["whole"],
            insert=[],
            remove=[],
            keys={**RUN, **PERSON, **ENROLMENT},
        ),
        lock("courses_questionset", read=["everyone"], write=["whole"]),
        lock(
            "courses_question",
            read=["everyone"],
            write=["whole"],
            keys={"questions_id": "courses_questionset"},
        ),
        lock(
            "courses_evaluationblock",
            read=["whole", "reports"],
            write=[],
            keys={"course_id": "courses_course"},
        ),
        lock(
            "courses_evaluation",
            read=["whole", "reports", "asked"],
            write=[],
            # Their own askings are all that people see of courses_evaluationasked.
            clauses={
                "asked": "id IN (SELECT a.evaluation_id FROM courses_evaluationasked a"
                " WHERE a.person_id = ANY ((SELECT app.people())::bigint[]))"
            },
            keys={
                **RUN,
                "questions_id": "courses_questionset",
                "block_id": "courses_evaluationblock",
            },
        ),
        lock(
            "courses_evaluationasked",
            read=["mine"],
            write=[],
            keys={**PERSON, **ENROLMENT, "evaluation_id": "courses_evaluation"},
        ),
        lock(
            "courses_evaluationtally",
            read=[],
            write=[],
            keys={"evaluation_id": "courses_evaluation", "question_id": "courses_question"},
        ),
        migrations.RunSQL(ATTENDANCE + NEEDS + CERTIFICATES + EVALUATIONS + GRANTS, DROP),
    ]
