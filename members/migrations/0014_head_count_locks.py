"""Everybody may know what is asked and until when; who was asked is for those it concerns."""

from django.db import migrations

from network.schema import lock


class Migration(migrations.Migration):
    dependencies = [("members", "0013_head_count_rounds")]

    operations = [
        lock("members_headcountround", read=["everyone"], write=["whole"]),
        lock(
            "members_headcountrequest",
            read=["whole", "money", "reports", "ours"],
            write=["whole"],
            keys={"round_id": "members_headcountround", "membership_id": "members_membership"},
        ),
    ]
