"""What every search is made of: letters without their marks, and words as a question."""

from django.db import migrations

FROM = "åäáàâãæéèêëíìîïóòôöõøúùûüýÿçñ"
TO = "aaaaaaaeeeeiiiioooooouuuuyycn"

FOLD = f"""
CREATE FUNCTION app.fold(p_text text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
    AS $$ SELECT translate(lower(p_text), '{FROM}{FROM.upper()}', '{TO}{TO}') $$;
"""

QUERY = r"""
-- Every word, and the last one as the beginning of a word; each quoted, so that no sign of
-- theirs is read as an operator.
CREATE FUNCTION app.words_query(p_config regconfig, p_words text[]) RETURNS tsquery
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(to_tsquery(p_config, string_agg(
        '''' || replace(replace(w, '\', ''), '''', '') || '''', ' & ' ORDER BY n) || ':*'),
        ''::tsquery)
      FROM unnest(p_words) WITH ORDINALITY AS asked (w, n)
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("network", "0005_public_scope")]

    operations = [
        migrations.RunSQL(FOLD + QUERY, "DROP FUNCTION app.words_query; DROP FUNCTION app.fold;")
    ]
