"""Members of the educational council read the whole network's needs and plans.

`app.council()` asks the roles of the scope's own people, so that a role that ended opens nothing.
"""

from django.db import migrations

COUNCIL = """
CREATE FUNCTION app.council() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM public.members_role r
         WHERE r.network_id = app.net() AND r.kind = 'council_member'
           AND r.person_id = ANY ((app.people())::bigint[])
           AND app.today() BETWEEN r.since AND coalesce(r.until, 'infinity'))
$$;
REVOKE ALL ON FUNCTION app.council FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.council TO portal_app;
"""


class Migration(migrations.Migration):
    dependencies = [("members", "0010_council_role")]

    operations = [migrations.RunSQL(COUNCIL, "DROP FUNCTION app.council;")]
