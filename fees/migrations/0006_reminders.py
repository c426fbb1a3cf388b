"""Reminders as data: rule, steps, respites, and what was sent."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import network.scope


class Migration(migrations.Migration):
    dependencies = [
        ("fees", "0005_settled_by_the_database"),
        ("members", "0014_head_count_locks"),
        ("network", "0007_verify_is_reserved"),
    ]

    operations = [
        migrations.CreateModel(
            name="InvoiceReminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="reminder")),
                (
                    "tone",
                    models.CharField(
                        choices=[
                            ("friendly", "friendly"),
                            ("plain", "plain"),
                            ("last", "last reminder"),
                        ],
                        max_length=8,
                        verbose_name="tone",
                    ),
                ),
                (
                    "left",
                    models.DecimalField(
                        decimal_places=2, max_digits=12, verbose_name="left to pay"
                    ),
                ),
                (
                    "fee",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=7, verbose_name="fee"
                    ),
                ),
                ("day", models.DateField(verbose_name="day")),
                ("letter", models.CharField(max_length=120, verbose_name="letter")),
                ("sent_by", models.BigIntegerField(null=True, verbose_name="sent by")),
                (
                    "sent_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="sent"
                    ),
                ),
                (
                    "invoice",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to="fees.invoice",
                        verbose_name="invoice",
                    ),
                ),
                (
                    "membership",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.membership",
                        verbose_name="payer",
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
                "verbose_name": "reminder",
                "verbose_name_plural": "reminders",
                "ordering": ["-sent_at", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("network", "invoice", "number"), name="fees_reminder_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fee__gte", 0), ("left__gt", 0), ("number__gte", 1), ("number__lte", 3)
                        ),
                        name="fees_reminder_of_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InvoiceRespite",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("until", models.DateField(verbose_name="no reminders until")),
                ("reason", models.CharField(max_length=200, verbose_name="why")),
                ("given_by", models.BigIntegerField(verbose_name="given by")),
                (
                    "given_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="given"
                    ),
                ),
                ("ended_on", models.DateField(editable=False, null=True, verbose_name="ended")),
                (
                    "invoice",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="respites",
                        to="fees.invoice",
                        verbose_name="invoice",
                    ),
                ),
                (
                    "membership",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.membership",
                        verbose_name="payer",
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
                "verbose_name": "respite",
                "verbose_name_plural": "respites",
                "ordering": ["-given_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="fees_respite_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on", None),
                            ("ended_on__lte", models.F("until")),
                            _connector="OR",
                        ),
                        name="fees_respite_days",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on", None)),
                        fields=("network", "invoice"),
                        name="fees_one_respite",
                        violation_error_message="The invoice has respite already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReminderRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateField(verbose_name="from")),
                (
                    "automatic",
                    models.BooleanField(
                        default=False, verbose_name="reminders go out by themselves"
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
                "verbose_name": "rule for reminders",
                "verbose_name_plural": "rules for reminders",
                "ordering": ["-since"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("network", "since"), name="fees_reminder_rule_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReminderStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="reminder")),
                ("days", models.PositiveSmallIntegerField(verbose_name="days after the due date")),
                (
                    "tone",
                    models.CharField(
                        choices=[
                            ("friendly", "friendly"),
                            ("plain", "plain"),
                            ("last", "last reminder"),
                        ],
                        max_length=8,
                        verbose_name="tone",
                    ),
                ),
                (
                    "fee",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=7, verbose_name="fee"
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
                "verbose_name": "reminder step",
                "verbose_name_plural": "reminder steps",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("network", "number"), name="fees_reminder_step_once"
                    ),
                    models.UniqueConstraint(
                        fields=("network", "days"),
                        name="fees_reminder_step_days",
                        violation_error_message="Two reminders go out on the same day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("days__gte", 1),
                            ("days__lte", 365),
                            ("fee__gte", 0),
                            ("number__gte", 1),
                            ("number__lte", 3),
                        ),
                        name="fees_reminder_step_sane",
                        violation_error_message="Write 1 to 365 days, and a fee of 0 or more.",
                    ),
                ],
            },
        ),
    ]
