"""Who sees and makes mergers of needs: those who put the needs together, nobody else."""

from django.db import migrations

from network.schema import lock

CAMPAIGN = {"campaign_id": "courses_campaign"}
WHOLE = ["whole"]


class Migration(migrations.Migration):
    dependencies = [("courses", "0035_mergers")]

    operations = [
        lock(
            "courses_merger",
            read=WHOLE,
            write=WHOLE,
            keys={**CAMPAIGN, "target_id": "courses_candidate"},
        ),
        lock(
            "courses_mergedpart",
            read=WHOLE,
            write=WHOLE,
            keys={
                "merger_id": "courses_merger",
                "candidate_id": "courses_candidate",
                "was_id": "courses_candidate",
            },
        ),
        lock("courses_setapart", read=WHOLE, write=WHOLE, keys=CAMPAIGN),
        lock("courses_highereducationrule", read=["whole", "council", "reports"], write=WHOLE),
    ]
