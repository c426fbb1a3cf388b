"""That a side ends a loan before its last day, as a row; and when its sides were warned."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import network.scope


class Migration(migrations.Migration):
    dependencies = [
        ("loans", "0031_agreement_address_locks"),
        ("network", "0008_private_lines"),
    ]

    operations = [
        migrations.AddField(
            model_name="loan",
            name="warned_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="warned of its end"),
        ),
        migrations.CreateModel(
            name="EarlyEnd",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("lender", "lending authority"),
                            ("borrower", "borrowing authority"),
                        ],
                        max_length=8,
                        verbose_name="broken off by",
                    ),
                ),
                (
                    "last_day",
                    models.DateField(help_text="That day included.", verbose_name="last day"),
                ),
                (
                    "why",
                    models.CharField(
                        help_text="Both sides, the person and their manager read it. Write nothing about anybody's health or private life.",
                        max_length=300,
                        verbose_name="why it is broken off",
                    ),
                ),
                (
                    "shorter",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="sooner than the notice"
                    ),
                ),
                ("by_name", models.CharField(editable=False, max_length=120, verbose_name="by")),
                ("user_id", models.BigIntegerField(editable=False, null=True)),
                ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "agreed",
                    models.BooleanField(
                        editable=False, null=True, verbose_name="the other side agrees"
                    ),
                ),
                (
                    "answered_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="answered"),
                ),
                ("answered_by", models.BigIntegerField(editable=False, null=True)),
                (
                    "loan",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="early_ends",
                        to="loans.loan",
                        verbose_name="loan",
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
                "verbose_name": "early end of a loan",
                "verbose_name_plural": "early ends of loans",
                "ordering": ["-at", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("agreed", None), ("shorter", True)),
                        fields=("network", "loan"),
                        name="loans_early_end_one_open",
                        violation_error_message="A shorter notice waits for an answer already.",
                    )
                ],
            },
        ),
    ]
