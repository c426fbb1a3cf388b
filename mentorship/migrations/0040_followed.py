import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import network.scope


class Migration(migrations.Migration):
    dependencies = [
        ("mentorship", "0014_avoided_looked_up"),
        ("network", "0007_verify_is_reserved"),
    ]

    operations = [
        migrations.AlterField(
            model_name="pairend",
            name="mentee_again",
            field=models.BooleanField(null=True, verbose_name="the mentee wants another mentor"),
        ),
        migrations.AlterField(
            model_name="pairend",
            name="mentor_again",
            field=models.BooleanField(null=True, verbose_name="the mentor takes another mentee"),
        ),
        migrations.CreateModel(
            name="PairCall",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="called"
                    ),
                ),
                (
                    "called_by",
                    models.BigIntegerField(editable=False, null=True, verbose_name="called by"),
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
                    "pair",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calls",
                        to="mentorship.pair",
                        verbose_name="pair",
                    ),
                ),
            ],
            options={
                "verbose_name": "call to a pair",
                "verbose_name_plural": "calls to pairs",
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="RoundFigures",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("figures", models.JSONField(default=dict, verbose_name="figures")),
                (
                    "kept_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now,
                        editable=False,
                        verbose_name="people forgotten",
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
                    "round",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="kept_figures",
                        to="mentorship.mentorround",
                        verbose_name="mentoring round",
                    ),
                ),
            ],
            options={
                "verbose_name": "kept figures of a round",
                "verbose_name_plural": "kept figures of rounds",
            },
        ),
    ]
