"""Who reads and answers what an authority is asked in a crisis; and who keeps what it can lend."""

from django.db import migrations

from network.schema import lock


class Migration(migrations.Migration):
    dependencies = [("loans", "0061_crisis_calls")]

    operations = [
        lock(
            "loans_crisiscall",
            read=["everyone"],
            write=["whole", "ours"],
            insert=["whole"],
            remove=[],
            keys={"crisis_id": "loans_crisis", "membership_id": "members_membership"},
        ),
    ]
