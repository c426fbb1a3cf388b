"""A draft is the lender's alone, what was sent stands, and the borrower answers it.

The economist reads the loans whose costs were stated, and no other loan.
"""

from django.db import migrations

from network.schema import condition

OURS = "((SELECT app.memberships())::bigint[])"


def of_loan(side: str) -> str:
    """The statement's loan is lent, or borrowed, by one's own authority."""
    return (
        "EXISTS (SELECT 1 FROM loans_loan l"  # noqa: S608 - made of the tables' own names
        " WHERE l.network_id = loans_statement.network_id AND l.id = loans_statement.loan_id"
        f" AND l.{side}_id = ANY ({OURS}))"
    )


def of_statement(extra: str) -> str:
    """The line's statement is one that the lender still writes."""
    return (
        "EXISTS (SELECT 1 FROM loans_statement s"  # noqa: S608 - made of the tables' own names
        " JOIN loans_loan l ON l.network_id = s.network_id AND l.id = s.loan_id"
        " WHERE s.network_id = loans_statementline.network_id"
        " AND s.id = loans_statementline.statement_id"
        f" AND {extra} AND l.lender_id = ANY ({OURS}))"
    )


CLAUSES = {
    "lends": of_loan("lender"),
    "borrows": f"(sent_at IS NOT NULL AND {of_loan('borrower')})",
    "bills": "(sent_at IS NOT NULL AND (SELECT app.money()))",
    "drafts": f"(sent_at IS NULL AND {of_loan('lender')})",
    "of_loan": f"({of_loan('lender')} OR {of_loan('borrower')})",
    "money": "(SELECT app.money())",
    "billed": "((SELECT app.money()) AND app.loan_is_stated(id))",
    "writes": of_statement("s.sent_at IS NULL"),
    "wrote": of_statement("s.approved_at IS NULL"),
}


def said(*clauses: str) -> str:
    """The condition of a policy."""
    return condition(clauses, CLAUSES)


POLICIES = f"""
ALTER POLICY reads ON loans_statement USING ({said("lends", "borrows", "bills")});
ALTER POLICY adds ON loans_statement WITH CHECK ({said("drafts")});
ALTER POLICY writes ON loans_statement
    USING ({said("lends", "borrows")}) WITH CHECK ({said("lends", "borrows")});
ALTER POLICY removes ON loans_statement USING ({said("drafts")});
ALTER POLICY adds ON loans_statementline WITH CHECK ({said("writes")});
ALTER POLICY writes ON loans_statementline USING ({said("writes")}) WITH CHECK ({said("writes")});
ALTER POLICY removes ON loans_statementline USING ({said("writes")});
"""
FORMER_POLICIES = f"""
ALTER POLICY reads ON loans_statement USING ({said("money", "of_loan")});
ALTER POLICY adds ON loans_statement WITH CHECK ({said("lends")});
ALTER POLICY writes ON loans_statement USING ({said("of_loan")}) WITH CHECK ({said("of_loan")});
ALTER POLICY removes ON loans_statement USING ({said("lends")});
ALTER POLICY adds ON loans_statementline WITH CHECK ({said("wrote")});
ALTER POLICY writes ON loans_statementline USING ({said("wrote")}) WITH CHECK ({said("wrote")});
ALTER POLICY removes ON loans_statementline USING ({said("wrote")});
"""

STATED = """
-- Whether the costs of a loan were stated: for the economist, who reads no other loan. A plain
-- sub-select would go round in a ring, for a statement's policy asks for its loan.
CREATE FUNCTION app.loan_is_stated(loan bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM public.loans_statement s
                    WHERE s.network_id = (SELECT app.net()) AND s.loan_id = $1
                      AND s.sent_at IS NOT NULL)
$$;
REVOKE ALL ON FUNCTION app.loan_is_stated FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.loan_is_stated TO portal_app;
"""
ECONOMIST = f"""CREATE POLICY economist_reads ON loans_loan FOR SELECT TO portal_app
    USING ({said("billed")});"""
NOT_STATED = """
DROP POLICY economist_reads ON loans_loan;
DROP FUNCTION app.loan_is_stated;
"""

KEEPING = """
-- A statement is for days of the loan. What was sent stands but for its answer, which the
-- borrower gives; for a borrower outside the network, the lender writes it down. What was
-- answered stands.
CREATE OR REPLACE FUNCTION app.keep_loan_statement() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    loan public.loans_loan;
    answer text[] := ARRAY['approved_at', 'approved_by', 'approved_name',
                           'returned_at', 'returned_by', 'returned_name', 'returned_why'];
    answered boolean := NEW.approved_at IS NOT NULL OR NEW.returned_at IS NOT NULL;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF OLD.approved_at IS NOT NULL OR OLD.returned_at IS NOT NULL THEN
            RAISE EXCEPTION 'an answered statement stands'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'loans_statement_stands';
        END IF;
        IF OLD.sent_at IS NOT NULL
            AND to_jsonb(NEW) - answer IS DISTINCT FROM to_jsonb(OLD) - answer
        THEN
            RAISE EXCEPTION 'a statement that was sent stands'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'loans_statement_stands';
        END IF;
        IF OLD.sent_at IS NULL AND answered THEN
            RAISE EXCEPTION 'a statement is sent before it is answered'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'loans_statement_sent_first';
        END IF;
    END IF;
    SELECT * INTO loan FROM public.loans_loan l
     WHERE l.network_id = NEW.network_id AND l.id = NEW.loan_id;
    IF loan.id IS NULL THEN
        RETURN NEW;
    END IF;
    IF (NEW.returned_at IS NULL) AND (loan.started_at IS NULL OR NEW.since < loan.starts
        OR NEW.until > coalesce(loan.ended_on, loan.ends))
    THEN
        RAISE EXCEPTION 'a statement is for days of the loan'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'loans_statement_within';
    END IF;
    IF answered AND NOT (app.system() OR CASE
        WHEN loan.borrower_id IS NULL THEN loan.lender_id = ANY (app.memberships())
        ELSE loan.borrower_id = ANY (app.memberships()) END)
    THEN
        RAISE EXCEPTION 'the borrower answers a statement'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'loans_statement_answered_by';
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.sent_at IS NOT NULL AND OLD.sent_at IS NULL
        AND NEW.net IS DISTINCT FROM (
            SELECT coalesce(sum(i.amount), 0) FROM public.loans_statementline i
             WHERE i.network_id = NEW.network_id AND i.statement_id = NEW.id)
    THEN
        RAISE EXCEPTION 'the sum of a statement is that of its lines'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'loans_statement_sum';
    END IF;
    RETURN NEW;
END $$;

-- The lines of what was sent stand, whoever writes.
CREATE FUNCTION app.keep_loan_statement_line() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    line public.loans_statementline := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    sent timestamptz;
BEGIN
    SELECT s.sent_at INTO sent FROM public.loans_statement s
     WHERE s.network_id = line.network_id AND s.id = line.statement_id FOR NO KEY UPDATE;
    IF sent IS NOT NULL THEN
        RAISE EXCEPTION 'a statement that was sent stands'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'loans_statement_stands';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
REVOKE ALL ON FUNCTION app.keep_loan_statement_line FROM PUBLIC;
CREATE TRIGGER loans_statementline_stands BEFORE INSERT OR UPDATE OR DELETE ON loans_statementline
    FOR EACH ROW EXECUTE FUNCTION app.keep_loan_statement_line();
"""
# The function itself stays as it is: each of its refusals held before, or has its constraint.
NOT_KEEPING = """
DROP TRIGGER loans_statementline_stands ON loans_statementline;
DROP FUNCTION app.keep_loan_statement_line;
"""


class Migration(migrations.Migration):
    dependencies = [("loans", "0050_statements_sent")]

    operations = [
        migrations.RunSQL(STATED + ECONOMIST, NOT_STATED),
        migrations.RunSQL(POLICIES, FORMER_POLICIES),
        migrations.RunSQL(KEEPING, NOT_KEEPING),
    ]
