"""Who else comes: the one list of a run that its participants see of each other."""

from django.db import migrations

from network.schema import lock

FELLOWS = """
-- Those with a seat on a run, for those with a seat on it and for nobody else: name, title and
-- authority, no addresses. Never people with protected identity, nor those who opted out.
CREATE FUNCTION app.participants_of(p_run bigint)
RETURNS TABLE (name text, title text, membership_id bigint, oneself boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT p.name::text, p.title::text, e.membership_id, e.person_id = ANY (app.people())
      FROM public.courses_enrolment e
      JOIN public.members_person p ON p.network_id = e.network_id AND p.id = e.person_id
     WHERE e.network_id = app.net() AND e.run_id = p_run AND e.state = 'enrolled'
       AND NOT p.protected
       AND NOT EXISTS (SELECT FROM public.courses_unlisted u
                        WHERE u.network_id = e.network_id AND u.enrolment_id = e.id
                          AND u.person_id = e.person_id)
       AND EXISTS (SELECT FROM public.courses_enrolment mine
                    WHERE mine.network_id = app.net() AND mine.run_id = p_run
                      AND mine.state = 'enrolled' AND mine.person_id = ANY (app.people()))
$$;
REVOKE ALL ON FUNCTION app.participants_of FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.participants_of TO portal_app;
"""


class Migration(migrations.Migration):
    dependencies = [("courses", "0024_unlisted"), ("members", "0002_grants_and_locks")]

    operations = [
        lock(
            "courses_unlisted",
            read=["mine"],
            write=["mine"],
            keys={
                "enrolment_id": "courses_enrolment",
                "run_id": "courses_run",
                "person_id": "members_person",
            },
        ),
        migrations.RunSQL(FELLOWS, "DROP FUNCTION app.participants_of;"),
    ]
