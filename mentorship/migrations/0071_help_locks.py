"""The locks on the questions that would help, and on the exceptions from rules.

A report tells which rules were excepted and why, so those who read it read the exceptions; whose
they are stands with the expressions of interest, which they do not read.
"""

from django.db import migrations

from network.schema import lock


class Migration(migrations.Migration):
    dependencies = [("mentorship", "0070_help")]

    operations = [
        lock(
            "mentorship_helpquestion",
            read=["whole", "mine"],
            write=["whole", "mine"],
            insert=["whole"],
            remove=[],
            keys={
                "round_id": "mentorship_mentorround",
                "mentee_id": "mentorship_interest",
                "asked_id": "mentorship_interest",
                "person_id": "members_person",
            },
        ),
        lock(
            "mentorship_ruleexception",
            read=["whole", "money", "reports"],
            write=["whole"],
            remove=[],
            keys={
                "round_id": "mentorship_mentorround",
                "interest_id": "mentorship_interest",
            },
        ),
    ]
