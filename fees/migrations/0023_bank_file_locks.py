"""Bank files that stay as the bank made them, money set aside that no invoice takes, and locks."""

from django.db import migrations

from network.schema import condition, lock

KEEP = """
CREATE OR REPLACE FUNCTION app.keep_payment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    loose text[] := ARRAY[{loose}];
BEGIN
    IF pg_trigger_depth() > 1 THEN
        loose := loose || ARRAY['left'];
    END IF;
    IF to_jsonb(NEW) - loose IS DISTINCT FROM to_jsonb(OLD) - loose THEN
        RAISE EXCEPTION 'a payment stays as the bank told it'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    {aside}
    RETURN NEW;
END $$;
"""
BEFORE = KEEP.format(loose="'membership_id', 'set_aside', 'why_aside'", aside="")
AFTER = KEEP.format(
    loose="'membership_id', 'set_aside', 'why_aside', 'repaid_on', 'finding', 'named'",
    aside="""IF OLD.set_aside AND NEW."left" < OLD."left" THEN
        RAISE EXCEPTION 'the payment is set aside: no invoice takes of it'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;""",
)

FILES = f"""
-- A bank file is thrown away before its payments are taken in, and never after.
CREATE FUNCTION app.keep_payment_file() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    loose text[] := ARRAY['taken_at', 'taken_by', 'told'];
BEGIN
    IF OLD.taken_at IS NOT NULL THEN
        RAISE EXCEPTION 'a bank file that is taken in stays'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    IF to_jsonb(NEW) - loose IS DISTINCT FROM to_jsonb(OLD) - loose THEN
        RAISE EXCEPTION 'a bank file stays as the bank made it'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER fees_paymentfile_stays BEFORE UPDATE OR DELETE ON fees_paymentfile
    FOR EACH ROW EXECUTE FUNCTION app.keep_payment_file();
CREATE TRIGGER fees_paymentfile_keep BEFORE TRUNCATE ON fees_paymentfile
    FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
DROP POLICY removes ON fees_paymentfile;
CREATE POLICY removes ON fees_paymentfile FOR DELETE TO portal_app USING ({condition(["money"])});
"""
UNDO = f"""
DROP POLICY removes ON fees_paymentfile;
CREATE POLICY removes ON fees_paymentfile FOR DELETE TO portal_app USING ({condition([])});
DROP TRIGGER fees_paymentfile_keep ON fees_paymentfile;
DROP TRIGGER fees_paymentfile_stays ON fees_paymentfile;
DROP FUNCTION app.keep_payment_file;
"""


class Migration(migrations.Migration):
    dependencies = [("fees", "0022_bank_files")]

    operations = [
        migrations.RunSQL(AFTER, BEFORE),
        migrations.RunSQL(FILES, UNDO),
        lock(
            "fees_bankaccount",
            read=["whole", "money"],
            write=["money"],
            keys={"membership_id": "members_membership"},
        ),
    ]
