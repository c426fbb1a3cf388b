"""Who reads and writes divisions of seats, and the seal on their seeds.

The database itself makes a seed when a run opens whose seats are shared or drawn, whatever path
opened it, so that nobody has seen the seed and everybody its commitment before the first
application. What a division was made from and came to cannot be changed afterwards.
"""

from django.db import migrations

from network.schema import lock

RUN = {"run_id": "courses_run"}
MEMBER = {"membership_id": "members_membership"}
DIVISION = {"division_id": "courses_division"}

SEALS = """
ALTER TABLE courses_division ADD CONSTRAINT courses_division_kept_promise
    CHECK (seed = '' OR commitment = encode(sha256(convert_to(seed, 'UTF8')), 'hex'));

-- Seals a seed for a run whose seats nobody is dividing; 122 random bits.
CREATE FUNCTION app.seal_division(p_net bigint, p_run bigint, p_mode text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    fresh text := replace(gen_random_uuid()::text, '-', '');
    laid bigint;
BEGIN
    INSERT INTO public.courses_division
        (network_id, run_id, state, mode, commitment, seed, inputs, fingerprint, result,
         sealed_at, reason)
    VALUES (p_net, p_run, 'sealed', p_mode, encode(sha256(convert_to(fresh, 'UTF8')), 'hex'),
            '', '{}', '', '{}', now(), '')
    RETURNING id INTO laid;
    INSERT INTO public.courses_sealedseed (network_id, division_id, seed)
    VALUES (p_net, laid, fresh);
END $$;

CREATE FUNCTION app.after_run_opens() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE public.courses_division d SET mode = NEW.mode
     WHERE d.network_id = NEW.network_id AND d.run_id = NEW.id AND d.state = 'sealed'
       AND d.mode <> NEW.mode AND NEW.mode IN ('shares', 'draw');
    IF NEW.state = 'open' AND NEW.mode IN ('shares', 'draw') AND NOT EXISTS (
        SELECT FROM public.courses_division d
         WHERE d.network_id = NEW.network_id AND d.run_id = NEW.id AND d.state <> 'set_aside')
    THEN
        PERFORM app.seal_division(NEW.network_id, NEW.id, NEW.mode);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER seals_division AFTER INSERT OR UPDATE OF state, mode ON courses_run
    FOR EACH ROW EXECUTE FUNCTION app.after_run_opens();

-- Steps one way only; from the making on everything that it rests on stands still.
CREATE FUNCTION app.before_division() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (OLD.state, NEW.state) NOT IN (('sealed', 'sealed'), ('sealed', 'made'), ('made', 'made'),
        ('made', 'placed'), ('made', 'set_aside'), ('placed', 'placed'))
       OR (NEW.network_id, NEW.run_id, NEW.commitment)
          IS DISTINCT FROM (OLD.network_id, OLD.run_id, OLD.commitment)
       OR (OLD.state <> 'sealed' AND
           (NEW.lead_id, NEW.mode, NEW.seed, NEW.inputs, NEW.fingerprint, NEW.result)
           IS DISTINCT FROM
           (OLD.lead_id, OLD.mode, OLD.seed, OLD.inputs, OLD.fingerprint, OLD.result))
    THEN
        RAISE EXCEPTION 'a division keeps what it was made from'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'courses_division_frozen';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keeps_division BEFORE UPDATE ON courses_division
    FOR EACH ROW EXECUTE FUNCTION app.before_division();

-- Who sets a division aside gets a new seed, never the old one again.
CREATE FUNCTION app.after_division() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.state = 'set_aside' AND OLD.state <> 'set_aside' THEN
        PERFORM app.seal_division(NEW.network_id, NEW.run_id, NEW.mode);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER seals_again AFTER UPDATE OF state ON courses_division
    FOR EACH ROW EXECUTE FUNCTION app.after_division();

-- Those who got a seat on one of the runs that they ranked leave another, before its seats are
-- given out, so that they are not told there that they got none.
CREATE FUNCTION app.leave_ranked(p_run bigint, p_enrolments bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    one bigint;
BEGIN
    IF NOT (app.whole() OR app.system()) THEN
        RAISE EXCEPTION 'only who keeps the courses gives out seats'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM app.hold_run(app.net(), p_run);
    FOR one IN
        SELECT e.id FROM public.courses_enrolment e
         WHERE e.network_id = app.net() AND e.run_id = p_run AND e.state = 'applied'
           AND e.id = ANY (p_enrolments)
         ORDER BY e.id
    LOOP
        PERFORM app.end_enrolment(app.net(), one, 'withdrawn', 'placed_elsewhere', '');
    END LOOP;
END $$;

-- Who asked for past runs, by authority and in the order they asked, without people: for those
-- who weigh one way of giving out seats against another.
CREATE FUNCTION app.asked_for(p_runs bigint[])
RETURNS TABLE (run_id bigint, enrolment_id bigint, membership_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT e.run_id, e.id, e.membership_id FROM public.courses_enrolment e
     WHERE e.network_id = app.net() AND e.run_id = ANY (p_runs)
       AND (app.whole() OR app.system() OR app.reports())
     ORDER BY e.run_id, e.enrolled_at, e.id
$$;

REVOKE ALL ON FUNCTION app.asked_for, app.leave_ranked, app.seal_division, app.after_run_opens, app.before_division,
    app.after_division FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.asked_for, app.leave_ranked TO portal_app;
"""
UNSEAL = """
DROP FUNCTION app.after_division, app.before_division, app.after_run_opens CASCADE;
DROP FUNCTION app.asked_for, app.leave_ranked, app.seal_division;
ALTER TABLE courses_division DROP CONSTRAINT courses_division_kept_promise;
"""


class Migration(migrations.Migration):
    dependencies = [("courses", "0028_divisions"), ("members", "0002_grants_and_locks")]

    operations = [
        lock("courses_sharepolicy", read=["everyone"], write=["whole"]),
        lock(
            "courses_declaredneed",
            read=["whole", "reports", "ours"],
            write=["whole", "ours"],
            keys={**RUN, **MEMBER},
        ),
        lock(
            "courses_division",
            read=["whole", "told"],
            write=["whole"],
            remove=[],
            clauses={"told": "state <> 'made'"},
            keys={**RUN, "lead_id": "courses_division"},
        ),
        lock("courses_sealedseed", read=[], write=[], keys=DIVISION),
        lock(
            "courses_outcome",
            read=["whole", "ours", "mine"],
            write=["whole"],
            remove=[],
            keys={
                **DIVISION,
                **MEMBER,
                "enrolment_id": "courses_enrolment",
                "person_id": "members_person",
            },
        ),
        lock(
            "courses_sharebalance",
            read=["whole", "reports", "ours"],
            write=["whole"],
            keys={**DIVISION, **MEMBER},
            append_only=True,
        ),
        migrations.RunSQL(SEALS, UNSEAL),
    ]
