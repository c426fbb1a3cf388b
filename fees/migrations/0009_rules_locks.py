"""A model that was charged by stays, series whose OCR numbers meet are refused; the locks."""

from django.db import migrations

from network.schema import composite_key, lock

# Charges from before the column name their model in what they were computed from.
FILL = """
ALTER TABLE fees_charge DISABLE TRIGGER fees_charge_stays;
UPDATE fees_charge c SET fee_model_id = m.id
  FROM (SELECT network_id, name, kind, min(id) AS id FROM fees_feemodel
         GROUP BY network_id, name, kind HAVING count(*) = 1) m
 WHERE m.network_id = c.network_id AND m.kind = c.kind AND m.name = c.basis ->> 'model';
ALTER TABLE fees_charge ENABLE TRIGGER fees_charge_stays;
"""

CHARGED = """
CREATE FUNCTION app.keep_fee_model() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    uses bigint;
    reach date;
BEGIN
    SELECT count(*), max(period_until) INTO uses, reach FROM public.fees_charge
     WHERE network_id = OLD.network_id AND fee_model_id = OLD.id;
    IF uses > 0 AND (TG_OP = 'DELETE'
        OR to_jsonb(NEW) - 'until' IS DISTINCT FROM to_jsonb(OLD) - 'until')
    THEN
        RAISE EXCEPTION 'a fee model that was charged by stays as it is; copy it'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    IF NEW.until < reach THEN
        RAISE EXCEPTION 'a fee model holds for all that it was charged for'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER fees_feemodel_stays BEFORE UPDATE OR DELETE ON fees_feemodel
    FOR EACH ROW EXECUTE FUNCTION app.keep_fee_model();

CREATE FUNCTION app.keep_fee_step() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    was jsonb := CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE to_jsonb(OLD) END;
    becomes jsonb := CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE to_jsonb(NEW) END;
BEGIN
    IF EXISTS (
        SELECT FROM public.fees_charge
         WHERE network_id = (coalesce(becomes, was) ->> 'network_id')::bigint
           AND fee_model_id = ANY (
               ARRAY[(was ->> 'model_id')::bigint, (becomes ->> 'model_id')::bigint])
    ) THEN
        RAISE EXCEPTION 'a fee model that was charged by stays as it is; copy it'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER fees_feestep_stays BEFORE INSERT OR UPDATE OR DELETE ON fees_feestep
    FOR EACH ROW EXECUTE FUNCTION app.keep_fee_step();
"""
UNDO_CHARGED = """
DROP TRIGGER fees_feestep_stays ON fees_feestep;
DROP FUNCTION app.keep_fee_step;
DROP TRIGGER fees_feemodel_stays ON fees_feemodel;
DROP FUNCTION app.keep_fee_model;
"""

SERIES = """
-- The OCR number holds only the digits of an invoice number, filled up with zeros in front where
-- the bank asks for a length: two series of one seller must differ in what is left of them.
CREATE FUNCTION app.series_digits(p_code text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
    SELECT ltrim(regexp_replace(p_code, '[^0-9]', '', 'g'), '0')
$$;
CREATE UNIQUE INDEX fees_number_series_digits
    ON fees_numberseries (seller_id, app.series_digits(code));

-- Said when the issuer is written down, also where the seller bills for another network.
CREATE FUNCTION app.check_issuer_series() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT FROM public.members_membership mine
          JOIN public.members_membership m ON m.authority_id = mine.authority_id
          JOIN public.fees_issuer i ON i.network_id = m.network_id AND i.membership_id = m.id
         WHERE mine.network_id = NEW.network_id AND mine.id = NEW.membership_id
           AND i.id <> NEW.id AND i.series <> NEW.series
           AND app.series_digits(i.series) = app.series_digits(NEW.series)
           AND extract(year FROM i.since) <= coalesce(extract(year FROM NEW.until), 9999)
           AND extract(year FROM NEW.since) <= coalesce(extract(year FROM i.until), 9999)
    ) THEN
        RAISE EXCEPTION 'another series of the seller gives the same OCR numbers'
            USING ERRCODE = 'unique_violation', CONSTRAINT = 'fees_issuer_series_meets';
    END IF;
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION app.check_issuer_series FROM PUBLIC;
CREATE TRIGGER fees_issuer_series_meets AFTER INSERT OR UPDATE ON fees_issuer
    FOR EACH ROW EXECUTE FUNCTION app.check_issuer_series();
"""
UNDO_SERIES = """
DROP TRIGGER fees_issuer_series_meets ON fees_issuer;
DROP FUNCTION app.check_issuer_series;
DROP INDEX fees_number_series_digits;
DROP FUNCTION app.series_digits;
"""


def _key(table: str, column: str, target: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        composite_key(table, column, target),
        f"ALTER TABLE {table} DROP CONSTRAINT {table}_{column}_in_network;"
        f" DROP INDEX {table}_{column}_idx;",
    )


class Migration(migrations.Migration):
    dependencies = [("fees", "0008_rules_and_budget")]

    operations = [
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        _key("fees_charge", "fee_model_id", "fees_feemodel"),
        _key("fees_feemodel", "replaces_id", "fees_feemodel"),
        migrations.RunSQL(CHARGED, UNDO_CHARGED),
        migrations.RunSQL(SERIES, UNDO_SERIES),
        lock(
            "fees_budgetline",
            read=["whole", "money", "reports"],
            write=["whole", "money"],
        ),
    ]
