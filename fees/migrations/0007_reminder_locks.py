"""The economist keeps the reminders; an authority reads what it was reminded of."""

from django.db import migrations

from network.schema import lock

KEEPERS = ["whole", "money"]
INVOICE = {"membership_id": "members_membership", "invoice_id": "fees_invoice"}


class Migration(migrations.Migration):
    dependencies = [("fees", "0006_reminders")]

    operations = [
        lock("fees_reminderrule", read=KEEPERS, write=["money"]),
        lock("fees_reminderstep", read=KEEPERS, write=["money"]),
        lock("fees_invoicerespite", read=KEEPERS, write=["money"], remove=[], keys=INVOICE),
        lock(
            "fees_invoicereminder",
            read=[*KEEPERS, "reports", "ours"],
            write=["money"],
            keys=INVOICE,
            append_only=True,
        ),
    ]
