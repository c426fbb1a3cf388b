"""The locks on calls to joint meetings, and how many asked before somebody."""

from django.db import migrations

from network.schema import lock

# Nobody may read who else asked; how long the line is, is told to each who stands in it.
LINE = """
CREATE FUNCTION app.mentees_before(p_round bigint, p_at timestamptz, p_id bigint)
RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT count(*)::integer FROM public.mentorship_interest i
     WHERE i.network_id = app.net() AND i.round_id = p_round AND i.role = 'mentee'
       AND i.withdrawn_at IS NULL AND (i.asked_at, i.id) < (p_at, p_id)
       AND NOT EXISTS (SELECT 1 FROM public.mentorship_manageranswer a
                        WHERE a.network_id = i.network_id AND a.interest_id = i.id
                          AND NOT a.approved)
$$;
REVOKE ALL ON FUNCTION app.mentees_before FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.mentees_before TO portal_app;
"""


class Migration(migrations.Migration):
    dependencies = [("mentorship", "0010_meeting_calls")]

    operations = [
        lock(
            "mentorship_meetingcall",
            read=["whole", "mine"],
            write=[],
            remove=[],
            keys={"meeting_id": "mentorship_jointmeeting", "person_id": "members_person"},
        ),
        migrations.RunSQL(LINE, "DROP FUNCTION app.mentees_before;"),
    ]
