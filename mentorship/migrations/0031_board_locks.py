"""The locks on the board's steps."""

from django.db import migrations

from network.schema import lock


class Migration(migrations.Migration):
    dependencies = [("mentorship", "0030_board")]

    operations = [
        lock(
            "mentorship_boardstep",
            read=["whole"],
            write=["whole"],
            remove=[],
            keys={"round_id": "mentorship_mentorround"},
        ),
    ]
