"""Numbers without a gap, invoices that stay as issued, and the locks on the fees' tables."""

from django.db import migrations

from network.schema import lock

NUMBERS = """
-- The only source of invoice numbers. The counter's row stays locked until the invoice commits,
-- and a rollback gives the number back.
CREATE FUNCTION app.next_invoice_number(
    p_issuer bigint, p_year integer, OUT o_series bigint, OUT o_code text, OUT o_number integer
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    the_seller bigint;
    prefix text;
BEGIN
    IF NOT (app.money() OR app.system()) THEN
        RAISE EXCEPTION 'only an economist takes invoice numbers'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT m.authority_id, i.series INTO the_seller, prefix
      FROM public.fees_issuer i
      JOIN public.members_membership m
        ON m.network_id = i.network_id AND m.id = i.membership_id
     WHERE i.network_id = app.net() AND i.id = p_issuer;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the network has no such issuer' USING ERRCODE = 'no_data_found';
    END IF;
    INSERT INTO public.fees_numberseries AS s (seller_id, code, last)
    VALUES (the_seller, prefix || p_year, 1)
        ON CONFLICT (seller_id, code) DO UPDATE SET last = s.last + 1
    RETURNING s.id, s.code, s.last INTO o_series, o_code, o_number;
END $$;
REVOKE ALL ON FUNCTION app.next_invoice_number FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.next_invoice_number TO portal_app;

-- A number that was taken must be on an invoice when the transaction ends.
CREATE FUNCTION app.check_number_used() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM public.fees_invoice WHERE series_id = NEW.id AND number = NEW.last
    ) THEN
        RAISE EXCEPTION 'invoice number % of series % was taken and not used', NEW.last, NEW.code
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION app.check_number_used FROM PUBLIC;
CREATE CONSTRAINT TRIGGER fees_number_used AFTER INSERT OR UPDATE ON fees_numberseries
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.check_number_used();
CREATE FUNCTION app.check_number_follows() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.last <> OLD.last + 1 OR NEW.seller_id <> OLD.seller_id OR NEW.code <> OLD.code THEN
        RAISE EXCEPTION 'a number series only counts on'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION app.check_number_follows FROM PUBLIC;
CREATE TRIGGER fees_number_follows BEFORE UPDATE ON fees_numberseries
    FOR EACH ROW EXECUTE FUNCTION app.check_number_follows();
CREATE TRIGGER fees_number_stays BEFORE DELETE ON fees_numberseries
    FOR EACH ROW EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER fees_number_keep BEFORE TRUNCATE ON fees_numberseries
    FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
-- The networks of one seller share its series, and see nothing of each other in it.
REVOKE ALL ON fees_numberseries FROM portal_app;
"""

ISSUED = """
CREATE FUNCTION app.check_invoice_follows() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.number <> 1 AND NOT EXISTS (
        SELECT FROM public.fees_invoice
         WHERE series_id = NEW.series_id AND number = NEW.number - 1
    ) THEN
        RAISE EXCEPTION 'invoice number % has no predecessor in its series', NEW.number
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT EXISTS (
        SELECT FROM public.fees_numberseries s
          JOIN public.fees_issuer i ON i.network_id = NEW.network_id AND i.id = NEW.issuer_id
          JOIN public.members_membership m
            ON m.network_id = i.network_id AND m.id = i.membership_id
         WHERE s.id = NEW.series_id AND s.seller_id = m.authority_id AND s.last = NEW.number
    ) THEN
        RAISE EXCEPTION 'the number was not taken from the series of the seller'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION app.check_invoice_follows FROM PUBLIC;
CREATE TRIGGER fees_invoice_follows BEFORE INSERT ON fees_invoice
    FOR EACH ROW EXECUTE FUNCTION app.check_invoice_follows();

CREATE FUNCTION app.keep_invoice() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    loose text[] := ARRAY['state', 'document_id'];
BEGIN
    IF to_jsonb(NEW) - loose IS DISTINCT FROM to_jsonb(OLD) - loose
        OR (OLD.document_id IS NOT NULL AND NEW.document_id IS DISTINCT FROM OLD.document_id)
    THEN
        RAISE EXCEPTION 'an issued invoice stays as it is; write a credit note'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER fees_invoice_stays BEFORE UPDATE ON fees_invoice
    FOR EACH ROW EXECUTE FUNCTION app.keep_invoice();
CREATE TRIGGER fees_invoice_no_delete BEFORE DELETE ON fees_invoice
    FOR EACH ROW EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER fees_invoice_keep BEFORE TRUNCATE ON fees_invoice
    FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();

-- An invoice is the sum of its lines, so none can be added later either.
CREATE FUNCTION app.check_invoice_sum() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    the_invoice bigint := (to_jsonb(NEW) ->> TG_ARGV[0])::bigint;
BEGIN
    IF NOT EXISTS (
        SELECT FROM public.fees_invoice i
          JOIN public.fees_invoiceline l
            ON l.network_id = i.network_id AND l.invoice_id = i.id
         WHERE i.id = the_invoice GROUP BY i.id, i.net HAVING sum(l.net) = i.net
    ) THEN
        RAISE EXCEPTION 'the lines do not add up to the invoice'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION app.check_invoice_sum FROM PUBLIC;
CREATE CONSTRAINT TRIGGER fees_invoice_sum AFTER INSERT ON fees_invoice
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.check_invoice_sum('id');
CREATE CONSTRAINT TRIGGER fees_invoiceline_sum AFTER INSERT ON fees_invoiceline
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.check_invoice_sum('invoice_id');

CREATE FUNCTION app.keep_charge() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER fees_charge_stays BEFORE UPDATE OR DELETE ON fees_charge
    FOR EACH ROW EXECUTE FUNCTION app.keep_charge();
CREATE TRIGGER fees_charge_keep BEFORE TRUNCATE ON fees_charge
    FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();

-- Bands begin at one employee, or somebody would pay by no band.
CREATE FUNCTION app.check_first_step() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    the_row jsonb := CASE WHEN TG_OP = 'DELETE' THEN to_jsonb(OLD) ELSE to_jsonb(NEW) END;
    the_model bigint := (the_row ->> TG_ARGV[0])::bigint;
BEGIN
    IF EXISTS (
        SELECT FROM public.fees_feemodel WHERE id = the_model AND method IN ('bands', 'heads')
    ) AND NOT EXISTS (
        SELECT FROM public.fees_feestep WHERE model_id = the_model AND lower = 1
    ) THEN
        RAISE EXCEPTION 'the first step begins at one employee'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION app.check_first_step FROM PUBLIC;
CREATE CONSTRAINT TRIGGER fees_feemodel_first_step AFTER INSERT OR UPDATE ON fees_feemodel
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.check_first_step('id');
CREATE CONSTRAINT TRIGGER fees_feestep_first_step AFTER UPDATE OR DELETE ON fees_feestep
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.check_first_step('model_id');
"""

UNDO = """
DROP TRIGGER fees_feestep_first_step ON fees_feestep;
DROP TRIGGER fees_feemodel_first_step ON fees_feemodel;
DROP FUNCTION app.check_first_step;
DROP TRIGGER fees_charge_keep ON fees_charge;
DROP TRIGGER fees_charge_stays ON fees_charge;
DROP FUNCTION app.keep_charge;
DROP TRIGGER fees_invoiceline_sum ON fees_invoiceline;
DROP TRIGGER fees_invoice_sum ON fees_invoice;
DROP FUNCTION app.check_invoice_sum;
DROP TRIGGER fees_invoice_keep ON fees_invoice;
DROP TRIGGER fees_invoice_no_delete ON fees_invoice;
DROP TRIGGER fees_invoice_stays ON fees_invoice;
DROP FUNCTION app.keep_invoice;
DROP TRIGGER fees_invoice_follows ON fees_invoice;
DROP FUNCTION app.check_invoice_follows;
"""
UNDO_NUMBERS = """
GRANT SELECT, INSERT, UPDATE, DELETE ON fees_numberseries TO portal_app;
DROP TRIGGER fees_number_keep ON fees_numberseries;
DROP TRIGGER fees_number_stays ON fees_numberseries;
DROP TRIGGER fees_number_follows ON fees_numberseries;
DROP FUNCTION app.check_number_follows;
DROP TRIGGER fees_number_used ON fees_numberseries;
DROP FUNCTION app.check_number_used;
DROP FUNCTION app.next_invoice_number;
"""

MEMBERSHIP = {"membership_id": "members_membership"}
KEEPERS = ["whole", "money"]
FOLLOWERS = ["whole", "money", "reports"]


class Migration(migrations.Migration):
    dependencies = [
        ("fees", "0001_charges_and_invoices"),
        ("members", "0002_grants_and_locks"),
    ]

    operations = [
        migrations.RunSQL(NUMBERS, UNDO_NUMBERS),
        migrations.RunSQL(ISSUED, UNDO),
        lock("fees_issuer", read=FOLLOWERS, write=KEEPERS, keys=MEMBERSHIP),
        lock("fees_feemodel", read=["everyone"], write=KEEPERS),
        lock("fees_feestep", read=["everyone"], write=KEEPERS, keys={"model_id": "fees_feemodel"}),
        lock("fees_vatrule", read=FOLLOWERS, write=["money"]),
        lock(
            "fees_invoicerun",
            read=KEEPERS,
            write=["money"],
            keys={"issuer_id": "fees_issuer"},
        ),
        lock(
            "fees_invoice",
            read=[*FOLLOWERS, "ours"],
            write=["money"],
            remove=[],
            keys={
                **MEMBERSHIP,
                "run_id": "fees_invoicerun",
                "issuer_id": "fees_issuer",
                "document_id": "network_document",
            },
        ),
        lock(
            "fees_charge",
            read=[*FOLLOWERS, "ours"],
            write=["money"],
            keys={
                **MEMBERSHIP,
                "vat_rule_id": "fees_vatrule",
                "run_id": "fees_invoicerun",
                "invoice_id": "fees_invoice",
            },
        ),
        lock(
            "fees_invoiceline",
            read=[*FOLLOWERS, "ours"],
            write=["money"],
            keys={**MEMBERSHIP, "invoice_id": "fees_invoice", "charge_id": "fees_charge"},
            append_only=True,
        ),
    ]
