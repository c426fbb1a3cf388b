# ruff: noqa: S608 - made of constants
"""Figures for those who may not read the rows behind them: numbers, members, no person.

`app.year_figures` counts a year of the whole network, for the steering committee's overview.
`app.benefit_of` counts what each member got and gave in a year; an authority is told its own and,
where five members or more are counted, the network's sum. `app.benefit_runs` says which runs a
member's seats were on.

A run belongs to the year in which it begins in Stockholm; planned, postponed and cancelled ones
are left out, as in the annual report. Of a settled run the fee is its settlement's share, of
another the price that each enrolled seat was given. Kronor without VAT.
"""

from django.db import migrations

COUNTED = "('open', 'paused', 'closed', 'confirmed', 'held', 'settled')"
YEAR_FROM = "make_timestamptz(p_year, 1, 1, 0, 0, 0, 'Europe/Stockholm')"
YEAR_TO = "make_timestamptz(p_year + 1, 1, 1, 0, 0, 0, 'Europe/Stockholm')"
ALL = "((SELECT app.whole()) OR (SELECT app.money()) OR (SELECT app.reports()) OR (SELECT app.system()))"
RUNS = f"""
    runs AS (
        SELECT r.id, r.course_id, r.capacity,
               to_char(r.begins_at AT TIME ZONE 'Europe/Stockholm', 'MMDD') AS day
          FROM public.courses_run r
         WHERE r.network_id = (SELECT app.net()) AND r.begins_at >= {YEAR_FROM}
           AND r.begins_at < {YEAR_TO} AND r.state IN {COUNTED})"""
SEATS = """
    seats AS (
        SELECT e.run_id, e.membership_id, r.course_id, r.day,
               (count(*) FILTER (WHERE e.state = 'enrolled'))::integer AS taken,
               (count(*) FILTER (WHERE e.state IN ('waiting', 'refused')))::integer AS unmet,
               coalesce(sum(e.price) FILTER (WHERE e.state = 'enrolled'), 0) AS price
          FROM runs r
          JOIN public.courses_enrolment e
            ON e.network_id = (SELECT app.net()) AND e.run_id = r.id
         GROUP BY 1, 2, 3, 4),
    absent AS (
        SELECT n.run_id, e.membership_id, count(*)::integer AS absent
          FROM runs r
          JOIN public.courses_noshow n ON n.network_id = (SELECT app.net()) AND n.run_id = r.id
          JOIN public.courses_enrolment e ON e.network_id = n.network_id AND e.id = n.enrolment_id
         GROUP BY 1, 2)"""
LENT = """
    lent AS (
        SELECT l.id, l.lender_id, l.borrower_id, sum((
                   least(t.ends, coalesce(l.ended_on, t.ends), app.today(), make_date(p_year, 12, 31))
                   - greatest(t.starts, make_date(p_year, 1, 1)) + 1) * t.percent) / 100.0 AS days
          FROM public.loans_loan l
          JOIN public.loans_loanpart t ON t.network_id = l.network_id AND t.loan_id = l.id
         WHERE l.network_id = (SELECT app.net()) AND l.started_at IS NOT NULL
           AND greatest(t.starts, make_date(p_year, 1, 1))
               <= least(t.ends, coalesce(l.ended_on, t.ends), app.today(), make_date(p_year, 12, 31))
         GROUP BY 1, 2, 3)"""
FORMED = """
    formed AS (
        SELECT p.mentee_membership_id AS mentee, p.mentor_membership_id AS mentor, 1 AS n
          FROM public.mentorship_pair p
         WHERE p.network_id = (SELECT app.net())
           AND extract(year FROM p.started_at AT TIME ZONE 'Europe/Stockholm') = p_year
           AND NOT EXISTS (SELECT FROM public.mentorship_roundfigures f
                WHERE f.network_id = p.network_id AND f.round_id = p.round_id)
        UNION ALL
        SELECT (pair ->> 'mentee')::bigint, (pair ->> 'mentor')::bigint, (pair ->> 'n')::integer
          FROM public.mentorship_roundfigures f
         CROSS JOIN jsonb_array_elements(f.figures -> 'pairs') pair
         WHERE f.network_id = (SELECT app.net()) AND (pair ->> 'year')::integer = p_year)"""
BILLED = """
    billed AS (
        SELECT coalesce(c.kind, i.kind) AS kind, l.membership_id, l.net
          FROM public.fees_invoice i
          JOIN public.fees_invoiceline l ON l.network_id = i.network_id AND l.invoice_id = i.id
          LEFT JOIN public.fees_charge c ON c.network_id = l.network_id AND c.id = l.charge_id
         WHERE i.network_id = (SELECT app.net()) AND i.kind <> 'staff_loan'
           AND i.day >= make_date(p_year, 1, 1) AND i.day <= make_date(p_year, 12, 31)
        UNION ALL
        SELECT c.kind, c.membership_id, c.net
          FROM public.fees_charge c
         WHERE c.network_id = (SELECT app.net()) AND c.settled_in_id IS NOT NULL
           AND c.settled_on >= make_date(p_year, 1, 1) AND c.settled_on <= make_date(p_year, 12, 31))"""

YEAR = f"""
CREATE FUNCTION app.year_figures(p_year integer) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
WITH {RUNS.strip()},{SEATS},{LENT},{FORMED},{BILLED},
    last AS (SELECT least(app.today(), make_date(p_year, 12, 31)) AS day),
    people AS (
        SELECT m.id, (SELECT s.kind FROM public.members_standing s
                       WHERE s.network_id = m.network_id AND s.membership_id = m.id
                         AND (s.since IS NULL OR s.since <= last.day)
                         AND (s.until IS NULL OR s.until >= last.day)
                       ORDER BY s.id LIMIT 1) AS kind,
               (SELECT h.count FROM public.members_headcount h
                 WHERE h.network_id = m.network_id AND h.membership_id = m.id
                   AND h.day <= last.day ORDER BY h.day DESC LIMIT 1) AS heads
          FROM public.members_membership m, last
         WHERE m.network_id = (SELECT app.net())
           AND (m.since IS NULL OR m.since <= last.day)
           AND (m.until IS NULL OR m.until >= last.day)),
    blocks AS (
        SELECT b.id FROM public.courses_evaluationblock b
          JOIN public.courses_evaluation v ON v.network_id = b.network_id AND v.block_id = b.id
         WHERE b.network_id = (SELECT app.net()) AND b.year = p_year
         GROUP BY b.id HAVING sum(v.answers) >= 5 AND bool_and(v.closed_at IS NOT NULL)),
    scores AS (
        SELECT s.score, sum(s.people)::integer AS people
          FROM blocks b
          JOIN public.courses_evaluation v
            ON v.network_id = (SELECT app.net()) AND v.block_id = b.id
          JOIN public.courses_evaluationtally t
            ON t.network_id = v.network_id AND t.evaluation_id = v.id
          JOIN public.courses_question q
            ON q.network_id = t.network_id AND q.id = t.question_id AND q.key = 'whole'
         CROSS JOIN unnest(t.counts) WITH ORDINALITY AS s (people, score)
         GROUP BY 1),
    absences AS (
        SELECT r.course_id, sum(a.absent)::integer AS absent
          FROM absent a JOIN runs r ON r.id = a.run_id GROUP BY 1),
    taught AS (
        SELECT r.course_id, count(*)::integer AS runs, sum(r.capacity)::integer AS capacity
          FROM runs r GROUP BY 1),
    sat AS (
        SELECT s.course_id, sum(s.taken)::integer AS taken, sum(s.unmet)::integer AS unmet
          FROM seats s GROUP BY 1),
    courses AS (
        SELECT t.course_id, t.runs, t.capacity, coalesce(s.taken, 0) AS taken,
               coalesce(s.unmet, 0) AS unmet, coalesce(a.absent, 0) AS absent
          FROM taught t
          LEFT JOIN sat s USING (course_id)
          LEFT JOIN absences a USING (course_id)),
    planned AS (
        SELECT coalesce(sum(b.amount) FILTER (WHERE b.side = 'income'), 0) AS income,
               coalesce(sum(b.amount) FILTER (WHERE b.side = 'cost'), 0) AS cost,
               coalesce(sum(b.outcome) FILTER (WHERE b.side = 'income' AND b.source = ''), 0)
                   AS income_by_hand,
               coalesce(sum(b.outcome) FILTER (WHERE b.side = 'cost' AND b.source = ''), 0)
                   AS cost_by_hand,
               count(*) AS lines
          FROM public.fees_budgetline b
         WHERE b.network_id = (SELECT app.net()) AND b.year = p_year)
SELECT CASE WHEN {ALL} THEN jsonb_build_object(
    'members', (SELECT count(*) FROM people WHERE kind IS DISTINCT FROM 'associated'),
    'associated', (SELECT count(*) FROM people WHERE kind = 'associated'),
    'heads', (SELECT coalesce(jsonb_object_agg(id, heads) FILTER (WHERE heads IS NOT NULL), '{{}}')
                FROM people),
    'days', (SELECT coalesce(jsonb_object_agg(day, taken), '{{}}') FROM (
        SELECT day, sum(taken) AS taken FROM seats WHERE taken > 0 GROUP BY 1) d),
    'courses', (SELECT coalesce(jsonb_object_agg(course_id,
        jsonb_build_array(runs, capacity, taken, unmet, absent)), '{{}}') FROM courses),
    'taken', (SELECT coalesce(jsonb_object_agg(membership_id, taken), '{{}}') FROM (
        SELECT membership_id, sum(taken) AS taken FROM seats WHERE taken > 0 GROUP BY 1) t),
    'asked', (SELECT coalesce(jsonb_object_agg(membership_id, seats), '{{}}') FROM (
        SELECT l.membership_id, sum(l.spring + l.autumn) AS seats
          FROM public.courses_needline l
          JOIN public.courses_needsanswer a ON a.network_id = l.network_id AND a.id = l.answer_id
          JOIN public.courses_candidate c ON c.network_id = l.network_id AND c.id = l.candidate_id
          JOIN public.courses_campaign k ON k.network_id = c.network_id AND k.id = c.campaign_id
         WHERE l.network_id = (SELECT app.net()) AND k.year = p_year
           AND a.state IN ('sent', 'approved') AND l.spring + l.autumn > 0 GROUP BY 1) n),
    'evaluated', (SELECT jsonb_build_array(coalesce(sum(v.asked), 0), coalesce(sum(v.answers), 0))
        FROM runs r JOIN public.courses_evaluation v
          ON v.network_id = (SELECT app.net()) AND v.run_id = r.id),
    'scores', (SELECT coalesce(jsonb_agg(people ORDER BY score), '[]') FROM scores),
    'loans', (SELECT jsonb_build_array(count(DISTINCT id), coalesce(sum(days), 0)) FROM lent),
    'pairs', (SELECT coalesce(sum(n), 0) FROM formed),
    'income', (SELECT coalesce(jsonb_object_agg(kind, net::text), '{{}}') FROM (
        SELECT kind, sum(net) AS net FROM billed GROUP BY 1) b),
    'costs', (SELECT coalesce(sum(round(c.quantity * c.price, 2)), 0)::text
        FROM public.courses_costline c
        JOIN public.courses_run r ON r.network_id = c.network_id AND r.id = c.run_id
       WHERE c.network_id = (SELECT app.net()) AND c.stage = 'actual' AND r.state <> 'planned'
         AND r.begins_at >= {YEAR_FROM} AND r.begins_at < {YEAR_TO}),
    'budget', (SELECT jsonb_build_object('lines', lines, 'income', income::text,
        'cost', cost::text, 'income_by_hand', income_by_hand::text,
        'cost_by_hand', cost_by_hand::text) FROM planned))
END
$$;
"""
BENEFIT = f"""
CREATE FUNCTION app.benefit_of(p_year integer) RETURNS TABLE (
    membership_id bigint, members integer, seats integer, unmet integer, absent integer,
    settled numeric, late numeric, expected numeric, fee numeric, hours numeric, days numeric,
    worth numeric, lent_people integer, lent_days numeric, borrowed_people integer,
    borrowed_days numeric, mentors_given integer, mentors_taken integer, heads integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
WITH {RUNS.strip()},{SEATS},{LENT},{FORMED},{BILLED},
    shared AS (
        SELECT h.membership_id, sum(h.final) AS settled, sum(h.late) AS late
          FROM runs r
          JOIN public.courses_settlementshare h
            ON h.network_id = (SELECT app.net()) AND h.run_id = r.id
         GROUP BY 1),
    coming AS (
        SELECT s.membership_id, sum(s.price) AS expected
          FROM seats s
         WHERE NOT EXISTS (SELECT FROM public.courses_settlement t
                WHERE t.network_id = (SELECT app.net()) AND t.run_id = s.run_id)
         GROUP BY 1),
    sat AS (
        SELECT s.membership_id, sum(s.taken) AS taken, sum(s.unmet) AS unmet
          FROM seats s GROUP BY 1),
    missing AS (SELECT a.membership_id, sum(a.absent) AS absent FROM absent a GROUP BY 1),
    given AS (
        SELECT c.membership_id, coalesce(sum(c.quantity) FILTER (WHERE c.unit = 'hour'), 0) AS hours,
               coalesce(sum(c.quantity) FILTER (WHERE c.unit = 'day'), 0) AS days,
               sum(c.value) AS worth
          FROM public.fees_contribution c
         WHERE c.network_id = (SELECT app.net()) AND c.state = 'accepted'
           AND c.since >= make_date(p_year, 1, 1) AND c.since <= make_date(p_year, 12, 31)
         GROUP BY 1),
    fees AS (
        SELECT b.membership_id, sum(b.net) AS fee FROM billed b
         WHERE b.kind = 'membership' GROUP BY 1),
    lending AS (
        SELECT l.lender_id AS membership_id, count(*) AS people, sum(l.days) AS days
          FROM lent l WHERE l.lender_id IS NOT NULL GROUP BY 1),
    borrowing AS (
        SELECT l.borrower_id AS membership_id, count(*) AS people, sum(l.days) AS days
          FROM lent l WHERE l.borrower_id IS NOT NULL GROUP BY 1),
    mentoring AS (
        SELECT f.mentor AS membership_id, sum(f.n) AS n FROM formed f GROUP BY 1),
    mentored AS (
        SELECT f.mentee AS membership_id, sum(f.n) AS n FROM formed f GROUP BY 1),
    each AS (
        SELECT m.id AS membership_id, 1 AS members, coalesce(sat.taken, 0) AS seats,
               coalesce(sat.unmet, 0) AS unmet, coalesce(missing.absent, 0) AS absent,
               coalesce(shared.settled, 0) AS settled, coalesce(shared.late, 0) AS late,
               coalesce(coming.expected, 0) AS expected, coalesce(fees.fee, 0) AS fee,
               coalesce(given.hours, 0) AS hours, coalesce(given.days, 0) AS days,
               coalesce(given.worth, 0) AS worth,
               coalesce(lending.people, 0) AS lent_people, coalesce(lending.days, 0) AS lent_days,
               coalesce(borrowing.people, 0) AS borrowed_people,
               coalesce(borrowing.days, 0) AS borrowed_days,
               coalesce(mentoring.n, 0) AS mentors_given, coalesce(mentored.n, 0) AS mentors_taken,
               (SELECT h.count FROM public.members_headcount h
                 WHERE h.network_id = m.network_id AND h.membership_id = m.id
                   AND h.day <= least(app.today(), make_date(p_year, 12, 31))
                 ORDER BY h.day DESC LIMIT 1) AS heads
          FROM public.members_membership m
          LEFT JOIN sat ON sat.membership_id = m.id
          LEFT JOIN missing ON missing.membership_id = m.id
          LEFT JOIN shared ON shared.membership_id = m.id
          LEFT JOIN coming ON coming.membership_id = m.id
          LEFT JOIN fees ON fees.membership_id = m.id
          LEFT JOIN given ON given.membership_id = m.id
          LEFT JOIN lending ON lending.membership_id = m.id
          LEFT JOIN borrowing ON borrowing.membership_id = m.id
          LEFT JOIN mentoring ON mentoring.membership_id = m.id
          LEFT JOIN mentored ON mentored.membership_id = m.id
         WHERE m.network_id = (SELECT app.net())
           AND (m.since IS NULL OR m.since <= make_date(p_year, 12, 31))
           AND (m.until IS NULL OR m.until >= make_date(p_year, 1, 1)))
SELECT e.membership_id, e.members, e.seats::integer, e.unmet::integer, e.absent::integer,
       e.settled, e.late, e.expected, e.fee, e.hours, e.days, e.worth, e.lent_people::integer,
       e.lent_days, e.borrowed_people::integer, e.borrowed_days, e.mentors_given::integer,
       e.mentors_taken::integer, e.heads
  FROM each e
 WHERE {ALL} OR e.membership_id = ANY ((SELECT app.memberships())::bigint[])
UNION ALL
SELECT NULL, count(*)::integer, sum(e.seats)::integer, sum(e.unmet)::integer,
       sum(e.absent)::integer, sum(e.settled), sum(e.late), sum(e.expected), sum(e.fee),
       sum(e.hours), sum(e.days), sum(e.worth), sum(e.lent_people)::integer, sum(e.lent_days),
       sum(e.borrowed_people)::integer, sum(e.borrowed_days), sum(e.mentors_given)::integer,
       sum(e.mentors_taken)::integer, sum(e.heads)::integer
  FROM each e
HAVING {ALL} OR (cardinality(app.memberships()) > 0 AND count(*) >= 5)
$$;
"""
MINE = f"({ALL} OR p_member = ANY ((SELECT app.memberships())::bigint[]))"
RUNS_OF_ONE = f"""
CREATE FUNCTION app.benefit_runs(p_year integer, p_member bigint) RETURNS TABLE (
    run_id bigint, seats integer, unmet integer, absent integer, settled numeric, late numeric,
    expected numeric)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
WITH {RUNS.strip()},
    mine AS (
        SELECT e.run_id, (count(*) FILTER (WHERE e.state = 'enrolled'))::integer AS seats,
               (count(*) FILTER (WHERE e.state IN ('waiting', 'refused')))::integer AS unmet,
               (count(n.id))::integer AS absent,
               coalesce(sum(e.price) FILTER (WHERE e.state = 'enrolled'), 0) AS price
          FROM runs r
          JOIN public.courses_enrolment e
            ON e.network_id = (SELECT app.net()) AND e.run_id = r.id
          LEFT JOIN public.courses_noshow n
            ON n.network_id = e.network_id AND n.enrolment_id = e.id
         WHERE e.membership_id = p_member
         GROUP BY 1),
    shared AS (
        SELECT h.run_id, sum(h.final) AS settled, sum(h.late) AS late
          FROM runs r
          JOIN public.courses_settlementshare h
            ON h.network_id = (SELECT app.net()) AND h.run_id = r.id
         WHERE h.membership_id = p_member
         GROUP BY 1)
SELECT r.id, coalesce(m.seats, 0), coalesce(m.unmet, 0), coalesce(m.absent, 0),
       coalesce(s.settled, 0), coalesce(s.late, 0),
       CASE WHEN EXISTS (SELECT FROM public.courses_settlement t
                 WHERE t.network_id = (SELECT app.net()) AND t.run_id = r.id)
            THEN 0 ELSE coalesce(m.price, 0) END
  FROM runs r
  LEFT JOIN mine m ON m.run_id = r.id
  LEFT JOIN shared s ON s.run_id = r.id
 WHERE {MINE} AND (m.seats > 0 OR m.unmet > 0 OR m.absent > 0 OR s.run_id IS NOT NULL)
$$;

-- Seats and employees of a member and of the network in ended years, from their kept figures.
CREATE FUNCTION app.benefit_use(p_member bigint, p_from integer, p_until integer)
RETURNS TABLE (year integer, seats integer, heads integer, all_seats integer, all_heads integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT y.year::integer, coalesce((y.facts -> 'taken' ->> p_member::text)::integer, 0),
           (y.facts -> 'heads' ->> p_member::text)::integer,
           (SELECT coalesce(sum(v.value::integer), 0)::integer
              FROM jsonb_each_text(y.facts -> 'taken') v),
           (SELECT coalesce(sum(v.value::integer), 0)::integer
              FROM jsonb_each_text(y.facts -> 'heads') v)
      FROM public.reports_yearfigures y
     WHERE y.network_id = (SELECT app.net()) AND y.year BETWEEN p_from AND p_until AND {MINE}
       AND ({ALL} OR (SELECT count(*) FROM jsonb_object_keys(y.facts -> 'heads')) >= 5)
     ORDER BY 1
$$;
"""
SURVEY = f"""
-- How many members a survey asked, and how many have answered.
CREATE FUNCTION app.survey_progress(p_survey bigint) RETURNS TABLE (asked integer, answered integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT (SELECT count(*) FROM public.reports_surveyrequest q
             WHERE q.network_id = (SELECT app.net()) AND q.survey_id = p_survey)::integer,
           (SELECT count(*) FROM public.reports_surveyanswer a
             WHERE a.network_id = (SELECT app.net()) AND a.survey_id = p_survey)::integer
     WHERE {ALL} OR cardinality(app.memberships()) > 0
$$;

-- What the members said, when the survey is closed and five or more have answered.
CREATE FUNCTION app.survey_results(p_survey bigint)
RETURNS TABLE (question_id bigint, counts integer[], texts text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT q.id,
           ARRAY[count(*) FILTER (WHERE r.score = 1), count(*) FILTER (WHERE r.score = 2),
                 count(*) FILTER (WHERE r.score = 3), count(*) FILTER (WHERE r.score = 4),
                 count(*) FILTER (WHERE r.score = 5)]::integer[],
           coalesce(array_agg(r.words::text ORDER BY r.words) FILTER (WHERE r.words <> ''), '{{}}')
      FROM public.reports_surveyquestion q
      JOIN public.reports_survey s ON s.network_id = q.network_id AND s.id = q.survey_id
      LEFT JOIN public.reports_surveyreply r
        ON r.network_id = q.network_id AND r.question_id = q.id
     WHERE q.network_id = (SELECT app.net()) AND q.survey_id = p_survey
       AND s.closed_at IS NOT NULL
       AND ({ALL} OR cardinality(app.memberships()) > 0)
       AND (SELECT count(*) FROM public.reports_surveyanswer a
             WHERE a.network_id = s.network_id AND a.survey_id = s.id) >= 5
     GROUP BY q.id, q.kind
    HAVING q.kind = 'words' OR count(r.score) = 0 OR count(r.score) >= 5
$$;
"""
NAMES = (
    "app.year_figures, app.benefit_of, app.benefit_runs, app.benefit_use, app.survey_progress,"
    " app.survey_results"
)
GRANTS = f"""
REVOKE ALL ON FUNCTION {NAMES} FROM PUBLIC;
GRANT EXECUTE ON FUNCTION {NAMES} TO portal_app;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0044_procurement_locks"),
        ("fees", "0027_seller_locks"),
        ("loans", "0062_crisis_call_locks"),
        ("members", "0016_competence_locks"),
        ("mentorship", "0071_help_locks"),
        ("reports", "0021_benefit_locks"),
    ]

    operations = [
        migrations.RunSQL(YEAR + BENEFIT + RUNS_OF_ONE + SURVEY + GRANTS, f"DROP FUNCTION {NAMES};")
    ]
