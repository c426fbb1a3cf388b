"""Who reads and writes the membership's life, the way in from the open, and what lies open."""

from django.db import migrations

from network.schema import lock, show_openly

OPEN = """
-- Whoever asks again gets the same letter once more; no answer tells which of the two it was.
CREATE FUNCTION app.ask_membership(p_said jsonb, p_nonce bytea, p_digest bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    net bigint := app.public_net();
    asked bigint;
BEGIN
    IF net IS NULL THEN RETURN false; END IF;
    INSERT INTO public.governance_membershipapplication AS a
        (network_id, state, name, short_name, kind, number, wants, employees, reason,
         contact_name, contact_title, contact_email, language, nonce, digest, asked_at,
         preparation, level, answer)
    VALUES (net, 'asked', left(p_said ->> 'name', 160), left(p_said ->> 'short_name', 60),
            left(p_said ->> 'kind', 20), left(p_said ->> 'number', 10),
            left(p_said ->> 'wants', 12), (p_said ->> 'employees')::integer,
            left(p_said ->> 'reason', 2000), left(p_said ->> 'contact_name', 120),
            left(p_said ->> 'contact_title', 120), left(p_said ->> 'contact_email', 254),
            left(p_said ->> 'language', 2), p_nonce, p_digest, now(), '', '', '')
    ON CONFLICT (network_id, lower(name), lower(contact_email)) WHERE state = 'asked'
        DO UPDATE SET asked_at = now(), reason = excluded.reason, employees = excluded.employees
    RETURNING a.id INTO asked;
    INSERT INTO public.network_errand
        (network_id, name, key, facts, due_at, attempts, error, created_at)
    VALUES (net, 'governance.confirm_application',
        'application:' || asked || ':' || to_char(now(), 'YYYYMMDDHH24MI'),
        jsonb_build_object('application', asked), now(), 0, '', now())
    ON CONFLICT DO NOTHING;
    RETURN true;
END $$;

-- What the holder of a link may know: the authority that was written, and how far it has come.
CREATE FUNCTION app.application_at(p_digest bytea) RETURNS TABLE (name text, state text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT a.name::text, a.state::text FROM public.governance_membershipapplication a
     WHERE a.network_id = app.public_net() AND a.digest = p_digest
$$;

CREATE FUNCTION app.confirm_application(p_digest bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    net bigint := app.public_net();
    received bigint;
BEGIN
    UPDATE public.governance_membershipapplication a SET state = 'received', received_at = now()
     WHERE a.network_id = net AND a.digest = p_digest AND a.state = 'asked'
    RETURNING a.id INTO received;
    IF received IS NULL THEN RETURN false; END IF;
    INSERT INTO public.network_errand
        (network_id, name, key, facts, due_at, attempts, error, created_at)
    VALUES (net, 'governance.tell_application', 'application-received:' || received,
        jsonb_build_object('application', received), now(), 0, '', now())
    ON CONFLICT DO NOTHING;
    RETURN true;
END $$;
REVOKE ALL ON FUNCTION app.ask_membership, app.application_at, app.confirm_application
    FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.ask_membership, app.application_at, app.confirm_application
    TO portal_app;

-- For whoever has the code, in whatever network: who was a member of what, from when, on a day.
CREATE FUNCTION app.check_membership_certificate(p_code text)
RETURNS TABLE (name text, title text, days text, network text, protected boolean, revoked boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT c.name::text, c.standing::text,
           concat_ws(' – ', coalesce(c.since::text, ''), c.day::text), n.name::text, false, false
      FROM public.governance_membershipcertificate c
      JOIN public.network_network n ON n.id = c.network_id
     WHERE c.code = p_code
$$;
REVOKE ALL ON FUNCTION app.check_membership_certificate FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.check_membership_certificate TO portal_app;
"""
CLOSE = """
DROP FUNCTION app.check_membership_certificate;
DROP FUNCTION app.confirm_application, app.application_at, app.ask_membership;
"""

MEMBERSHIP = {"membership_id": "members_membership"}
DECISION = "members_decision"


class Migration(migrations.Migration):
    dependencies = [("governance", "0040_membership_life"), ("members", "0020_standings_decided")]

    operations = [
        lock(
            "governance_membershipapplication",
            read=["whole", "reports"],
            write=["whole"],
            keys={
                **MEMBERSHIP,
                "item_id": "governance_agendaitem",
                "decision_id": DECISION,
            },
        ),
        lock(
            "governance_membershipterms",
            read=["everyone"],
            write=["whole"],
            keys={"by_decision_id": DECISION},
        ),
        lock(
            "governance_resignation",
            read=["whole", "reports", "ours"],
            write=["whole", "ours"],
            remove=[],
            keys={**MEMBERSHIP, "terms_id": "governance_membershipterms"},
        ),
        lock(
            "governance_membershipcertificate",
            read=["whole", "ours"],
            write=["whole", "ours"],
            keys=MEMBERSHIP,
            append_only=True,
        ),
        migrations.RunSQL(OPEN, CLOSE),
        # Who is a member, as what and when, is public: the network publishes its members.
        show_openly("members_membership", clause="true"),
        show_openly("members_standing", clause="true"),
    ]
