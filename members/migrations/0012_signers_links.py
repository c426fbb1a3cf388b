"""HR signers answer for their authority by a link in mail as they do when they are signed in.

`app.enter` counts them beside the local coordinators; where an authority has no local
coordinator the letters go to them, and their links have to open what the letters are about.
"""

from django.db import migrations

ENTER_LINK = """
CREATE OR REPLACE FUNCTION app.enter_link(p_net bigint, p_hash text, p_to_answer boolean)
RETURNS TABLE (
    link_id bigint, purpose text, subject_id bigint, person_id bigint, user_id bigint,
    language text, expires_at timestamptz, used_at timestamptz, answer text, is_open boolean,
    memberships bigint[], staff bigint[]
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_to_answer THEN
        PERFORM FROM public.network_maillink k
          WHERE k.network_id = p_net AND k.token_hash = p_hash FOR UPDATE;
    END IF;
    SELECT k.id, k.purpose, k.subject_id, k.person_id, p.user_id, coalesce(u.language, 'sv'),
           k.expires_at, k.used_at, k.answer,
           k.used_at IS NULL AND k.expires_at > now()
           AND (u.id IS NULL OR u.is_active)
           AND app.today() BETWEEN coalesce(p.since, '-infinity') AND coalesce(p.until, 'infinity')
           AND app.today() BETWEEN coalesce(m.since, '-infinity') AND coalesce(m.until, 'infinity')
      INTO link_id, purpose, subject_id, person_id, user_id, language,
           expires_at, used_at, answer, is_open
      FROM public.network_maillink k
      JOIN public.members_person p ON p.network_id = k.network_id AND p.id = k.person_id
      JOIN public.members_membership m ON m.network_id = p.network_id AND m.id = p.membership_id
      LEFT JOIN public.network_user u ON u.id = p.user_id
     WHERE k.network_id = p_net AND k.token_hash = p_hash;
    IF NOT FOUND THEN RETURN; END IF;
    memberships := '{{}}';
    staff := '{{}}';
    IF is_open THEN
        SELECT coalesce(array_agg(DISTINCT r.membership_id), '{{}}') INTO memberships
          FROM public.members_role r
         WHERE r.network_id = p_net AND r.person_id = enter_link.person_id
           AND r.kind IN ({kinds})
           AND app.today() BETWEEN r.since AND coalesce(r.until, 'infinity');
        SELECT coalesce(array_agg(p.id), '{{}}') INTO staff
          FROM public.members_person p
         WHERE p.network_id = p_net AND p.manager_id = enter_link.person_id;
        PERFORM app.set_scope(p_net, user_id, false, false, false, false,
            memberships, ARRAY[enter_link.person_id], staff);
    END IF;
    RETURN NEXT;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("members", "0011_council")]

    operations = [
        migrations.RunSQL(
            ENTER_LINK.format(kinds="'local_coordinator', 'hr_signer'"),
            ENTER_LINK.format(kinds="'local_coordinator'"),
        )
    ]
