"""Search among courses: stems in both languages, beginnings of words, "o" for "ö", and slips.

Row-level security keeps full text search from its indexes, so one function reads for everybody
and gives each scope what its policies would: announced runs' courses, public ones in the open,
all to those who keep them.
"""

from django.db import migrations

COLUMNS = """
ALTER TABLE courses_course
    ADD COLUMN words tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('pg_catalog.swedish'::regconfig, title_sv), 'A')
        || setweight(to_tsvector('pg_catalog.english'::regconfig, title_en), 'A')
        || setweight(to_tsvector('pg_catalog.swedish'::regconfig, summary_sv), 'B')
        || setweight(to_tsvector('pg_catalog.english'::regconfig, summary_en), 'B')
        || setweight(to_tsvector('pg_catalog.swedish'::regconfig, audience_sv), 'C')
        || setweight(to_tsvector('pg_catalog.english'::regconfig, audience_en), 'C')
    ) STORED,
    ADD COLUMN folded_words tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('pg_catalog.simple'::regconfig,
            app.fold(title_sv || ' ' || title_en)), 'A')
        || setweight(to_tsvector('pg_catalog.simple'::regconfig, app.fold(
            summary_sv || ' ' || summary_en || ' ' || audience_sv || ' ' || audience_en)), 'C')
    ) STORED,
    ADD COLUMN folded_title text GENERATED ALWAYS AS (
        app.fold(title_sv || ' ' || title_en)
    ) STORED;
CREATE INDEX courses_course_words ON courses_course USING gin (network_id, words)
    WITH (fastupdate = off);
CREATE INDEX courses_course_folded ON courses_course USING gin (network_id, folded_words)
    WITH (fastupdate = off);
CREATE INDEX courses_course_title ON courses_course
    USING gin (network_id, folded_title public.gin_trgm_ops) WITH (fastupdate = off);
"""

FUNCTIONS = r"""
-- Whether the scope sees a course, as its policies have it.
CREATE FUNCTION app.sees_course(p_net bigint, p_course bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT app.whole() OR app.system() OR EXISTS (
        SELECT FROM public.courses_run r
         WHERE r.network_id = p_net AND r.course_id = p_course AND r.state <> 'planned'
           AND (r.is_public OR app.net() IS NOT NULL))
$$;

CREATE FUNCTION app.find_courses(p_words text[], p_most integer)
RETURNS TABLE (course_id bigint, rank real)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    net bigint := coalesce(app.net(), app.public_net());
    within boolean := app.net() IS NOT NULL;
    all_of_them boolean := app.whole() OR app.system();
    stems tsquery := app.words_query('pg_catalog.swedish', p_words)
                  || app.words_query('pg_catalog.english', p_words);
    folded tsquery := app.words_query('pg_catalog.simple',
        (SELECT array_agg(app.fold(w)) FROM unnest(p_words) w));
    part text := '%' || replace(replace(replace(
        app.fold(array_to_string(p_words, ' ')), '\', '\\'), '%', '\%'), '_', '\_') || '%';
BEGIN
    RETURN QUERY
    SELECT hits.id, max(hits.rank)::real FROM (
        SELECT c.id, 2 + ts_rank(c.words, stems) AS rank FROM public.courses_course c
         WHERE c.network_id = net AND c.words @@ stems
        UNION ALL
        SELECT c.id, 1.5 FROM public.courses_area a
          JOIN public.courses_course c ON c.network_id = a.network_id AND c.area_id = a.id
         WHERE a.network_id = net
           AND (to_tsvector('pg_catalog.swedish', a.name_sv)
                || to_tsvector('pg_catalog.english', a.name_en)) @@ stems
        UNION ALL
        SELECT c.id, 1 + ts_rank(c.folded_words, folded) FROM public.courses_course c
         WHERE c.network_id = net AND c.folded_words @@ folded
        UNION ALL
        SELECT c.id, 0.5 FROM public.courses_course c
         WHERE c.network_id = net AND c.folded_title LIKE part AND cardinality(p_words) > 0
    ) hits
    WHERE all_of_them OR hits.id IN (
        SELECT r.course_id FROM public.courses_run r
         WHERE r.network_id = net AND r.state <> 'planned' AND (r.is_public OR within))
    GROUP BY hits.id ORDER BY 2 DESC, 1 LIMIT p_most;
END $$;

-- The course that is most like words that found nothing: "Did you mean …".
CREATE FUNCTION app.most_like_course(p_words text[]) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET pg_trgm.word_similarity_threshold = 0.4 AS $$
    SELECT c.id FROM public.courses_course c
     WHERE c.network_id = coalesce(app.net(), app.public_net())
       AND app.fold(array_to_string(p_words, ' ')) OPERATOR(public.<%) c.folded_title
       AND app.sees_course(c.network_id, c.id)
     ORDER BY public.word_similarity(
        app.fold(array_to_string(p_words, ' ')), c.folded_title) DESC, c.id
     LIMIT 1
$$;
REVOKE ALL ON FUNCTION app.sees_course, app.find_courses, app.most_like_course FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.find_courses, app.most_like_course TO portal_app;
"""

DROP = """
DROP FUNCTION app.most_like_course, app.find_courses, app.sees_course;
ALTER TABLE courses_course
    DROP COLUMN folded_title, DROP COLUMN folded_words, DROP COLUMN words;
"""


class Migration(migrations.Migration):
    dependencies = [("courses", "0013_open_locks"), ("network", "0006_words")]

    operations = [migrations.RunSQL(COLUMNS + FUNCTIONS, DROP)]
