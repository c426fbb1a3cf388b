"""The locks of texts and editions: read by those who read the reports, never changed.

The network's coordinators write every text, and the steering committee its foreword. Editions are
made by the portal alone.
"""

from django.db import migrations

from network.schema import lock

READERS = ["whole", "money", "reports"]


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_texts_and_editions"), ("members", "0002_grants_and_locks")]

    operations = [
        lock(
            "reports_reporttext",
            read=READERS,
            write=[],
            insert=["whole", "foreword"],
            clauses={"foreword": "(SELECT app.reports()) AND section = 'foreword'"},
            append_only=True,
        ),
        lock(
            "reports_edition",
            read=READERS,
            write=[],
            keys={"paper_id": "network_document", "workbook_id": "network_document"},
            append_only=True,
        ),
    ]
