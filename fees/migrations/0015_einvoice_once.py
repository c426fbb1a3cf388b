"""The e-invoice of an invoice is set once, like its paper."""

from django.db import migrations

KEEP = """
CREATE OR REPLACE FUNCTION app.keep_invoice() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    loose text[] := ARRAY['document_id'%s];
BEGIN
    IF pg_trigger_depth() > 1 THEN
        loose := loose || ARRAY['state', 'balance'];
    END IF;
    IF to_jsonb(NEW) - loose IS DISTINCT FROM to_jsonb(OLD) - loose
        OR (OLD.document_id IS NOT NULL AND NEW.document_id IS DISTINCT FROM OLD.document_id)%s
    THEN
        RAISE EXCEPTION 'an issued invoice stays as it is; write a credit note'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
"""
ONCE = """
        OR (OLD.einvoice_id IS NOT NULL AND NEW.einvoice_id IS DISTINCT FROM OLD.einvoice_id)"""


class Migration(migrations.Migration):
    dependencies = [("fees", "0014_einvoices")]

    operations = [migrations.RunSQL(KEEP % (", 'einvoice_id'", ONCE), KEEP % ("", ""))]
