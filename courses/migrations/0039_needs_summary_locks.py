"""Who reads what was made of a needs assessment: all of it those who oversee the needs, a member's
page the member. Only the portal itself writes, from figures that nobody can choose.
"""

from django.db import migrations

from network.schema import lock

OVERSEE = ["whole", "council", "reports"]


class Migration(migrations.Migration):
    dependencies = [("courses", "0038_needs_summary")]

    operations = [
        lock(
            "courses_needssummary",
            read=OVERSEE,
            write=[],
            keys={"campaign_id": "courses_campaign"},
        ),
        lock(
            "courses_needspaper",
            read=OVERSEE,
            write=[],
            keys={"summary_id": "courses_needssummary"},
        ),
        lock(
            "courses_needspage",
            read=[*OVERSEE, "ours"],
            write=[],
            keys={
                "summary_id": "courses_needssummary",
                "campaign_id": "courses_campaign",
                "membership_id": "members_membership",
            },
        ),
    ]
