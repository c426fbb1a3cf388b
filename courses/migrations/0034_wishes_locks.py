"""Who reads wishes: only the authority that asked for them, and who wished.

Two doors for those who may read nothing: how many other authorities need something, in numbers
alone, and a wish by the shared address, whose secret is all that it asks for.
"""

from django.db import migrations

from network.schema import lock

FUNCTIONS = """
-- How many other authorities ask for a course, or for something of an area in own words. Fewer
-- than two would tell which.
CREATE FUNCTION app.others_need(p_campaign bigint)
RETURNS TABLE (candidate_id bigint, area_id bigint, members bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT l.candidate_id, CASE WHEN l.candidate_id IS NULL THEN l.area_id END,
           count(DISTINCT l.membership_id)
      FROM public.courses_needline l
      JOIN public.courses_needsanswer a ON a.network_id = l.network_id AND a.id = l.answer_id
     WHERE l.network_id = app.net() AND a.campaign_id = p_campaign AND l.spring + l.autumn > 0
       AND NOT l.membership_id = ANY (app.memberships()::bigint[])
       AND (l.candidate_id IS NOT NULL OR l.area_id IS NOT NULL)
     GROUP BY 1, 2 HAVING count(DISTINCT l.membership_id) >= 2
$$;

-- What the holder of an authority's shared address may know: who asks, until when, what there is.
CREATE FUNCTION app.wish_call(p_net bigint, p_digest bytea)
RETURNS TABLE (authority text, words text, closes_on date, is_open boolean, year integer,
    candidates jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT trim(y.name || ' ' || m.part), w.words::text, w.closes_on,
           w.ended_at IS NULL AND w.closes_on >= app.today() AND c.state = 'open',
           c.year::integer,
           (SELECT coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'sv', k.title_sv,
                       'en', k.title_en) ORDER BY k.position, k.id), '[]')
              FROM public.courses_candidate k
             WHERE k.network_id = w.network_id AND k.campaign_id = w.campaign_id
               AND k.merged_into_id IS NULL)
      FROM public.courses_wishcall w
      JOIN public.courses_campaign c ON c.network_id = w.network_id AND c.id = w.campaign_id
      JOIN public.members_membership m ON m.network_id = w.network_id AND m.id = w.membership_id
      JOIN public.members_authority y ON y.id = m.authority_id
     WHERE w.network_id = p_net AND w.digest = p_digest
$$;

-- A wish by the shared address, from nobody in particular; at most a thousand of them.
CREATE FUNCTION app.leave_wish(
    p_net bigint, p_digest bytea, p_candidate bigint, p_text text, p_term text, p_seats integer,
    p_why text, p_unit text
) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    asked public.courses_wishcall;
BEGIN
    SELECT w.* INTO asked FROM public.courses_wishcall w
     WHERE w.network_id = p_net AND w.digest = p_digest FOR UPDATE;
    IF NOT FOUND THEN RETURN 'unknown'; END IF;
    IF NOT (SELECT k.is_open FROM app.wish_call(p_net, p_digest) k) THEN RETURN 'over'; END IF;
    IF (SELECT count(*) FROM public.courses_wish x
         WHERE x.network_id = p_net AND x.call_id = asked.id AND x.person_id IS NULL) >= 1000 THEN
        RETURN 'full';
    END IF;
    IF p_candidate IS NOT NULL THEN
        PERFORM FROM public.courses_candidate k
          WHERE k.network_id = p_net AND k.campaign_id = asked.campaign_id AND k.id = p_candidate;
        IF NOT FOUND THEN RETURN 'unknown'; END IF;
    END IF;
    INSERT INTO public.courses_wish (network_id, call_id, membership_id, candidate_id, text, term,
        seats, why, unit, person_id, at)
    VALUES (p_net, asked.id, asked.membership_id, p_candidate, p_text, p_term, p_seats, p_why,
        p_unit, NULL, now());
    RETURN 'kept';
END $$;

REVOKE ALL ON FUNCTION app.others_need, app.wish_call, app.leave_wish FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.others_need, app.wish_call, app.leave_wish TO portal_app;
"""
DROP = "DROP FUNCTION app.leave_wish, app.wish_call, app.others_need;"
COLLEAGUES = (
    "membership_id IN (SELECT p.membership_id FROM members_person p"
    " WHERE p.id = ANY ((SELECT app.people())::bigint[]))"
)


class Migration(migrations.Migration):
    dependencies = [("courses", "0033_wishes"), ("members", "0011_council")]

    operations = [
        lock(
            "courses_wishcall",
            read=["ours", "colleagues"],
            write=["ours"],
            remove=[],
            clauses={"colleagues": COLLEAGUES},
            keys={"campaign_id": "courses_campaign", "membership_id": "members_membership"},
        ),
        lock(
            "courses_wish",
            read=["ours", "mine"],
            write=["ours"],
            insert=["own"],
            remove=["ours", "mine"],
            clauses={"own": f"person_id = ANY ((SELECT app.people())::bigint[]) AND {COLLEAGUES}"},
            keys={
                "call_id": "courses_wishcall",
                "membership_id": "members_membership",
                "candidate_id": "courses_candidate",
                "person_id": "members_person",
            },
        ),
        migrations.RunSQL(FUNCTIONS, DROP),
    ]
