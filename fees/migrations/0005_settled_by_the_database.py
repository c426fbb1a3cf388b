"""Balances that only allocations move, payments placed once, and the locks on their tables."""

from django.db import migrations

from network.schema import composite_key, lock

BALANCES = """
-- What is left of an invoice begins with all of it; only an allocation moves it on.
CREATE FUNCTION app.begin_invoice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.balance := NEW.total;
    NEW.state := 'issued';
    RETURN NEW;
END $$;
CREATE TRIGGER fees_invoice_begins BEFORE INSERT ON fees_invoice
    FOR EACH ROW EXECUTE FUNCTION app.begin_invoice();

CREATE OR REPLACE FUNCTION app.keep_invoice() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    loose text[] := ARRAY['document_id'];
BEGIN
    IF pg_trigger_depth() > 1 THEN
        loose := loose || ARRAY['state', 'balance'];
    END IF;
    IF to_jsonb(NEW) - loose IS DISTINCT FROM to_jsonb(OLD) - loose
        OR (OLD.document_id IS NOT NULL AND NEW.document_id IS DISTINCT FROM OLD.document_id)
    THEN
        RAISE EXCEPTION 'an issued invoice stays as it is; write a credit note'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION app.begin_payment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW."left" := NEW.amount;
    RETURN NEW;
END $$;
CREATE TRIGGER fees_payment_begins BEFORE INSERT ON fees_payment
    FOR EACH ROW EXECUTE FUNCTION app.begin_payment();

CREATE FUNCTION app.keep_payment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    loose text[] := ARRAY['membership_id', 'set_aside', 'why_aside'];
BEGIN
    IF pg_trigger_depth() > 1 THEN
        loose := loose || ARRAY['left'];
    END IF;
    IF to_jsonb(NEW) - loose IS DISTINCT FROM to_jsonb(OLD) - loose THEN
        RAISE EXCEPTION 'a payment stays as the bank told it'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER fees_payment_stays BEFORE UPDATE ON fees_payment
    FOR EACH ROW EXECUTE FUNCTION app.keep_payment();
CREATE TRIGGER fees_payment_no_delete BEFORE DELETE ON fees_payment
    FOR EACH ROW EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER fees_payment_keep BEFORE TRUNCATE ON fees_payment
    FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();

-- An allocation moves the balance of its invoice and what is left of its payment at once. The
-- rows' own checks refuse to settle more than is owed or to place more than was paid.
CREATE FUNCTION app.allocate() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    undone public.fees_allocation;
    paid numeric;
    credited numeric;
    written numeric;
BEGIN
    IF NEW.undoes_id IS NOT NULL THEN
        SELECT * INTO undone FROM public.fees_allocation
         WHERE network_id = NEW.network_id AND id = NEW.undoes_id;
        IF undone.undoes_id IS NOT NULL OR (undone.invoice_id, undone.kind, undone.amount,
            undone.payment_id, undone.other_id) IS DISTINCT FROM (NEW.invoice_id, NEW.kind,
            -NEW.amount, NEW.payment_id, NEW.other_id)
        THEN
            RAISE EXCEPTION 'undoing an allocation repeats it below zero'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    ELSIF NOT EXISTS (
        SELECT FROM public.fees_invoice
         WHERE network_id = NEW.network_id AND id = NEW.invoice_id AND is_credit = (NEW.amount < 0)
    ) THEN
        RAISE EXCEPTION 'an invoice is settled from above zero, a credit note from below'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    SELECT coalesce(sum(amount) FILTER (WHERE kind = 'payment'), 0),
           coalesce(sum(amount) FILTER (WHERE kind = 'credit'), 0),
           coalesce(sum(amount) FILTER (WHERE kind = 'write_off'), 0)
      INTO paid, credited, written
      FROM public.fees_allocation
     WHERE network_id = NEW.network_id AND invoice_id = NEW.invoice_id;
    UPDATE public.fees_invoice
       SET balance = balance - NEW.amount,
           state = CASE
               WHEN balance - NEW.amount <> 0
                   THEN CASE WHEN paid <> 0 THEN 'part_paid' ELSE 'issued' END
               WHEN paid <> 0 OR is_credit THEN 'paid'
               WHEN credited <> 0 THEN 'credited'
               WHEN written <> 0 THEN 'written_off'
               ELSE 'paid' END
     WHERE network_id = NEW.network_id AND id = NEW.invoice_id
       AND membership_id = NEW.membership_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the allocation names another payer than its invoice'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.payment_id IS NOT NULL THEN
        UPDATE public.fees_payment SET "left" = "left" - NEW.amount
         WHERE network_id = NEW.network_id AND id = NEW.payment_id;
    END IF;
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION app.allocate FROM PUBLIC;
CREATE TRIGGER fees_allocation_moves AFTER INSERT ON fees_allocation
    FOR EACH ROW EXECUTE FUNCTION app.allocate();

-- Setting a credit note off makes two rows that cancel each other.
CREATE FUNCTION app.check_set_off() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.kind = 'credit' AND (
        SELECT sum(amount) FROM public.fees_allocation
         WHERE network_id = NEW.network_id AND kind = 'credit'
           AND ((invoice_id = NEW.invoice_id AND other_id = NEW.other_id)
                OR (invoice_id = NEW.other_id AND other_id = NEW.invoice_id))
    ) <> 0 THEN
        RAISE EXCEPTION 'a credit note is set off on both sides'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION app.check_set_off FROM PUBLIC;
CREATE CONSTRAINT TRIGGER fees_allocation_set_off AFTER INSERT ON fees_allocation
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.check_set_off();

-- All credit notes of an invoice together never give back more than it was on.
CREATE FUNCTION app.check_credits() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    corrected public.fees_invoice;
BEGIN
    IF NEW.corrects_id IS NULL THEN
        RETURN NULL;
    END IF;
    SELECT * INTO corrected FROM public.fees_invoice
     WHERE network_id = NEW.network_id AND id = NEW.corrects_id FOR NO KEY UPDATE;
    IF corrected.is_credit OR corrected.membership_id <> NEW.membership_id
        OR corrected.total + (
            SELECT sum(total) FROM public.fees_invoice
             WHERE network_id = NEW.network_id AND corrects_id = NEW.corrects_id
        ) < 0
    THEN
        RAISE EXCEPTION 'more would be credited than the invoice was on'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION app.check_credits FROM PUBLIC;
CREATE TRIGGER fees_invoice_credits AFTER INSERT ON fees_invoice
    FOR EACH ROW EXECUTE FUNCTION app.check_credits();
"""
UNDO = """
DROP TRIGGER fees_invoice_credits ON fees_invoice;
DROP FUNCTION app.check_credits;
DROP TRIGGER fees_allocation_set_off ON fees_allocation;
DROP FUNCTION app.check_set_off;
DROP TRIGGER fees_allocation_moves ON fees_allocation;
DROP FUNCTION app.allocate;
DROP TRIGGER fees_payment_keep ON fees_payment;
DROP TRIGGER fees_payment_no_delete ON fees_payment;
DROP TRIGGER fees_payment_stays ON fees_payment;
DROP FUNCTION app.keep_payment;
DROP TRIGGER fees_payment_begins ON fees_payment;
DROP FUNCTION app.begin_payment;
CREATE OR REPLACE FUNCTION app.keep_invoice() RETURNS trigger LANGUAGE plpgsql AS $$
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
DROP TRIGGER fees_invoice_begins ON fees_invoice;
DROP FUNCTION app.begin_invoice;
"""
KEEPERS = ["whole", "money"]
MEMBERSHIP = {"membership_id": "members_membership"}


class Migration(migrations.Migration):
    dependencies = [("fees", "0004_money_both_ways")]

    operations = [
        migrations.RunSQL(BALANCES, UNDO),
        migrations.RunSQL(
            composite_key("fees_invoice", "corrects_id", "fees_invoice"),
            "ALTER TABLE fees_invoice DROP CONSTRAINT fees_invoice_corrects_id_in_network;"
            " DROP INDEX fees_invoice_corrects_id_idx;",
        ),
        lock("fees_paymentfile", read=KEEPERS, write=["money"], remove=[]),
        lock(
            "fees_payment",
            read=KEEPERS,
            write=["money"],
            remove=[],
            keys={**MEMBERSHIP, "file_id": "fees_paymentfile"},
        ),
        lock(
            "fees_allocation",
            read=[*KEEPERS, "reports", "ours"],
            write=["money"],
            keys={
                **MEMBERSHIP,
                "invoice_id": "fees_invoice",
                "payment_id": "fees_payment",
                "other_id": "fees_invoice",
                "undoes_id": "fees_allocation",
            },
            append_only=True,
        ),
    ]
