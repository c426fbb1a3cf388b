"""No line is credited beyond what it was on; what was asked and decided stays; charges that a
run took keep their price.
"""

from django.db import migrations

from network.schema import composite_key, lock

CREDITS = """
-- A line of a credit note gives back a part of one line of the invoice that the note corrects;
-- all of them together never more than the line was on. The invoice's row is held already, by
-- the trigger of the credit note itself, so that of two at once the second sees the first.
CREATE FUNCTION app.check_credited_line() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    the_note public.fees_invoice;
    corrected public.fees_invoiceline;
    given_back numeric;
BEGIN
    SELECT * INTO the_note FROM public.fees_invoice
     WHERE network_id = NEW.network_id AND id = NEW.invoice_id;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    IF NEW.corrects_id IS NULL THEN
        IF the_note.is_credit THEN
            RAISE EXCEPTION 'a line of a credit note says which line it corrects'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NULL;
    END IF;
    SELECT * INTO corrected FROM public.fees_invoiceline
     WHERE network_id = NEW.network_id AND id = NEW.corrects_id;
    IF NOT the_note.is_credit OR corrected.invoice_id IS DISTINCT FROM the_note.corrects_id
        OR NEW.charge_id IS NOT NULL
        OR (NEW.vat_category, NEW.vat_rate) IS DISTINCT FROM
           (corrected.vat_category, corrected.vat_rate)
    THEN
        RAISE EXCEPTION 'a credited line is one of the invoice that is corrected'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    SELECT sum(net) INTO given_back FROM public.fees_invoiceline
     WHERE network_id = NEW.network_id AND corrects_id = NEW.corrects_id;
    IF sign(NEW.net) <> -sign(corrected.net)
        OR abs(given_back) > abs(corrected.net)
    THEN
        RAISE EXCEPTION 'more would be credited than the line was on'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION app.check_credited_line FROM PUBLIC;
CREATE TRIGGER fees_invoiceline_credits AFTER INSERT ON fees_invoiceline
    FOR EACH ROW EXECUTE FUNCTION app.check_credited_line();

CREATE FUNCTION app.keep_correction() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    loose text[] := ARRAY['state', 'decided_by', 'decided_at', 'answer', 'credit_id'];
BEGIN
    IF OLD.state <> 'waiting' OR to_jsonb(NEW) - loose IS DISTINCT FROM to_jsonb(OLD) - loose THEN
        RAISE EXCEPTION 'what was asked and decided stays as it was'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER fees_correction_stays BEFORE UPDATE ON fees_correction
    FOR EACH ROW EXECUTE FUNCTION app.keep_correction();
CREATE TRIGGER fees_correction_no_delete BEFORE DELETE ON fees_correction
    FOR EACH ROW EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER fees_correction_keep BEFORE TRUNCATE ON fees_correction
    FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();

-- What a run has taken keeps its payer and price; only the run, its VAT and the invoice follow.
CREATE OR REPLACE FUNCTION app.keep_charge() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    loose text[] := ARRAY['run_id', 'invoice_id', 'vat_rule_id', 'vat_category', 'vat_rate'];
BEGIN
    IF OLD.invoice_id IS NOT NULL THEN
        RAISE EXCEPTION 'a charge that was invoiced stays as it is'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    IF OLD.run_id IS NOT NULL AND to_jsonb(NEW) - loose IS DISTINCT FROM to_jsonb(OLD) - loose THEN
        RAISE EXCEPTION 'a charge that a run has taken keeps its price'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
"""
UNDO = """
CREATE OR REPLACE FUNCTION app.keep_charge() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.invoice_id IS NOT NULL THEN
        RAISE EXCEPTION 'a charge that was invoiced stays as it is'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
DROP TRIGGER fees_correction_keep ON fees_correction;
DROP TRIGGER fees_correction_no_delete ON fees_correction;
DROP TRIGGER fees_correction_stays ON fees_correction;
DROP FUNCTION app.keep_correction;
DROP TRIGGER fees_invoiceline_credits ON fees_invoiceline;
DROP FUNCTION app.check_credited_line;
"""


def _key(table: str, column: str, target: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        composite_key(table, column, target),
        f"ALTER TABLE {table} DROP CONSTRAINT {table}_{column}_in_network;"
        f" DROP INDEX {table}_{column}_idx;",
    )


class Migration(migrations.Migration):
    dependencies = [("fees", "0018_corrections")]

    operations = [
        migrations.RunSQL(CREDITS, UNDO),
        _key("fees_invoiceline", "corrects_id", "fees_invoiceline"),
        _key("fees_charge", "replaces_id", "fees_charge"),
        lock(
            "fees_correction",
            read=["whole", "money"],
            write=["money"],
            remove=[],
            keys={
                "membership_id": "members_membership",
                "invoice_id": "fees_invoice",
                "credit_id": "fees_invoice",
            },
        ),
    ]
