"""A manager without an account answers by link: the answer is by nobody's user."""

from django.db import migrations

from network.schema import condition

CLAUSES = {
    "by_manager": "(user_id IS NOT DISTINCT FROM (SELECT app.uid())"
    " AND person_id = ANY ((SELECT app.staff())::bigint[]))",
    "by_manager_with_account": "(user_id = (SELECT app.uid())"
    " AND person_id = ANY ((SELECT app.staff())::bigint[]))",
    "by_stand_in": "(user_id = (SELECT app.uid()) AND (SELECT app.whole())"
    " AND person_id <> ALL ((SELECT app.people())::bigint[]) AND EXISTS ("
    "SELECT 1 FROM members_person p WHERE p.network_id = mentorship_manageranswer.network_id"
    " AND p.id = mentorship_manageranswer.person_id AND p.manager_id IS NULL))",
}


def adds(*clauses: str) -> str:
    """The policy anew, for who may add an answer."""
    return (
        "DROP POLICY adds ON mentorship_manageranswer;"
        "CREATE POLICY adds ON mentorship_manageranswer FOR INSERT TO portal_app"
        f" WITH CHECK ({condition(clauses, CLAUSES)});"
    )


class Migration(migrations.Migration):
    dependencies = [("mentorship", "0012_answers_by_link")]

    operations = [
        migrations.RunSQL(
            adds("by_manager", "by_stand_in"), adds("by_manager_with_account", "by_stand_in")
        )
    ]
