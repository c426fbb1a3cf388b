"""What is proposed of standings, and the decision that each standing rests on."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import network.scope


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0018_decision_locks"),
        ("network", "0008_private_lines"),
    ]

    operations = [
        migrations.AddField(
            model_name="standing",
            name="by_decision",
            field=network.scope.TenantKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="members.decision",
                verbose_name="decision",
            ),
        ),
        migrations.CreateModel(
            name="ProposedStanding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="what is proposed")),
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
                "verbose_name": "proposed standing",
                "verbose_name_plural": "proposed standings",
                "ordering": ["-made_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="ProposedStandingLine",
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
                        choices=[("member", "member"), ("associated", "associated party")],
                        max_length=12,
                        verbose_name="kind of membership",
                    ),
                ),
                ("level", models.CharField(blank=True, max_length=40, verbose_name="level")),
                (
                    "membership",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="members.membership",
                        verbose_name="authority",
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
                (
                    "proposal",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="members.proposedstanding",
                    ),
                ),
            ],
            options={
                "verbose_name": "line of a proposed standing",
                "verbose_name_plural": "lines of proposed standings",
                "ordering": ["id"],
            },
        ),
        migrations.AddConstraint(
            model_name="proposedstanding",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True),
                name="members_proposed_standing_named",
                violation_error_message="Write what is proposed.",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposedstandingline",
            constraint=models.UniqueConstraint(
                fields=("network", "proposal", "membership"),
                name="members_proposed_standing_once",
                violation_error_message="The proposal names the member already.",
            ),
        ),
    ]
