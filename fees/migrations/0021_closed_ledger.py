"""Vouchers that sum to nothing, batches that stay closed, dispatches that are not called back."""

from django.db import migrations

from network.schema import lock

CLOSED = """
-- A batch is made and closed in one transaction; after that nothing of it changes.
CREATE FUNCTION app.keep_ledger_batch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.closed_at IS NOT NULL OR NEW.closed_at IS NULL
        OR to_jsonb(NEW) - ARRAY['closed_at', 'debit']
            IS DISTINCT FROM to_jsonb(OLD) - ARRAY['closed_at', 'debit']
    THEN
        RAISE EXCEPTION 'a ledger batch stays as it was closed'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER fees_ledgerbatch_stays BEFORE UPDATE ON fees_ledgerbatch
    FOR EACH ROW EXECUTE FUNCTION app.keep_ledger_batch();
CREATE TRIGGER fees_ledgerbatch_no_delete BEFORE DELETE ON fees_ledgerbatch
    FOR EACH ROW EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER fees_ledgerbatch_keep BEFORE TRUNCATE ON fees_ledgerbatch
    FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();

CREATE FUNCTION app.check_ledger_closed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM public.fees_ledgerbatch b
         WHERE b.network_id = NEW.network_id AND b.id = NEW.id AND b.closed_at IS NOT NULL
           AND b.debit = (
               SELECT coalesce(sum(r.amount) FILTER (WHERE r.amount > 0), 0)
                 FROM public.fees_ledgervoucher v
                 JOIN public.fees_ledgerrow r
                   ON r.network_id = v.network_id AND r.voucher_id = v.id
                WHERE v.network_id = b.network_id AND v.batch_id = b.id)
    ) THEN
        RAISE EXCEPTION 'a ledger batch is closed with its sum when it is made'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION app.check_ledger_closed FROM PUBLIC;
CREATE CONSTRAINT TRIGGER fees_ledgerbatch_closed AFTER INSERT ON fees_ledgerbatch
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.check_ledger_closed();

CREATE FUNCTION app.check_ledger_open() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    the_batch bigint;
BEGIN
    IF TG_TABLE_NAME = 'fees_ledgervoucher' THEN
        the_batch := NEW.batch_id;
    ELSE
        SELECT batch_id INTO the_batch FROM public.fees_ledgervoucher
         WHERE network_id = NEW.network_id AND id = NEW.voucher_id;
    END IF;
    IF EXISTS (
        SELECT FROM public.fees_ledgerbatch
         WHERE network_id = NEW.network_id AND id = the_batch AND closed_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'a closed ledger batch takes no more vouchers'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION app.check_ledger_open FROM PUBLIC;
CREATE TRIGGER fees_ledgervoucher_open BEFORE INSERT ON fees_ledgervoucher
    FOR EACH ROW EXECUTE FUNCTION app.check_ledger_open();
CREATE TRIGGER fees_ledgerrow_open BEFORE INSERT ON fees_ledgerrow
    FOR EACH ROW EXECUTE FUNCTION app.check_ledger_open();

CREATE FUNCTION app.check_voucher_sum() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    the_voucher bigint := (to_jsonb(NEW) ->> TG_ARGV[0])::bigint;
BEGIN
    IF (
        SELECT sum(amount) FROM public.fees_ledgerrow
         WHERE network_id = NEW.network_id AND voucher_id = the_voucher
    ) IS DISTINCT FROM 0 THEN
        RAISE EXCEPTION 'a voucher sums to 0'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION app.check_voucher_sum FROM PUBLIC;
CREATE CONSTRAINT TRIGGER fees_ledgervoucher_sum AFTER INSERT ON fees_ledgervoucher
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.check_voucher_sum('id');
CREATE CONSTRAINT TRIGGER fees_ledgerrow_sum AFTER INSERT ON fees_ledgerrow
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.check_voucher_sum('voucher_id');

-- What has left is not called back, and a dispatch stays that of its invoice.
CREATE FUNCTION app.keep_dispatch() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    loose text[] := ARRAY['state', 'state_at', 'sent_at', 'told', 'tries', 'due_at', 'made_by'];
BEGIN
    IF to_jsonb(NEW) - loose IS DISTINCT FROM to_jsonb(OLD) - loose
        OR (NEW.state = 'cancelled'
            AND OLD.state NOT IN ('waiting', 'failed', 'no_address', 'cancelled'))
        OR (NEW.state = 'waiting' AND OLD.state <> 'waiting')
        OR (OLD.state IN ('rejected', 'failed', 'cancelled') AND NEW.state IN ('sending', 'sent'))
    THEN
        RAISE EXCEPTION 'an e-invoice that has left is not called back'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER fees_dispatch_stays BEFORE UPDATE ON fees_dispatch
    FOR EACH ROW EXECUTE FUNCTION app.keep_dispatch();
CREATE TRIGGER fees_dispatch_no_delete BEFORE DELETE ON fees_dispatch
    FOR EACH ROW EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER fees_dispatch_keep BEFORE TRUNCATE ON fees_dispatch
    FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
"""

UNDO = """
DROP TRIGGER fees_dispatch_keep ON fees_dispatch;
DROP TRIGGER fees_dispatch_no_delete ON fees_dispatch;
DROP TRIGGER fees_dispatch_stays ON fees_dispatch;
DROP FUNCTION app.keep_dispatch;
DROP TRIGGER fees_ledgerrow_sum ON fees_ledgerrow;
DROP TRIGGER fees_ledgervoucher_sum ON fees_ledgervoucher;
DROP FUNCTION app.check_voucher_sum;
DROP TRIGGER fees_ledgerrow_open ON fees_ledgerrow;
DROP TRIGGER fees_ledgervoucher_open ON fees_ledgervoucher;
DROP FUNCTION app.check_ledger_open;
DROP TRIGGER fees_ledgerbatch_closed ON fees_ledgerbatch;
DROP FUNCTION app.check_ledger_closed;
DROP TRIGGER fees_ledgerbatch_keep ON fees_ledgerbatch;
DROP TRIGGER fees_ledgerbatch_no_delete ON fees_ledgerbatch;
DROP TRIGGER fees_ledgerbatch_stays ON fees_ledgerbatch;
DROP FUNCTION app.keep_ledger_batch;
"""

KEEPERS = ["whole", "money"]
HOST = {"host_id": "members_membership"}
MEMBERSHIP = {"membership_id": "members_membership"}


class Migration(migrations.Migration):
    dependencies = [("fees", "0020_dispatch_and_ledger")]

    operations = [
        migrations.RunSQL(CLOSED, UNDO),
        lock(
            "fees_dispatch",
            read=[*KEEPERS, "reports", "ours"],
            write=["money"],
            remove=[],
            keys={**MEMBERSHIP, "invoice_id": "fees_invoice"},
        ),
        lock("fees_accountrule", read=KEEPERS, write=["money"], keys=HOST),
        lock("fees_counterparty", read=KEEPERS, write=["money"], keys={**HOST, **MEMBERSHIP}),
        lock("fees_ledgerlayout", read=KEEPERS, write=["money"]),
        lock("fees_ledgerbatch", read=KEEPERS, write=["money"], remove=[], keys=HOST),
        lock(
            "fees_ledgervoucher",
            read=KEEPERS,
            write=["money"],
            keys={
                **MEMBERSHIP,
                "batch_id": "fees_ledgerbatch",
                "invoice_id": "fees_invoice",
                "allocation_id": "fees_allocation",
            },
            append_only=True,
        ),
        lock(
            "fees_ledgerrow",
            read=KEEPERS,
            write=["money"],
            keys={"voucher_id": "fees_ledgervoucher"},
            append_only=True,
        ),
        lock(
            "fees_ledgerfile",
            read=KEEPERS,
            write=["money"],
            keys={"batch_id": "fees_ledgerbatch"},
            append_only=True,
        ),
    ]
