import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import network.scope


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("network", "0008_private_lines"),
    ]

    operations = [
        migrations.CreateModel(
            name="Edition",
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
                        choices=[("annual", "annual report"), ("regional", "regional pack")],
                        max_length=10,
                        verbose_name="report",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "language",
                    models.CharField(
                        choices=[("sv", "Swedish"), ("en", "English")],
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="edition")),
                (
                    "digest",
                    models.CharField(max_length=64, verbose_name="SHA-256 of paper and workbook"),
                ),
                ("user_id", models.BigIntegerField(editable=False, null=True)),
                (
                    "made_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="made"
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
                    "paper",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="network.document",
                        verbose_name="paper",
                    ),
                ),
                (
                    "workbook",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="network.document",
                        verbose_name="workbook",
                    ),
                ),
            ],
            options={
                "verbose_name": "edition of a report",
                "verbose_name_plural": "editions of reports",
                "ordering": ["-made_at", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("network", "kind", "year", "language", "number"),
                        name="reports_edition_once",
                        violation_error_message="There is an edition with that number.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("section", models.CharField(max_length=20, verbose_name="section")),
                (
                    "language",
                    models.CharField(
                        choices=[("sv", "Swedish"), ("en", "English")],
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="version")),
                ("content", models.JSONField(default=dict, verbose_name="content")),
                ("by_name", models.CharField(max_length=120, verbose_name="by")),
                ("user_id", models.BigIntegerField(editable=False, null=True)),
                (
                    "at",
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
                "verbose_name": "text of a report",
                "verbose_name_plural": "texts of reports",
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("network", "year", "section", "language", "number"),
                        name="reports_text_version_once",
                        violation_error_message="Somebody else saved a version meanwhile.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("number__gte", 1), ("year__gte", 2000), ("year__lte", 2100)
                        ),
                        name="reports_text_sane",
                        violation_error_message="Write a year from 2000 to 2100.",
                    ),
                ],
            },
        ),
    ]
