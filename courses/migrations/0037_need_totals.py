"""Counts that people may have without the rows behind them: seats asked for, and who came.

Both hold numbers only, no person and no words. An authority is told the network's sum when at
least three asked, so that nobody works out a single other one's figures by taking one's own away.
"""

from django.db import migrations

TOTALS = """
CREATE FUNCTION app.needs_totals(p_campaigns bigint[])
RETURNS TABLE (candidate_id bigint, spring integer, autumn integer, members integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(c.merged_into_id, c.id), sum(l.spring)::integer, sum(l.autumn)::integer,
           count(DISTINCT l.membership_id)::integer
      FROM public.courses_needline l
      JOIN public.courses_needsanswer a ON a.network_id = l.network_id AND a.id = l.answer_id
      JOIN public.courses_candidate c ON c.network_id = l.network_id AND c.id = l.candidate_id
     WHERE l.network_id = app.net() AND c.campaign_id = ANY (p_campaigns)
       AND a.state IN ('sent', 'approved') AND l.spring + l.autumn > 0
       AND (app.whole() OR app.council() OR app.reports() OR app.system()
            OR cardinality(app.memberships()) > 0)
     GROUP BY 1
    HAVING app.whole() OR app.council() OR app.reports() OR app.system()
        OR count(DISTINCT l.membership_id) >= 3
$$;

-- Seats and participants of runs by authority: those who were ticked, or where nobody was, all
-- with a seat but those marked as not having come.
CREATE FUNCTION app.came(p_runs bigint[])
RETURNS TABLE (run_id bigint, membership_id bigint, seats integer, came integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH ticked AS (
        SELECT DISTINCT t.run_id FROM public.courses_attendance t
         WHERE t.network_id = app.net() AND t.run_id = ANY (p_runs) AND t.part > 0),
    seated AS (
        SELECT e.run_id, e.membership_id, CASE
               WHEN e.run_id IN (SELECT k.run_id FROM ticked k) THEN EXISTS (
                   SELECT FROM public.courses_attendance t
                    WHERE t.network_id = e.network_id AND t.enrolment_id = e.id AND t.part > 0)
               ELSE NOT EXISTS (
                   SELECT FROM public.courses_noshow n
                    WHERE n.network_id = e.network_id AND n.enrolment_id = e.id) END AS was_there
          FROM public.courses_enrolment e
         WHERE e.network_id = app.net() AND e.run_id = ANY (p_runs) AND e.state = 'enrolled'
           AND (app.whole() OR app.council() OR app.reports() OR app.system()
                OR e.membership_id = ANY (app.memberships())))
    SELECT s.run_id, s.membership_id, count(*)::integer,
           (count(*) FILTER (WHERE s.was_there))::integer
      FROM seated s GROUP BY 1, 2
$$;
REVOKE ALL ON FUNCTION app.needs_totals, app.came FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.needs_totals, app.came TO portal_app;
"""


class Migration(migrations.Migration):
    dependencies = [("courses", "0036_merger_locks")]

    operations = [
        migrations.RunSQL(TOTALS, "DROP FUNCTION app.needs_totals, app.came;"),
    ]
