"""Who reads drafts of notices, whom one asks about a notice, and what sister networks show."""

from django.db import migrations

from network.schema import lock

LOOKING = """
-- Whom to ask: the contact of a notice on the board, read by all in the network; who wrote an
-- approach, read by the two authorities and the coordinators. Name, title and mail address at
-- work, since one authority may not see the other's people in the register.
CREATE FUNCTION app.loan_contacts(p_notices bigint[])
RETURNS TABLE (notice_id bigint, approach_id bigint, name text, title text, email text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT n.id, NULL::bigint, p.name::text, p.title::text, p.email::text
      FROM public.loans_notice n
      JOIN public.members_person p ON p.network_id = n.network_id AND p.id = n.contact_id
     WHERE n.network_id = (SELECT app.net()) AND n.id = ANY (p_notices)
       AND n.published_at IS NOT NULL
    UNION ALL
    SELECT n.id, a.id, p.name::text, p.title::text, p.email::text
      FROM public.loans_approach a
      JOIN public.loans_notice n ON n.network_id = a.network_id AND n.id = a.notice_id
      JOIN public.members_person p ON p.network_id = a.network_id AND p.id = a.person_id
     WHERE a.network_id = (SELECT app.net()) AND a.notice_id = ANY (p_notices)
       AND (app.whole() OR app.system() OR a.membership_id = ANY (app.memberships())
            OR n.membership_id = ANY (app.memberships()))
$$;

-- The open notices that other networks show to this one: those that were written for sister
-- networks, of networks that name this one as their sister today. No person but the contact.
CREATE FUNCTION app.sister_notices()
RETURNS TABLE (
    pk bigint, network_name text, owner_name text, owner_kind text, kind text, occasion text,
    title text, tasks text, competences text[], competence_names jsonb, people smallint,
    starts date, ends date, percent smallint, place text, remote text, secrecy text,
    answer_by date, published_at timestamptz, contact_name text, contact_email text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT n.id, w.name::text,
           CASE WHEN a.id IS NULL THEN o.name ELSE trim(concat(a.name, ' ', m.part)) END::text,
           coalesce(a.kind, o.kind)::text,
           n.kind::text, n.occasion::text, n.title::text, n.tasks, n.competences::text[],
           (SELECT coalesce(jsonb_agg(jsonb_build_object('sv', c.name, 'en', c.name_en)
                                      ORDER BY c.name), '[]'::jsonb)
              FROM public.members_competence c
             WHERE c.network_id = n.network_id AND c.code = ANY (n.competences)),
           n.people, n.starts, n.ends, n.percent, n.place::text, n.remote::text, n.secrecy::text,
           n.answer_by, n.published_at, coalesce(p.name, o.contact)::text,
           coalesce(p.email, o.email)::text
      FROM public.loans_notice n
      JOIN public.network_network w ON w.id = n.network_id
      LEFT JOIN public.members_membership m
        ON m.network_id = n.network_id AND m.id = n.membership_id
      LEFT JOIN public.members_authority a ON a.id = m.authority_id
      LEFT JOIN public.loans_outsideparty o ON o.network_id = n.network_id AND o.id = n.party_id
      LEFT JOIN public.members_person p ON p.network_id = n.network_id AND p.id = n.contact_id
     WHERE n.reach = 'sisters' AND n.published_at IS NOT NULL AND n.closed_at IS NULL
       AND n.answer_by >= app.today()
       AND (app.uid() IS NOT NULL OR app.system())
       AND EXISTS (SELECT FROM public.loans_sisternetwork s
                    WHERE s.network_id = n.network_id AND s.sister_id = (SELECT app.net())
                      AND s.since <= app.today()
                      AND (s.until IS NULL OR s.until >= app.today()))
$$;
REVOKE ALL ON FUNCTION app.loan_contacts, app.sister_notices FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.loan_contacts, app.sister_notices TO portal_app;
"""
NOT_LOOKING = "DROP FUNCTION app.sister_notices, app.loan_contacts;"

# Who throws a notice away does not see what others have begun to change in it.
CASCADING = """
ALTER TABLE loans_noticedraft DROP CONSTRAINT loans_noticedraft_notice_id_in_network;
ALTER TABLE loans_noticedraft ADD CONSTRAINT loans_noticedraft_notice_id_in_network
    FOREIGN KEY (network_id, notice_id) REFERENCES loans_notice (network_id, id)
    ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
"""
NOT_CASCADING = migrations.RunSQL.noop


class Migration(migrations.Migration):
    dependencies = [("loans", "0010_board"), ("members", "0016_competence_locks")]

    operations = [
        lock(
            "loans_noticedraft",
            read=["mine"],
            write=["mine"],
            keys={"person_id": "members_person", "notice_id": "loans_notice"},
        ),
        migrations.RunSQL(CASCADING, NOT_CASCADING),
        migrations.RunSQL(LOOKING, NOT_LOOKING),
    ]
