import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import network.scope


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0034_wishes_locks"),
        ("network", "0007_verify_is_reserved"),
    ]

    operations = [
        migrations.CreateModel(
            name="Merger",
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
                        choices=[("together", "put together"), ("out", "taken out")],
                        default="together",
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="title")),
                (
                    "made_target",
                    models.BooleanField(default=False, verbose_name="made the candidate"),
                ),
                (
                    "by_user_id",
                    models.BigIntegerField(editable=False, null=True, verbose_name="by"),
                ),
                (
                    "at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="when"
                    ),
                ),
                (
                    "undone_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="undone"),
                ),
                (
                    "undone_by_id",
                    models.BigIntegerField(editable=False, null=True, verbose_name="undone by"),
                ),
                (
                    "campaign",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mergers",
                        to="courses.campaign",
                        verbose_name="needs assessment",
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
                    "target",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="mergers",
                        to="courses.candidate",
                        verbose_name="candidate",
                    ),
                ),
            ],
            options={
                "verbose_name": "merger of needs",
                "verbose_name_plural": "mergers of needs",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="HigherEducationRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "seats",
                    models.PositiveSmallIntegerField(
                        default=40, verbose_name="at least so many seats in a year"
                    ),
                ),
                (
                    "members",
                    models.PositiveSmallIntegerField(
                        default=4, verbose_name="at least so many authorities"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="where the figures come from"
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
                "verbose_name": "rule for higher vocational education",
                "verbose_name_plural": "rules for higher vocational education",
                "constraints": [
                    models.UniqueConstraint(fields=("network",), name="courses_higher_rule_once"),
                    models.CheckConstraint(
                        condition=models.Q(("members__gte", 1), ("seats__gte", 1)),
                        name="courses_higher_rule_some",
                        violation_error_message="Write numbers of 1 or more.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MergedPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("line", models.BigIntegerField(null=True, verbose_name="need")),
                (
                    "candidate",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="courses.candidate",
                        verbose_name="candidate",
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
                    "was",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="courses.candidate",
                        verbose_name="was part of",
                    ),
                ),
                (
                    "merger",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="courses.merger",
                        verbose_name="merger",
                    ),
                ),
            ],
            options={
                "verbose_name": "part of a merger",
                "verbose_name_plural": "parts of mergers",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("candidate__isnull", False), ("line", None)),
                            models.Q(("candidate", None), ("line__isnull", False)),
                            _connector="OR",
                        ),
                        name="courses_merged_part_one",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SetApart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("one", models.CharField(max_length=240, verbose_name="wording")),
                ("other", models.CharField(max_length=240, verbose_name="other wording")),
                (
                    "by_user_id",
                    models.BigIntegerField(editable=False, null=True, verbose_name="by"),
                ),
                (
                    "at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="when"
                    ),
                ),
                (
                    "campaign",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="set_apart",
                        to="courses.campaign",
                        verbose_name="needs assessment",
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
                "verbose_name": "needs that are not the same",
                "verbose_name_plural": "needs that are not the same",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("network", "campaign", "one", "other"),
                        name="courses_set_apart_once",
                    )
                ],
            },
        ),
    ]
