"""Days lent and borrowed, as counts: for those who may not read the loans of others.

Calendar days that have passed, each weighed by the extent that it had. HR reads its own
authority's, who reads the network's reports or money reads all; no person comes out.
"""

from django.db import migrations

DAYS = """
CREATE FUNCTION app.loan_days() RETURNS TABLE (
    year integer, lender bigint, lender_party bigint, borrower bigint, borrower_party bigint,
    days numeric, loans bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH lent AS (
        SELECT l.id, l.lender_id, l.lender_party_id, l.borrower_id, l.borrower_party_id,
               t.starts, least(t.ends, coalesce(l.ended_on, t.ends), app.today()) AS ends, t.percent
          FROM public.loans_loan l
          JOIN public.loans_loanpart t ON t.network_id = l.network_id AND t.loan_id = l.id
         WHERE l.network_id = (SELECT app.net()) AND l.started_at IS NOT NULL
           AND ((SELECT app.whole()) OR (SELECT app.reports()) OR (SELECT app.money())
                OR (SELECT app.system())
                OR l.lender_id = ANY ((SELECT app.memberships())::bigint[])
                OR l.borrower_id = ANY ((SELECT app.memberships())::bigint[]))
    ), split AS (
        SELECT lent.*, y AS year,
               least(ends, make_date(y, 12, 31)) - greatest(starts, make_date(y, 1, 1)) + 1 AS n
          FROM lent, generate_series(
               extract(year FROM starts)::integer, extract(year FROM ends)::integer) y
         WHERE starts <= ends
    )
    SELECT year, lender_id, lender_party_id, borrower_id, borrower_party_id,
           sum(n * percent) / 100.0, count(DISTINCT id)
      FROM split GROUP BY 1, 2, 3, 4, 5
$$;
REVOKE ALL ON FUNCTION app.loan_days FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.loan_days TO portal_app;
"""


class Migration(migrations.Migration):
    dependencies = [("loans", "0051_statement_locks")]

    operations = [migrations.RunSQL(DAYS, "DROP FUNCTION app.loan_days;")]
