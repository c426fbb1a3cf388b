"""How a scope is worked out from the grants, and the locks on the registers."""

from django.db import migrations

from network.schema import lock, read_only

ENTER = """
CREATE FUNCTION app.today() RETURNS date LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT (now() AT TIME ZONE 'Europe/Stockholm')::date $$;

-- Places: people who are users, at members, both today.
CREATE FUNCTION app.places(p_user bigint)
RETURNS TABLE (network_id bigint, person_id bigint, membership_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT p.network_id, p.id, p.membership_id
      FROM public.members_person p
      JOIN public.network_user u ON u.id = p.user_id AND u.is_active
      JOIN public.members_membership m
        ON m.network_id = p.network_id AND m.id = p.membership_id
     WHERE p.user_id = p_user
       AND app.today() BETWEEN coalesce(p.since, '-infinity') AND coalesce(p.until, 'infinity')
       AND app.today() BETWEEN coalesce(m.since, '-infinity') AND coalesce(m.until, 'infinity')
$$;
REVOKE ALL ON FUNCTION app.places FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.places TO portal_app;

-- The one way in: no row for somebody without a place in the network.
CREATE FUNCTION app.enter(p_user bigint, p_net bigint)
RETURNS TABLE (
    whole boolean, money boolean, reports boolean,
    memberships bigint[], people bigint[], staff bigint[], roles text[]
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    SELECT coalesce(array_agg(DISTINCT pl.person_id), '{}') INTO people
      FROM app.places(p_user) pl WHERE pl.network_id = p_net;
    IF people = '{}' THEN RETURN; END IF;
    SELECT coalesce(bool_or(r.kind IN ('network_coordinator', 'education_coordinator')), false),
           coalesce(bool_or(r.kind = 'economist'), false),
           coalesce(bool_or(r.kind IN ('steering_member', 'auditor')), false),
           coalesce(array_agg(DISTINCT r.membership_id)
               FILTER (WHERE r.kind IN ('local_coordinator', 'hr_signer')), '{}'),
           coalesce(array_agg(DISTINCT r.kind::text), '{}')
      INTO whole, money, reports, memberships, roles
      FROM public.members_role r
     WHERE r.network_id = p_net AND r.person_id = ANY (people)
       AND app.today() BETWEEN r.since AND coalesce(r.until, 'infinity');
    SELECT coalesce(array_agg(p.id), '{}') INTO staff
      FROM public.members_person p
     WHERE p.network_id = p_net AND p.manager_id = ANY (people);
    PERFORM app.set_scope(
        p_net, p_user, whole, money, reports, false, memberships, people, staff
    );
    RETURN NEXT;
END $$;
REVOKE ALL ON FUNCTION app.enter FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.enter TO portal_app;

-- A coordinator may register an authority that nobody knows yet, and change none that exists.
CREATE FUNCTION app.register_authority(
    p_name text, p_short_name text, p_kind text, p_number text
) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    known bigint;
    person bigint;
    in_state boolean := p_kind IN ('state_agency', 'court', 'university', 'county_board');
BEGIN
    IF NOT (app.whole() OR app.system()) THEN
        RAISE EXCEPTION 'only a network coordinator registers authorities'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('register_authority'));
    SELECT id INTO known FROM public.members_authority WHERE name = p_name;
    IF known IS NOT NULL THEN RETURN known; END IF;
    IF in_state THEN
        SELECT id INTO person FROM public.members_legalperson WHERE is_state;
        IF person IS NULL THEN
            INSERT INTO public.members_legalperson (name, is_state)
            VALUES ('Svenska staten', true) RETURNING id INTO person;
        END IF;
    ELSE
        INSERT INTO public.members_legalperson (name, is_state) VALUES (p_name, false)
            ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING id INTO person;
    END IF;
    INSERT INTO public.members_authority
        (name, short_name, kind, organisation_number, legal_person_id)
    VALUES (p_name, p_short_name, p_kind, p_number, person) RETURNING id INTO known;
    RETURN known;
END $$;
REVOKE ALL ON FUNCTION app.register_authority FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.register_authority TO portal_app;
"""

LEAVE = """
DROP FUNCTION app.register_authority;
DROP FUNCTION app.enter;
DROP FUNCTION app.places;
DROP FUNCTION app.today;
"""

MEMBERSHIP = {"membership_id": "members_membership"}
THE_PERSON = {
    "mine": "id = ANY ((SELECT app.people())::bigint[])",
    "staff": "id = ANY ((SELECT app.staff())::bigint[])",
}


class Migration(migrations.Migration):
    dependencies = [("members", "0001_registers"), ("network", "0002_scope_and_locks")]

    operations = [
        migrations.RunSQL(ENTER, LEAVE),
        read_only("members_legalperson"),
        read_only("members_authority"),
        read_only("members_formername"),
        lock("members_membership", read=["everyone"], write=["whole"]),
        lock("members_standing", read=["everyone"], write=["whole"], keys=MEMBERSHIP),
        lock(
            "members_headcount",
            read=["whole", "money", "reports", "ours"],
            write=["whole", "ours"],
            keys=MEMBERSHIP,
        ),
        lock(
            "members_invoiceprofile",
            read=["whole", "money", "ours"],
            write=["whole", "money", "ours"],
            keys=MEMBERSHIP,
        ),
        lock(
            "members_person",
            read=["whole", "ours", "mine", "staff"],
            write=["whole", "ours"],
            clauses=THE_PERSON,
            keys={**MEMBERSHIP, "manager_id": "members_person"},
        ),
        lock(
            "members_role",
            read=["whole", "ours", "mine"],
            write=["whole"],
            keys={**MEMBERSHIP, "person_id": "members_person"},
        ),
    ]
