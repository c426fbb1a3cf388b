"""A lender's charges go on its own invoices, and a lender reads what it sells and how it bills."""

from django.db import migrations

from network.schema import composite_key, condition

SOLD = {"sold": "seller_id = ANY ((SELECT app.memberships())::bigint[])"}

RULES = """
-- A run of staff loans bills what its lender sells; every other run what the host sells.
CREATE FUNCTION app.check_charge_seller() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM public.fees_invoicerun r
          JOIN public.fees_issuer i ON i.network_id = r.network_id AND i.id = r.issuer_id
         WHERE r.network_id = NEW.network_id AND r.id = NEW.run_id
           AND NEW.seller_id IS DISTINCT FROM
               CASE WHEN r.kind = 'staff_loan' THEN i.membership_id END
    ) THEN
        RAISE EXCEPTION 'a run bills what its own issuer sells'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION app.check_charge_seller FROM PUBLIC;
CREATE TRIGGER fees_charge_seller BEFORE INSERT OR UPDATE ON fees_charge
    FOR EACH ROW WHEN (NEW.run_id IS NOT NULL)
    EXECUTE FUNCTION app.check_charge_seller();
"""
POLICIES = f"""
CREATE POLICY lender_reads ON fees_charge FOR SELECT TO portal_app
    USING ({condition(["sold"], SOLD)});
CREATE POLICY own_reads ON fees_issuer FOR SELECT TO portal_app USING ({condition(["ours"])});
"""
UNDO = """
DROP POLICY own_reads ON fees_issuer;
DROP POLICY lender_reads ON fees_charge;
DROP TRIGGER fees_charge_seller ON fees_charge;
DROP FUNCTION app.check_charge_seller;
"""


class Migration(migrations.Migration):
    dependencies = [("fees", "0026_sellers")]

    operations = [
        migrations.RunSQL(
            composite_key("fees_charge", "seller_id", "members_membership"),
            "ALTER TABLE fees_charge DROP CONSTRAINT fees_charge_seller_id_in_network;"
            " DROP INDEX fees_charge_seller_id_idx;",
        ),
        migrations.RunSQL(RULES + POLICIES, UNDO),
    ]
