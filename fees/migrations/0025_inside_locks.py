"""What is settled inside a host: its own charges alone, and as they were."""

from django.db import migrations

from network.schema import composite_key

RULES = """
-- What a run has taken keeps its payer and price; only the run, its VAT and the invoice follow.
-- What was settled inside the host stays so until its approval is taken back.
CREATE OR REPLACE FUNCTION app.keep_charge() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    loose text[] := ARRAY['run_id', 'invoice_id', 'vat_rule_id', 'vat_category', 'vat_rate',
                          'settled_in_id', 'settled_on'];
BEGIN
    IF OLD.invoice_id IS NOT NULL THEN
        RAISE EXCEPTION 'a charge that was invoiced stays as it is'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF TG_OP = 'DELETE' THEN
        IF OLD.settled_in_id IS NOT NULL THEN
            RAISE EXCEPTION 'a charge that was settled inside the host stays as it is'
                USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN OLD;
    END IF;
    IF (OLD.run_id IS NOT NULL OR OLD.settled_in_id IS NOT NULL)
        AND to_jsonb(NEW) - loose IS DISTINCT FROM to_jsonb(OLD) - loose
    THEN
        RAISE EXCEPTION 'a charge that a run has taken keeps its price'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;

-- Only what a host owes itself is settled inside it, and only while it sends itself no invoice.
CREATE FUNCTION app.check_settled_inside() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM public.fees_invoicerun r
          JOIN public.fees_issuer i ON i.network_id = r.network_id AND i.id = r.issuer_id
         WHERE r.network_id = NEW.network_id AND r.id = NEW.settled_in_id
           AND i.membership_id = NEW.membership_id AND NOT i.bills_itself
    ) THEN
        RAISE EXCEPTION 'only what a host owes itself is settled inside it'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION app.check_settled_inside FROM PUBLIC;
CREATE TRIGGER fees_charge_inside BEFORE INSERT OR UPDATE ON fees_charge
    FOR EACH ROW WHEN (NEW.settled_in_id IS NOT NULL)
    EXECUTE FUNCTION app.check_settled_inside();
"""
UNDO = """
DROP TRIGGER fees_charge_inside ON fees_charge;
DROP FUNCTION app.check_settled_inside;
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


class Migration(migrations.Migration):
    dependencies = [("fees", "0024_settled_inside")]

    operations = [
        migrations.RunSQL(
            composite_key("fees_charge", "settled_in_id", "fees_invoicerun"),
            "ALTER TABLE fees_charge DROP CONSTRAINT fees_charge_settled_in_id_in_network;"
            " DROP INDEX fees_charge_settled_in_id_idx;",
        ),
        migrations.RunSQL(RULES, UNDO),
    ]
