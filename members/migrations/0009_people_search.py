"""Search among people: parts of names, addresses, titles and units, "o" for "ö", by an index.

Row-level security keeps LIKE from the trigram index, so one function reads for everybody and
gives each scope what the policy of people would.
"""

from django.db import migrations

SEARCH = r"""
ALTER TABLE members_person ADD COLUMN folded text GENERATED ALWAYS AS (
    app.fold(name || ' ' || email || ' ' || title || ' ' || unit)
) STORED;
CREATE INDEX members_person_folded ON members_person
    USING gin (network_id, folded public.gin_trgm_ops) WITH (fastupdate = off);

CREATE FUNCTION app.find_people(p_words text[]) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    parts text[] := (
        SELECT array_agg('%' || replace(replace(replace(
            app.fold(w), '\', '\\'), '%', '\%'), '_', '\_') || '%' ORDER BY length(w) DESC)
          FROM unnest(p_words) w);
BEGIN
    -- The longest word through the index, the others on what it leaves.
    RETURN QUERY
    SELECT p.id FROM public.members_person p
     WHERE p.network_id = app.net() AND p.folded LIKE parts[1] AND p.folded LIKE ALL (parts)
       AND (app.whole() OR app.system() OR p.membership_id = ANY (app.memberships())
            OR p.id = ANY (app.people()) OR p.id = ANY (app.staff()));
END $$;
REVOKE ALL ON FUNCTION app.find_people FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.find_people TO portal_app;
"""

DROP = """
DROP FUNCTION app.find_people;
ALTER TABLE members_person DROP COLUMN folded;
"""


class Migration(migrations.Migration):
    dependencies = [("members", "0008_reference_locks"), ("network", "0006_words")]

    operations = [migrations.RunSQL(SEARCH, DROP)]
