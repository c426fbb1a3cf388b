"""Counts of a round for those who may not read its people: numbers, memberships, no person.

The steering committee, the auditor and the economist read how a round went, and no request or
pair. What fewer than five people answered is counted and not summed, so that no answer can be
told. A round whose people are forgotten answers with what was kept of it.
"""

from django.db import migrations

FACTS = """
CREATE FUNCTION app.round_facts(p_round bigint) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
WITH lived AS (
    SELECT p.*, coalesce(e.kind, CASE
             WHEN p.started_at IS NOT NULL THEN 'running'
             WHEN p.asked_at IS NULL THEN 'proposed'
             WHEN (SELECT count(*) FROM public.mentorship_pairanswer a
                    WHERE a.network_id = p.network_id AND a.pair_id = p.id AND a.accepted) = 2
             THEN 'accepted' ELSE 'asked' END) AS state
      FROM public.mentorship_pair p
      LEFT JOIN public.mentorship_pairend e ON e.network_id = p.network_id AND e.pair_id = p.id
     WHERE p.network_id = app.net() AND p.round_id = p_round),
asked AS (
    SELECT i.membership_id, i.role, CASE
             WHEN i.withdrawn_at IS NOT NULL THEN 'withdrawn' WHEN a.id IS NULL THEN 'waiting'
             WHEN a.approved THEN 'approved' ELSE 'declined' END AS state,
           EXISTS (SELECT FROM lived p WHERE i.id = CASE i.role
                    WHEN 'mentee' THEN p.mentee_id ELSE p.mentor_id END
                AND (p.started_at IS NOT NULL OR p.ended_at IS NULL)) AS paired,
           EXISTS (SELECT FROM lived p WHERE i.id = CASE i.role
                    WHEN 'mentee' THEN p.mentee_id ELSE p.mentor_id END
                AND p.started_at IS NOT NULL) AS started,
           count(*) AS n
      FROM public.mentorship_interest i
      LEFT JOIN public.mentorship_manageranswer a
        ON a.network_id = i.network_id AND a.interest_id = i.id
     WHERE i.network_id = app.net() AND i.round_id = p_round
     GROUP BY 1, 2, 3, 4, 5),
formed AS (
    SELECT mentee_membership_id AS mentee, mentor_membership_id AS mentor, state,
           extract(year FROM started_at AT TIME ZONE 'Europe/Stockholm')::integer AS year,
           count(*) AS n
      FROM lived GROUP BY 1, 2, 3, 4),
answers AS (
    SELECT v.kind, v.satisfaction, v.effect, v.goals, v.again,
           CASE v.person_id WHEN p.mentee_person_id THEN 'mentee' ELSE 'mentor' END AS role,
           CASE v.person_id WHEN p.mentee_person_id THEN p.mentee_membership_id
                ELSE p.mentor_membership_id END AS membership_id
      FROM public.mentorship_pairevaluation v
      JOIN lived p ON p.network_id = v.network_id AND p.id = v.pair_id),
said AS (
    SELECT kind, role, membership_id, count(*) AS n,
           CASE WHEN count(*) >= 5 THEN sum(satisfaction) END AS satisfaction,
           CASE WHEN count(*) >= 5 THEN sum(effect) END AS effect,
           CASE WHEN count(*) >= 5 THEN sum(goals) END AS goals,
           CASE WHEN count(*) >= 5 THEN count(*) FILTER (WHERE again) END AS again,
           CASE WHEN count(*) >= 5 THEN count(again) END AS told
      FROM answers GROUP BY GROUPING SETS ((kind), (kind, role), (kind, membership_id))),
met AS (
    SELECT DISTINCT c.pair_id, c.day
      FROM public.mentorship_contact c
      JOIN lived p ON p.network_id = c.network_id AND p.id = c.pair_id)
SELECT CASE WHEN app.whole() OR app.money() OR app.reports() OR app.system() THEN coalesce(
    (SELECT f.figures FROM public.mentorship_roundfigures f
      WHERE f.network_id = app.net() AND f.round_id = p_round),
    jsonb_build_object(
        'interests', (SELECT coalesce(jsonb_agg(jsonb_build_object('membership', membership_id,
            'role', role, 'state', state, 'paired', paired, 'started', started, 'n', n)
            ORDER BY membership_id, role, state, paired, started), '[]'::jsonb) FROM asked),
        'pairs', (SELECT coalesce(jsonb_agg(jsonb_build_object('mentee', mentee,
            'mentor', mentor, 'state', state, 'year', year, 'n', n)
            ORDER BY mentee, mentor, state, year), '[]'::jsonb) FROM formed),
        'answers', (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'role', role,
            'membership', membership_id, 'n', n, 'satisfaction', satisfaction,
            'effect', effect, 'goals', goals, 'again', again, 'told', told)
            ORDER BY kind, role, membership_id), '[]'::jsonb) FROM said),
        'months', (SELECT coalesce(jsonb_object_agg(month, n), '{}'::jsonb) FROM (
            SELECT to_char(day, 'YYYY-MM') AS month, count(*) AS n FROM met GROUP BY 1) m),
        'met', (SELECT count(DISTINCT pair_id) FROM met)))
END
$$;

-- Mentors given and taken by year: pairs that started, those of forgotten rounds with them. An
-- authority is told its own.
CREATE FUNCTION app.mentors_given(p_year integer)
RETURNS TABLE (membership_id bigint, given integer, taken integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
WITH formed AS (
    SELECT p.mentee_membership_id AS mentee, p.mentor_membership_id AS mentor, 1 AS n
      FROM public.mentorship_pair p
     WHERE p.network_id = app.net()
       AND extract(year FROM p.started_at AT TIME ZONE 'Europe/Stockholm') = p_year
       AND NOT EXISTS (SELECT FROM public.mentorship_roundfigures f
            WHERE f.network_id = p.network_id AND f.round_id = p.round_id)
    UNION ALL
    SELECT (row ->> 'mentee')::bigint, (row ->> 'mentor')::bigint, (row ->> 'n')::integer
      FROM public.mentorship_roundfigures f
     CROSS JOIN jsonb_array_elements(f.figures -> 'pairs') row
     WHERE f.network_id = app.net() AND (row ->> 'year')::integer = p_year),
each AS (
    SELECT mentor AS membership_id, n AS given, 0 AS taken FROM formed
    UNION ALL SELECT mentee, 0, n FROM formed)
SELECT e.membership_id, sum(e.given)::integer, sum(e.taken)::integer FROM each e
 WHERE app.whole() OR app.money() OR app.reports() OR app.system()
    OR e.membership_id = ANY (app.memberships())
 GROUP BY 1
$$;
REVOKE ALL ON FUNCTION app.round_facts, app.mentors_given FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.round_facts, app.mentors_given TO portal_app;
"""


class Migration(migrations.Migration):
    dependencies = [("mentorship", "0041_followed_locks")]

    operations = [
        migrations.RunSQL(FACTS, "DROP FUNCTION app.mentors_given, app.round_facts;"),
    ]
