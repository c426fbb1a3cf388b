"""Credit notes of lines, corrections that somebody asks for, and charges by hand."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import network.scope


class Migration(migrations.Migration):
    dependencies = [
        ("fees", "0017_locks_of_runs"),
        ("members", "0012_signers_links"),
        ("network", "0007_verify_is_reserved"),
    ]

    operations = [
        migrations.CreateModel(
            name="Correction",
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
                            ("credit", "credit"),
                            ("cancel", "cancel before sending"),
                            ("write_off", "write off"),
                        ],
                        max_length=10,
                        verbose_name="what to do",
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="why")),
                ("lines", models.JSONField(default=list, verbose_name="lines")),
                (
                    "amount",
                    models.DecimalField(decimal_places=2, max_digits=12, verbose_name="amount"),
                ),
                ("again", models.BooleanField(default=False, verbose_name="bill again")),
                ("two_people", models.BooleanField(verbose_name="second pair of eyes")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waits for approval"),
                            ("done", "done"),
                            ("declined", "declined"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("asked_by", models.BigIntegerField(verbose_name="asked by")),
                (
                    "asked_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="asked"
                    ),
                ),
                ("decided_by", models.BigIntegerField(null=True, verbose_name="decided by")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="decided")),
                (
                    "credit",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="fees.invoice",
                        verbose_name="credit note",
                    ),
                ),
                (
                    "invoice",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
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
                ("answer", models.CharField(blank=True, max_length=300, verbose_name="why not")),
            ],
            options={
                "verbose_name": "correction",
                "verbose_name_plural": "corrections",
                "ordering": ["-asked_at", "-id"],
            },
        ),
        migrations.AddField(
            model_name="charge",
            name="made_by",
            field=models.BigIntegerField(null=True, verbose_name="charged by hand by"),
        ),
        migrations.AddField(
            model_name="charge",
            name="reason",
            field=models.CharField(blank=True, max_length=300, verbose_name="why it is charged"),
        ),
        migrations.AddField(
            model_name="charge",
            name="replaces",
            field=network.scope.TenantKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="fees.charge",
                verbose_name="billed again for",
            ),
        ),
        migrations.AddField(
            model_name="invoice",
            name="cancels",
            field=models.BooleanField(default=False, verbose_name="cancelled before it left"),
        ),
        migrations.AddField(
            model_name="invoice",
            name="vat_parts",
            field=models.JSONField(null=True, verbose_name="VAT taken back"),
        ),
        migrations.AddField(
            model_name="invoiceline",
            name="corrects",
            field=network.scope.TenantKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="credits",
                to="fees.invoiceline",
                verbose_name="credits the line",
            ),
        ),
        migrations.AlterField(
            model_name="invoiceline",
            name="charge",
            field=network.scope.TenantKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="lines",
                to="fees.charge",
                verbose_name="charge",
            ),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.CheckConstraint(
                condition=models.Q(("cancels", False), ("is_credit", True), _connector="OR"),
                name="fees_invoice_cancels",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "waiting")),
                fields=("network", "invoice"),
                name="fees_correction_one_waits",
                violation_error_message="Something is asked for that invoice already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("two_people", False),
                    models.Q(("state", "done"), _negated=True),
                    models.Q(
                        models.Q(("decided_by", None), _negated=True),
                        models.Q(("decided_by", models.F("asked_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="fees_correction_second_pair_of_eyes",
                violation_error_message="Somebody else must approve what you asked for.",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("credit", None), ("decided_at", None), ("state", "waiting")),
                    models.Q(
                        models.Q(("state", "waiting"), _negated=True),
                        models.Q(("decided_at", None), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="fees_correction_decided",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("credit", None),
                    models.Q(("state", "done"), models.Q(("kind", "write_off"), _negated=True)),
                    _connector="OR",
                ),
                name="fees_correction_credit",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0), models.Q(("reason", ""), _negated=True)),
                name="fees_correction_of_something",
                violation_error_message="Write why, and an amount above 0.",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "declined"), _negated=True),
                    models.Q(("answer", ""), _negated=True),
                    _connector="OR",
                ),
                name="fees_correction_why_not",
                violation_error_message="Write why not.",
            ),
        ),
    ]
