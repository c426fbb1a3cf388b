"""What the two of a pair may know of each other, and the locks on what follows a pair."""

from django.db import migrations

from network.schema import condition, lock

PAIR, ROUND = "mentorship_pair", "mentorship_mentorround"
OWN = "person_id = ANY ((SELECT app.people())::bigint[])"

PARTNERS = """
-- The other of each pair that one was asked about: name, title, authority, words and the areas
-- that both named. The mail address, and a protected name, once both have said yes; the words
-- while the pair stands. Never goals, other areas, or who is avoided.
CREATE FUNCTION app.mentor_partners()
RETURNS TABLE (pair_id bigint, name text, title text, email text, words text, areas text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT p.id,
           CASE WHEN other.protected AND yes.both_ THEN other.name
                WHEN other.protected THEN '' ELSE other.name END::text,
           CASE WHEN other.protected AND NOT yes.both_ THEN '' ELSE other.title END::text,
           CASE WHEN yes.both_ THEN other.email ELSE '' END::text,
           CASE WHEN p.ended_at IS NULL THEN theirs.words ELSE '' END::text,
           ARRAY(SELECT area::text FROM unnest(own.areas) area WHERE area = ANY (theirs.areas))
      FROM public.mentorship_pair p
      JOIN public.mentorship_interest own ON own.network_id = p.network_id
       AND own.id = CASE WHEN p.mentee_person_id = ANY (app.people())
                         THEN p.mentee_id ELSE p.mentor_id END
      JOIN public.mentorship_interest theirs ON theirs.network_id = p.network_id
       AND theirs.id = CASE WHEN p.mentee_person_id = ANY (app.people())
                            THEN p.mentor_id ELSE p.mentee_id END
      JOIN public.members_person other ON other.network_id = p.network_id
       AND other.id = theirs.person_id
     CROSS JOIN LATERAL (
        SELECT count(*) = 2 AS both_ FROM public.mentorship_pairanswer a
         WHERE a.network_id = p.network_id AND a.pair_id = p.id AND a.accepted) yes
     WHERE p.network_id = app.net() AND p.asked_at IS NOT NULL
       AND (p.mentee_person_id = ANY (app.people()) OR p.mentor_person_id = ANY (app.people()))
$$;
REVOKE ALL ON FUNCTION app.mentor_partners FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.mentor_partners TO portal_app;
-- The days that the other of a pair has ticked, without how it goes.
CREATE FUNCTION app.partner_days(p_pair bigint) RETURNS SETOF date
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT c.day FROM public.mentorship_contact c
      JOIN public.mentorship_pair p ON p.network_id = c.network_id AND p.id = c.pair_id
     WHERE c.network_id = app.net() AND c.pair_id = p_pair
       AND c.person_id <> ALL (app.people())
       AND (p.mentee_person_id = ANY (app.people()) OR p.mentor_person_id = ANY (app.people()))
$$;
REVOKE ALL ON FUNCTION app.partner_days FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.partner_days TO portal_app;
"""
NO_PARTNERS = "DROP FUNCTION app.partner_days; DROP FUNCTION app.mentor_partners;"

THE_TWO = (
    "EXISTS (SELECT 1 FROM mentorship_pair p WHERE p.network_id = mentorship_pairend.network_id"
    " AND p.id = mentorship_pairend.pair_id AND p.asked_at IS NOT NULL AND p.ended_at IS NULL"
    " AND (p.mentee_person_id = ANY ((SELECT app.people())::bigint[])"
    " OR p.mentor_person_id = ANY ((SELECT app.people())::bigint[])){extra})"
)
# One says no or ends it early; that it was completed is not one's own word, and what the other
# wants is not either.
OWN_END = (
    " AND (mentorship_pairend.kind = 'declined' OR mentorship_pairend.kind = 'early')"
    " AND (mentorship_pairend.mentee_again IS NULL"
    " OR p.mentee_person_id = ANY ((SELECT app.people())::bigint[]))"
    " AND (mentorship_pairend.mentor_again IS NULL"
    " OR p.mentor_person_id = ANY ((SELECT app.people())::bigint[]))"
)


def ends(extra: str) -> str:
    """The policy of who adds an end, laid anew."""
    clause = {"one_ends_it": THE_TWO.format(extra=extra)}
    return (
        "DROP POLICY adds ON mentorship_pairend; CREATE POLICY adds ON mentorship_pairend"
        f" FOR INSERT TO portal_app WITH CHECK ({condition(['whole', 'one_ends_it'], clause)});"
    )


def ticks(own: str) -> str:
    """The policy of who reads ticks, laid anew: a no is not for the other's eyes."""
    may_read = condition(["whole", "those"], {"those": own})
    return (
        "DROP POLICY reads ON mentorship_contact; CREATE POLICY reads ON mentorship_contact"
        f" FOR SELECT TO portal_app USING ({may_read});"
    )


CONTACT_OF_THE_TWO = THE_TWO.format(extra="").replace("mentorship_pairend", "mentorship_contact")


class Migration(migrations.Migration):
    dependencies = [("mentorship", "0040_followed")]

    operations = [
        lock(
            "mentorship_paircall",
            read=["whole"],
            write=["whole"],
            remove=[],
            keys={"pair_id": PAIR},
        ),
        lock(
            "mentorship_roundfigures",
            read=["whole", "money", "reports"],
            write=[],
            keys={"round_id": ROUND},
        ),
        migrations.RunSQL(PARTNERS, NO_PARTNERS),
        migrations.RunSQL(ends(OWN_END), ends("")),
        migrations.RunSQL(ticks(OWN), ticks(CONTACT_OF_THE_TWO)),
    ]
