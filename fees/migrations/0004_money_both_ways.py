"""Proposals of fee models, issuers' channels, credit notes, payments and what they settle."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import members.models.membership
import network.scope

FILL = """
ALTER TABLE fees_invoice DISABLE TRIGGER fees_invoice_stays;
UPDATE fees_invoice SET balance = total;
ALTER TABLE fees_invoice ENABLE TRIGGER fees_invoice_stays;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("fees", "0003_charges_of_rooms"),
        ("members", "0012_signers_links"),
        ("network", "0007_verify_is_reserved"),
    ]

    operations = [
        migrations.CreateModel(
            name="PaymentFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="file")),
                ("digest", models.CharField(max_length=64, verbose_name="fingerprint")),
                (
                    "format",
                    models.CharField(
                        choices=[
                            ("camt054", "camt.054"),
                            ("camt053", "camt.053"),
                            ("bgmax", "BgMax"),
                        ],
                        max_length=8,
                        verbose_name="format",
                    ),
                ),
                ("made_on", models.DateField(null=True, verbose_name="made by the bank")),
                ("read_by", models.BigIntegerField(verbose_name="read by")),
                (
                    "read_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="read"
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
                "verbose_name": "bank file",
                "verbose_name_plural": "bank files",
                "ordering": ["-read_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Payment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=140, verbose_name="the bank's reference")),
                ("day", models.DateField(verbose_name="paid on")),
                (
                    "amount",
                    models.DecimalField(decimal_places=2, max_digits=12, verbose_name="amount"),
                ),
                (
                    "left",
                    models.DecimalField(decimal_places=2, max_digits=12, verbose_name="not placed"),
                ),
                (
                    "account",
                    models.CharField(blank=True, max_length=34, verbose_name="to the account"),
                ),
                (
                    "reference",
                    models.CharField(blank=True, max_length=140, verbose_name="payment reference"),
                ),
                (
                    "payer_name",
                    models.CharField(blank=True, max_length=140, verbose_name="payer by the bank"),
                ),
                (
                    "payer_account",
                    models.CharField(blank=True, max_length=34, verbose_name="the payer's account"),
                ),
                ("message", models.CharField(blank=True, max_length=500, verbose_name="message")),
                (
                    "set_aside",
                    models.BooleanField(
                        default=False, verbose_name="not for the network's invoices"
                    ),
                ),
                (
                    "why_aside",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="why it is set aside"
                    ),
                ),
                (
                    "membership",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
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
                (
                    "file",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="fees.paymentfile",
                        verbose_name="bank file",
                    ),
                ),
            ],
            options={
                "verbose_name": "payment",
                "verbose_name_plural": "payments",
                "ordering": ["-day", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Allocation",
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
                            ("payment", "payment"),
                            ("credit", "credit note"),
                            ("write_off", "write-off"),
                            ("repayment", "repayment"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(decimal_places=2, max_digits=12, verbose_name="amount"),
                ),
                ("day", models.DateField(verbose_name="day")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                ("made_by", models.BigIntegerField(null=True, verbose_name="made by")),
                (
                    "made_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="made"
                    ),
                ),
                (
                    "invoice",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allocations",
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
                (
                    "other",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="fees.invoice",
                        verbose_name="set off against the invoice",
                    ),
                ),
                (
                    "undoes",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="fees.allocation",
                        verbose_name="undoes",
                    ),
                ),
                (
                    "payment",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allocations",
                        to="fees.payment",
                        verbose_name="payment",
                    ),
                ),
            ],
            options={
                "verbose_name": "allocation",
                "verbose_name_plural": "allocations",
                "ordering": ["made_at", "id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="feemodel",
            name="fees_fee_model_once_at_a_time",
        ),
        migrations.AddField(
            model_name="feemodel",
            name="adopted",
            field=models.BooleanField(
                default=True,
                help_text="A proposal bills nobody; it is there to be reckoned on and compared.",
                verbose_name="adopted",
            ),
        ),
        migrations.AddField(
            model_name="feemodel",
            name="associated_share",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                max_digits=5,
                null=True,
                verbose_name="share that an associated party pays, %",
            ),
        ),
        migrations.AddField(
            model_name="feemodel",
            name="base",
            field=models.DecimalField(
                blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="base amount"
            ),
        ),
        migrations.AddField(
            model_name="feemodel",
            name="host_reduction",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                max_digits=5,
                null=True,
                verbose_name="reduction for the host authority, %",
            ),
        ),
        migrations.AddField(
            model_name="feemodel",
            name="in_kind_ceiling",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                max_digits=5,
                null=True,
                verbose_name="credit at most, percent of the fee",
            ),
        ),
        migrations.AddField(
            model_name="feemodel",
            name="in_kind_share",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                max_digits=5,
                null=True,
                verbose_name="credit for the value of contributed hours, %",
            ),
        ),
        migrations.AddField(
            model_name="feemodel",
            name="included",
            field=models.PositiveIntegerField(
                blank=True, default=0, verbose_name="employees within the base amount"
            ),
        ),
        migrations.AddField(
            model_name="feemodel",
            name="part_year",
            field=models.CharField(
                choices=[
                    ("whole", "the whole year"),
                    ("months", "for each month begun"),
                    ("days", "for each day"),
                ],
                default="whole",
                max_length=8,
                verbose_name="part of a year",
            ),
        ),
        migrations.AddField(
            model_name="invoice",
            name="balance",
            field=models.DecimalField(
                decimal_places=2, default=0, max_digits=12, verbose_name="left to pay"
            ),
            preserve_default=False,
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddField(
            model_name="invoice",
            name="corrects",
            field=network.scope.TenantKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="credits",
                to="fees.invoice",
                verbose_name="corrects",
            ),
        ),
        migrations.AddField(
            model_name="invoice",
            name="is_credit",
            field=models.BooleanField(default=False, verbose_name="credit note"),
        ),
        migrations.AddField(
            model_name="invoice",
            name="reason",
            field=models.CharField(blank=True, max_length=300, verbose_name="why it is credited"),
        ),
        migrations.AddField(
            model_name="issuer",
            name="access_point_email",
            field=models.EmailField(
                blank=True, max_length=254, verbose_name="the access point's mail address"
            ),
        ),
        migrations.AddField(
            model_name="issuer",
            name="channel",
            field=models.CharField(
                choices=[
                    ("download", "downloaded by the economist"),
                    ("folder", "a folder that the access point watches"),
                    ("mail", "mail to the access point"),
                ],
                default="download",
                max_length=8,
                verbose_name="e-invoices leave by",
            ),
        ),
        migrations.AddField(
            model_name="issuer",
            name="city",
            field=models.CharField(blank=True, max_length=60, verbose_name="city"),
        ),
        migrations.AddField(
            model_name="issuer",
            name="endpoint",
            field=models.CharField(
                blank=True,
                help_text="Empty: the host authority's organisation number.",
                max_length=50,
                verbose_name="Peppol address",
            ),
        ),
        migrations.AddField(
            model_name="issuer",
            name="endpoint_scheme",
            field=models.CharField(
                choices=[("0007", "Organisation number"), ("0088", "GLN (location number)")],
                default="0007",
                max_length=4,
                verbose_name="Peppol scheme",
            ),
        ),
        migrations.AddField(
            model_name="issuer",
            name="f_tax",
            field=models.BooleanField(
                default=False,
                help_text="State agencies and municipalities are not; a company may be.",
                verbose_name="approved for F-tax",
            ),
        ),
        migrations.AddField(
            model_name="issuer",
            name="ocr_length",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Only where the bank checks a fixed length.",
                null=True,
                verbose_name="digits in the OCR number",
            ),
        ),
        migrations.AddField(
            model_name="issuer",
            name="ocr_level",
            field=models.CharField(
                choices=[
                    ("check", "check digit"),
                    ("length", "check digit and length digit"),
                    ("fixed", "check digit and a fixed length"),
                ],
                default="length",
                max_length=8,
                verbose_name="OCR as agreed with the bank",
            ),
        ),
        migrations.RunSQL(
            "UPDATE fees_issuer SET ocr_level = 'check' WHERE NOT ocr_with_length;",
            "UPDATE fees_issuer SET ocr_with_length = false WHERE ocr_level = 'check';",
        ),
        migrations.RemoveField(
            model_name="issuer",
            name="ocr_with_length",
        ),
        migrations.AddField(
            model_name="issuer",
            name="postal_code",
            field=models.CharField(blank=True, max_length=5, verbose_name="postal code"),
        ),
        migrations.AlterField(
            model_name="charge",
            name="kind",
            field=models.CharField(
                choices=[
                    ("membership", "membership fee"),
                    ("course_seat", "course fee"),
                    ("late_fee", "late cancellation fee"),
                    ("no_show", "no-show fee"),
                    ("settlement", "self-cost settlement"),
                    ("staff_loan", "staff loan"),
                    ("other", "other fee"),
                ],
                max_length=16,
                verbose_name="kind of fee",
            ),
        ),
        migrations.AlterField(
            model_name="feemodel",
            name="kind",
            field=models.CharField(
                choices=[
                    ("membership", "membership fee"),
                    ("course_seat", "course fee"),
                    ("late_fee", "late cancellation fee"),
                    ("no_show", "no-show fee"),
                    ("settlement", "self-cost settlement"),
                    ("staff_loan", "staff loan"),
                    ("other", "other fee"),
                ],
                default="membership",
                max_length=16,
                verbose_name="kind of fee",
            ),
        ),
        migrations.AlterField(
            model_name="feemodel",
            name="method",
            field=models.CharField(
                choices=[
                    ("bands", "by band of employees"),
                    ("levels", "by level"),
                    ("heads", "per employee"),
                    ("base", "base amount and an amount per employee"),
                ],
                max_length=8,
                verbose_name="computed",
            ),
        ),
        migrations.AlterField(
            model_name="invoice",
            name="kind",
            field=models.CharField(
                choices=[
                    ("membership", "membership fee"),
                    ("course_seat", "course fee"),
                    ("late_fee", "late cancellation fee"),
                    ("no_show", "no-show fee"),
                    ("settlement", "self-cost settlement"),
                    ("staff_loan", "staff loan"),
                    ("other", "other fee"),
                ],
                max_length=16,
                verbose_name="kind of fee",
            ),
        ),
        migrations.AlterField(
            model_name="invoice",
            name="state",
            field=models.CharField(
                choices=[
                    ("issued", "issued"),
                    ("part_paid", "paid in part"),
                    ("paid", "paid"),
                    ("credited", "credited"),
                    ("written_off", "written off"),
                ],
                default="issued",
                max_length=12,
                verbose_name="state",
            ),
        ),
        migrations.AlterField(
            model_name="invoicerun",
            name="kind",
            field=models.CharField(
                choices=[
                    ("membership", "membership fee"),
                    ("course_seat", "course fee"),
                    ("late_fee", "late cancellation fee"),
                    ("no_show", "no-show fee"),
                    ("settlement", "self-cost settlement"),
                    ("staff_loan", "staff loan"),
                    ("other", "other fee"),
                ],
                max_length=16,
                verbose_name="kind of fee",
            ),
        ),
        migrations.AlterField(
            model_name="issuer",
            name="kind",
            field=models.CharField(
                choices=[
                    ("membership", "membership fee"),
                    ("course_seat", "course fee"),
                    ("late_fee", "late cancellation fee"),
                    ("no_show", "no-show fee"),
                    ("settlement", "self-cost settlement"),
                    ("staff_loan", "staff loan"),
                    ("other", "other fee"),
                ],
                max_length=16,
                verbose_name="kind of fee",
            ),
        ),
        migrations.AlterField(
            model_name="vatrule",
            name="kind",
            field=models.CharField(
                choices=[
                    ("membership", "membership fee"),
                    ("course_seat", "course fee"),
                    ("late_fee", "late cancellation fee"),
                    ("no_show", "no-show fee"),
                    ("settlement", "self-cost settlement"),
                    ("staff_loan", "staff loan"),
                    ("other", "other fee"),
                ],
                max_length=16,
                verbose_name="kind of fee",
            ),
        ),
        migrations.AddConstraint(
            model_name="feemodel",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("adopted", True)),
                expressions=[
                    ("network", "="),
                    ("kind", "="),
                    (
                        members.models.membership.Days(
                            models.F("since"),
                            models.F("until"),
                            django.contrib.postgres.fields.ranges.RangeBoundary(
                                inclusive_lower=True, inclusive_upper=True
                            ),
                        ),
                        "&&",
                    ),
                ],
                name="fees_fee_model_once_at_a_time",
                violation_error_message="Another fee model holds in that time.",
            ),
        ),
        migrations.AddConstraint(
            model_name="feemodel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("associated_share", None),
                    models.Q(("associated_share__gte", 0), ("associated_share__lte", 100)),
                    _connector="OR",
                ),
                name="fees_fee_model_associated_share",
                violation_error_message="A share is from 0 to 100 %.",
            ),
        ),
        migrations.AddConstraint(
            model_name="feemodel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("host_reduction", None),
                    models.Q(("host_reduction__gte", 0), ("host_reduction__lte", 100)),
                    _connector="OR",
                ),
                name="fees_fee_model_host_reduction",
                violation_error_message="A share is from 0 to 100 %.",
            ),
        ),
        migrations.AddConstraint(
            model_name="feemodel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("in_kind_share", None),
                    models.Q(("in_kind_share__gte", 0), ("in_kind_share__lte", 100)),
                    _connector="OR",
                ),
                name="fees_fee_model_in_kind_share",
                violation_error_message="A share is from 0 to 100 %.",
            ),
        ),
        migrations.AddConstraint(
            model_name="feemodel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("in_kind_ceiling", None),
                    models.Q(("in_kind_ceiling__gte", 0), ("in_kind_ceiling__lte", 100)),
                    _connector="OR",
                ),
                name="fees_fee_model_in_kind_ceiling",
                violation_error_message="A share is from 0 to 100 %.",
            ),
        ),
        migrations.AddConstraint(
            model_name="feemodel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("floor", None),
                    ("ceiling", None),
                    ("floor__lte", models.F("ceiling")),
                    _connector="OR",
                ),
                name="fees_fee_model_floor_below_ceiling",
                violation_error_message="The least is more than the most.",
            ),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("balance__gte", 0),
                        ("balance__lte", models.F("total")),
                        ("corrects", None),
                        ("is_credit", False),
                    ),
                    models.Q(
                        ("balance__gte", models.F("total")),
                        ("balance__lte", 0),
                        ("is_credit", True),
                        models.Q(("corrects", None), _negated=True),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="fees_invoice_balance",
                violation_error_message="More would be settled than the invoice is on.",
            ),
        ),
        migrations.AddConstraint(
            model_name="issuer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ocr_length__gte", 6), ("ocr_length__lte", 25), ("ocr_level", "fixed")
                    ),
                    models.Q(models.Q(("ocr_level", "fixed"), _negated=True), ("ocr_length", None)),
                    _connector="OR",
                ),
                name="fees_issuer_ocr_length",
                violation_error_message="Say how many digits the OCR number has, 6 to 25.",
            ),
        ),
        migrations.AddConstraint(
            model_name="issuer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("channel", "mail"), _negated=True),
                    models.Q(("access_point_email", ""), _negated=True),
                    _connector="OR",
                ),
                name="fees_issuer_access_point",
                violation_error_message="Give the access point's mail address.",
            ),
        ),
        migrations.AddConstraint(
            model_name="allocation",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount", 0), _negated=True),
                name="fees_allocation_of_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="allocation",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", "payment"), ("payment", None), _connector="XOR"),
                name="fees_allocation_has_payment",
            ),
        ),
        migrations.AddConstraint(
            model_name="allocation",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", "credit"), ("other", None), _connector="XOR"),
                name="fees_allocation_has_other",
            ),
        ),
        migrations.AddConstraint(
            model_name="allocation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "write_off"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="fees_allocation_write_off_reason",
                violation_error_message="Write why it is written off.",
            ),
        ),
        migrations.AddConstraint(
            model_name="allocation",
            constraint=models.UniqueConstraint(
                fields=("network", "undoes"),
                name="fees_allocation_undone_once",
                violation_error_message="It is undone already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentfile",
            constraint=models.UniqueConstraint(
                fields=("network", "digest"),
                name="fees_payment_file_once",
                violation_error_message="The file is read already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.UniqueConstraint(
                fields=("network", "key"),
                name="fees_payment_once",
                violation_error_message="The payment is read already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0)), name="fees_payment_of_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(("left__gte", 0), ("left__lte", models.F("amount"))),
                name="fees_payment_left",
                violation_error_message="More would be placed than was paid.",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("set_aside", False),
                    models.Q(("why_aside", ""), _negated=True),
                    _connector="OR",
                ),
                name="fees_payment_why_aside",
            ),
        ),
    ]
