"""Lines of the journal and letters that are somebody's own, even before the coordinators."""

from django.db import migrations, models

from network.schema import condition

OWN_LINES = condition(["not_private", "mine", "own_row"], {"not_private": "NOT private"})
OWN_LETTERS = condition(["not_private"], {"not_private": "NOT private"})
# Restrictive: whatever other policies let a role read, now and later, these take it away again.
PRIVATE = f"""
CREATE POLICY private_lines ON network_journalentry AS RESTRICTIVE FOR SELECT TO portal_app
    USING ({OWN_LINES});
CREATE POLICY private_letters ON network_letter AS RESTRICTIVE FOR SELECT TO portal_app
    USING ({OWN_LETTERS});
CREATE POLICY private_posting ON network_letter AS RESTRICTIVE FOR UPDATE TO portal_app
    USING ({OWN_LETTERS}) WITH CHECK ({OWN_LETTERS});
"""
NOT_PRIVATE = """
DROP POLICY private_posting ON network_letter;
DROP POLICY private_letters ON network_letter;
DROP POLICY private_lines ON network_journalentry;
"""


class Migration(migrations.Migration):
    dependencies = [("network", "0007_verify_is_reserved")]

    operations = [
        migrations.AddField(
            model_name="journalentry",
            name="private",
            field=models.BooleanField(db_default=False, default=False, verbose_name="private"),
        ),
        migrations.AddField(
            model_name="letter",
            name="private",
            field=models.BooleanField(db_default=False, default=False, verbose_name="private"),
        ),
        migrations.RunSQL(PRIVATE, NOT_PRIVATE),
    ]
