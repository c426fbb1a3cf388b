# ruff: noqa: S608 - made of constants
"""The time that each member gave to the network's bodies: numbers, bodies and days, no person.

A meeting counts when it has been held and is closed, in the year in which it starts in Stockholm,
with its planned time once for each mandate of the member that somebody took part for. Written
procedures and guests take no such time. Others' time is told as in `app.benefit_of`.
"""

from django.db import migrations

ALL = "((SELECT app.whole()) OR (SELECT app.money()) OR (SELECT app.reports()) OR (SELECT app.system()))"
ATTENDED = """
    attended AS (
        SELECT d.membership_id, m.id AS meeting_id, m.body_id,
               (m.starts AT TIME ZONE 'Europe/Stockholm')::date AS day,
               extract(epoch FROM m.ends - m.starts) / 3600 AS hours
          FROM public.governance_meeting m
          JOIN public.governance_attendance a
            ON a.network_id = m.network_id AND a.meeting_id = m.id AND a.presence <> 'absent'
          JOIN public.governance_mandate d
            ON d.network_id = a.network_id AND d.id = a.mandate_id AND d.membership_id IS NOT NULL
         WHERE m.network_id = (SELECT app.net()) AND m.kind = 'meeting'
           AND m.state = ANY (ARRAY['closed', 'approved'])
           AND m.starts >= make_timestamptz(p_year, 1, 1, 0, 0, 0, 'Europe/Stockholm')
           AND m.starts < make_timestamptz(p_year + 1, 1, 1, 0, 0, 0, 'Europe/Stockholm'))"""
MEETINGS = f"""
CREATE FUNCTION app.benefit_meetings(p_year integer)
RETURNS TABLE (membership_id bigint, meetings integer, meeting_hours numeric)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
WITH {ATTENDED.strip()},
    each AS (
        SELECT m.id AS membership_id, count(a.day)::integer AS meetings,
               coalesce(round(sum(a.hours), 2), 0) AS hours
          FROM public.members_membership m
          LEFT JOIN attended a ON a.membership_id = m.id
         WHERE m.network_id = (SELECT app.net())
           AND (m.since IS NULL OR m.since <= make_date(p_year, 12, 31))
           AND (m.until IS NULL OR m.until >= make_date(p_year, 1, 1))
         GROUP BY 1)
SELECT e.membership_id, e.meetings, e.hours FROM each e
 WHERE {ALL} OR e.membership_id = ANY ((SELECT app.memberships())::bigint[])
UNION ALL
SELECT NULL, sum(e.meetings)::integer, sum(e.hours) FROM each e
HAVING {ALL} OR (cardinality(app.memberships()) > 0 AND count(*) >= 5)
$$;

-- The meetings behind a member's figure: whose, when, how many took part for it and their hours.
CREATE FUNCTION app.benefit_meetings_of(p_year integer, p_member bigint)
RETURNS TABLE (meeting_id bigint, body_id bigint, day date, people integer, hours numeric)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
WITH {ATTENDED.strip()}
SELECT a.meeting_id, a.body_id, a.day, count(*)::integer, round(sum(a.hours), 2)
  FROM attended a
 WHERE a.membership_id = p_member
   AND ({ALL} OR p_member = ANY ((SELECT app.memberships())::bigint[]))
 GROUP BY 1, 2, 3 ORDER BY 3, 1
$$;
"""
NAMES = "app.benefit_meetings, app.benefit_meetings_of"
GRANTS = f"""
REVOKE ALL ON FUNCTION {NAMES} FROM PUBLIC;
GRANT EXECUTE ON FUNCTION {NAMES} TO portal_app;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0062_network_map_locks"),
        ("reports", "0022_figures_of_years"),
    ]

    operations = [migrations.RunSQL(MEETINGS + GRANTS, f"DROP FUNCTION {NAMES};")]
