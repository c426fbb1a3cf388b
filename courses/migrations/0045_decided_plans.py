"""The decision that a plan and a rule rest on, and rules that are proposed."""

import django.core.serializers.json
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import network.scope


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0044_procurement_locks"),
        ("members", "0020_standings_decided"),
        ("network", "0008_private_lines"),
    ]

    operations = [
        migrations.CreateModel(
            name="ProposedPolicy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("late_fee", "rule for late withdrawal"),
                            ("shares", "rule for shares"),
                        ],
                        max_length=8,
                        verbose_name="which rule",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "content",
                    models.JSONField(
                        default=dict,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        verbose_name="the rule",
                    ),
                ),
                (
                    "made_by",
                    models.BigIntegerField(editable=False, null=True, verbose_name="written by"),
                ),
                (
                    "made_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="written"
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        db_index=False,
                        default=network.scope.current_network_id,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="network.network",
                    ),
                ),
            ],
            options={
                "verbose_name": "proposed rule",
                "verbose_name_plural": "proposed rules",
                "ordering": ["-made_at", "-id"],
            },
        ),
        migrations.AddField(
            model_name="latefeepolicy",
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
        migrations.AddField(
            model_name="plan",
            name="by_decision",
            field=network.scope.TenantKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="members.decision",
                verbose_name="decision",
            ),
        ),
        migrations.AddField(
            model_name="sharepolicy",
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
