"""The decision that a fee model rests on."""

import django.db.models.deletion
from django.db import migrations

import network.scope


class Migration(migrations.Migration):
    dependencies = [("fees", "0027_seller_locks"), ("members", "0020_standings_decided")]

    operations = [
        migrations.AddField(
            model_name="feemodel",
            name="by_decision",
            field=network.scope.TenantKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="members.decision",
                verbose_name="decision",
            ),
        ),
    ]
