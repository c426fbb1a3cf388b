"""Guests read what their body reads; who keeps rotas, letters, proposals and calendars of bodies."""

from django.db import migrations

from network.schema import composite_key, lock

BODY, HOLDER, MANDATE = "governance_body", "governance_holder", "governance_mandate"
MEMBERSHIP, PERSON = "members_membership", "members_person"

SITS = "body_id = ANY ((SELECT app.bodies())::bigint[])"
OURS = "membership_id = ANY ((SELECT app.memberships())::bigint[])"
# The mandate is the authority's own, and so is the person.
OWN_MANDATE = f"""({OURS} AND accepted IS NULL
 AND EXISTS (SELECT FROM governance_mandate t
              WHERE t.network_id = governance_holderproposal.network_id
                AND t.id = governance_holderproposal.mandate_id
                AND t.membership_id = governance_holderproposal.membership_id)
 AND (person_id IS NULL OR EXISTS (SELECT FROM members_person p
              WHERE p.network_id = governance_holderproposal.network_id
                AND p.id = governance_holderproposal.person_id
                AND p.membership_id = governance_holderproposal.membership_id)))"""  # noqa: S608
OWN_OPEN = f"({OURS} AND accepted IS NULL)"

# `{guests}` is what this migration adds, and takes away when it goes back.
READ = """
CREATE OR REPLACE FUNCTION app.bodies_read() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(b.id), '{{}}') FROM public.governance_body b
     WHERE b.network_id = app.net()
       AND (app.whole() OR b.id = ANY (app.bodies()){guests}
            OR (b.open_to = 'network' AND app.people() <> '{{}}')
            OR (b.open_to = 'members' AND app.memberships() <> '{{}}'))
$$;
"""
GUESTS = """
            OR EXISTS (SELECT FROM public.governance_guest g
                        WHERE g.network_id = b.network_id AND g.body_id = b.id
                          AND g.person_id = ANY ((app.people())::bigint[])
                          AND app.today() BETWEEN g.since AND coalesce(g.until, 'infinity'))"""

CALENDAR = """
-- The meetings behind a secret address of a body's calendar, while its owner sits there, is its
-- guest, or may read it for another reason; the portal's other pages stay closed to who has it.
CREATE FUNCTION app.body_calendar(p_net bigint, p_digest bytea)
RETURNS TABLE (body text, meeting_id bigint, title text, starts timestamptz, ends timestamptz,
               place text, state text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    it record;
BEGIN
    SELECT c.body_id, b.name, b.open_to, p.id AS person_id INTO it
      FROM public.governance_bodycalendar c
      JOIN public.governance_body b ON b.network_id = c.network_id AND b.id = c.body_id
      JOIN public.members_person p ON p.network_id = c.network_id AND p.id = c.person_id
     WHERE c.network_id = p_net AND c.digest = p_digest AND c.ended_at IS NULL
       AND EXISTS (SELECT FROM app.places(p.user_id) pl
                    WHERE pl.network_id = p_net AND pl.person_id = p.id);
    IF NOT FOUND THEN RETURN; END IF;
    IF NOT (it.open_to = 'network' OR EXISTS (
        SELECT FROM public.governance_holder h
          JOIN public.governance_mandate t ON t.network_id = h.network_id AND t.id = h.mandate_id
         WHERE h.network_id = p_net AND h.person_id = it.person_id AND t.body_id = it.body_id
           AND app.today() BETWEEN h.since AND coalesce(h.until, 'infinity')
           AND app.today() BETWEEN t.since AND coalesce(t.until, 'infinity')
        UNION ALL
        SELECT FROM public.governance_office o
         WHERE o.network_id = p_net AND o.person_id = it.person_id AND o.body_id = it.body_id
           AND app.today() BETWEEN o.since AND coalesce(o.until, 'infinity')
        UNION ALL
        SELECT FROM public.governance_guest g
         WHERE g.network_id = p_net AND g.person_id = it.person_id AND g.body_id = it.body_id
           AND app.today() BETWEEN g.since AND coalesce(g.until, 'infinity')
        UNION ALL
        SELECT FROM public.members_role r
         WHERE r.network_id = p_net AND r.person_id = it.person_id
           AND (r.kind = 'network_coordinator' OR r.kind = 'education_coordinator'
                OR (r.kind = 'local_coordinator' AND it.open_to = 'members'))
           AND app.today() BETWEEN r.since AND coalesce(r.until, 'infinity')))
    THEN RETURN; END IF;
    -- A calendar without meetings has its name all the same.
    RETURN QUERY SELECT it.name::text, NULL::bigint, NULL::text, NULL::timestamptz,
                        NULL::timestamptz, NULL::text, NULL::text;
    RETURN QUERY SELECT it.name::text, m.id, m.title::text, m.starts, m.ends, m.place::text,
                        m.state::text
      FROM public.governance_meeting m
     WHERE m.network_id = p_net AND m.body_id = it.body_id
       AND m.starts > now() - interval '400 days'
       -- What was planned and never called was told to nobody.
       AND NOT (m.state = 'cancelled' AND m.called_at IS NULL)
     ORDER BY m.starts, m.id;
END $$;
REVOKE ALL ON FUNCTION app.body_calendar FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.body_calendar TO portal_app;

-- An address is ended and never changed.
REVOKE UPDATE ON governance_bodycalendar FROM portal_app;
GRANT UPDATE (ended_at) ON governance_bodycalendar TO portal_app;
"""
NO_CALENDAR = """
GRANT UPDATE ON governance_bodycalendar TO portal_app;
DROP FUNCTION app.body_calendar;
"""


class Migration(migrations.Migration):
    dependencies = [("governance", "0010_guests_and_rotas")]

    operations = [
        lock(
            "governance_guest",
            read=["everyone"],
            write=["whole"],
            keys={"body_id": BODY, "person_id": PERSON},
        ),
        lock(
            "governance_guestcontact",
            read=["whole"],
            write=["whole"],
            keys={"guest_id": "governance_guest"},
        ),
        lock("governance_rotationrule", read=["everyone"], write=["whole"], keys={"body_id": BODY}),
        lock(
            "governance_rotationplace",
            read=["everyone"],
            write=["whole"],
            keys={"rule_id": "governance_rotationrule", "membership_id": MEMBERSHIP},
        ),
        lock(
            "governance_mandaterole",
            read=["whole"],
            write=["whole"],
            keys={"role_id": "members_role"},
        ),
        lock(
            "governance_holderproposal",
            read=["whole", "ours"],
            write=["whole"],
            insert=["whole", "own_mandate"],
            remove=["whole", "own_open"],
            clauses={"own_mandate": OWN_MANDATE, "own_open": OWN_OPEN},
            keys={"mandate_id": MANDATE, "membership_id": MEMBERSHIP, "person_id": PERSON},
        ),
        lock(
            "governance_bodyletter",
            read=["whole", "sits"],
            write=[],
            insert=["whole", "sits"],
            remove=[],
            clauses={"sits": SITS},
            keys={"body_id": BODY},
        ),
        lock(
            "governance_bodycalendar",
            read=["mine"],
            write=["mine"],
            remove=[],
            keys={"body_id": BODY, "person_id": PERSON},
        ),
        migrations.RunSQL(
            composite_key(HOLDER, "replaces_id", HOLDER),
            f"ALTER TABLE {HOLDER} DROP CONSTRAINT {HOLDER}_replaces_id_in_network;"
            f"DROP INDEX {HOLDER}_replaces_id_idx;",
        ),
        migrations.RunSQL(READ.format(guests=GUESTS), READ.format(guests="")),
        migrations.RunSQL(CALENDAR, NO_CALENDAR),
    ]
