"""What members would pay under other fee models, kept with its facts."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import network.scope


class Migration(migrations.Migration):
    dependencies = [
        ("fees", "0011_contribution_locks"),
        ("network", "0007_verify_is_reserved"),
    ]

    operations = [
        migrations.CreateModel(
            name="Simulation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("note", models.TextField(blank=True, max_length=1000, verbose_name="note")),
                (
                    "target",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="Such as the budget. Empty: the same total as the present model gives.",
                        max_digits=12,
                        null=True,
                        verbose_name="total to reach",
                    ),
                ),
                (
                    "one_level",
                    models.CharField(
                        blank=True,
                        help_text="Empty: each at its own. Else the levels are merged to this one.",
                        max_length=40,
                        verbose_name="everybody at the level",
                    ),
                ),
                ("facts", models.JSONField(default=list, verbose_name="facts")),
                ("changes", models.JSONField(default=dict, verbose_name="what is supposed")),
                ("made_by", models.BigIntegerField(verbose_name="made by")),
                (
                    "made_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="made"
                    ),
                ),
                (
                    "reckoned_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now,
                        editable=False,
                        verbose_name="facts as of",
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
                "verbose_name": "fee simulation",
                "verbose_name_plural": "fee simulations",
                "ordering": ["-made_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="SimulationModel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("adopted", models.BooleanField(verbose_name="adopted")),
                ("tariff", models.JSONField(verbose_name="how it computes")),
                (
                    "model",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="fees.feemodel",
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
                    "simulation",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="schemes",
                        to="fees.simulation",
                    ),
                ),
            ],
            options={
                "verbose_name": "fee model of a simulation",
                "verbose_name_plural": "fee models of simulations",
                "ordering": ["position"],
            },
        ),
        migrations.AddConstraint(
            model_name="simulation",
            constraint=models.UniqueConstraint(
                fields=("network", "name"),
                name="fees_simulation_name",
                violation_error_message="There is a simulation with that name.",
            ),
        ),
        migrations.AddConstraint(
            model_name="simulation",
            constraint=models.CheckConstraint(
                condition=models.Q(("year__gte", 2000), ("year__lte", 2100)),
                name="fees_simulation_sane_year",
            ),
        ),
        migrations.AddConstraint(
            model_name="simulation",
            constraint=models.CheckConstraint(
                condition=models.Q(("target", None), ("target__gt", 0), _connector="OR"),
                name="fees_simulation_target_above_zero",
                violation_error_message="A total to reach is above 0.",
            ),
        ),
        migrations.AddConstraint(
            model_name="simulationmodel",
            constraint=models.UniqueConstraint(
                fields=("network", "simulation", "position"), name="fees_simulation_model_place"
            ),
        ),
        migrations.AddConstraint(
            model_name="simulationmodel",
            constraint=models.CheckConstraint(
                condition=models.Q(("position__lte", 4)), name="fees_simulation_model_most"
            ),
        ),
    ]
