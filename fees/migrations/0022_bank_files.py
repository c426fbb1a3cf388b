"""Bank files looked through before they are taken in, and what was found out about payments."""

import django.db.models.deletion
from django.db import migrations, models

import network.scope


class Migration(migrations.Migration):
    dependencies = [
        ("fees", "0021_closed_ledger"),
        ("members", "0012_signers_links"),
        ("network", "0007_verify_is_reserved"),
    ]

    operations = [
        migrations.CreateModel(
            name="BankAccount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=34, verbose_name="account number")),
                (
                    "name",
                    models.CharField(blank=True, max_length=80, verbose_name="what it is called"),
                ),
                ("since", models.DateField(verbose_name="from")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "membership",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.membership",
                        verbose_name="host authority",
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
                "verbose_name": "bank account",
                "verbose_name_plural": "bank accounts",
                "ordering": ["number", "since"],
            },
        ),
        migrations.AddField(
            model_name="allocation",
            name="how",
            field=models.CharField(
                blank=True,
                choices=[
                    ("reference", "by the payment reference"),
                    ("number", "by the number in the message"),
                    ("references", "by several references"),
                    ("payer", "by payer and amount"),
                    ("sum", "the payer’s invoices add up to the amount"),
                    ("hand", "by hand"),
                ],
                max_length=10,
                verbose_name="placed",
            ),
        ),
        migrations.AddField(
            model_name="payment",
            name="finding",
            field=models.CharField(
                blank=True,
                choices=[
                    ("full", "pays in full"),
                    ("part", "pays in part"),
                    ("over", "more than is owed"),
                    ("double", "paid twice"),
                    ("closed", "credited or written off"),
                    ("several", "can be understood in several ways"),
                    ("unknown", "no invoice found"),
                    ("twin", "perhaps read already"),
                ],
                max_length=8,
                verbose_name="what it is",
            ),
        ),
        migrations.AddField(
            model_name="payment",
            name="named",
            field=models.JSONField(default=list, verbose_name="invoices that it names"),
        ),
        migrations.AddField(
            model_name="payment",
            name="parts",
            field=models.JSONField(default=list, verbose_name="references that the bank tells"),
        ),
        migrations.AddField(
            model_name="payment",
            name="payer_number",
            field=models.CharField(
                blank=True, max_length=10, verbose_name="the payer’s organisation number"
            ),
        ),
        migrations.AddField(
            model_name="payment",
            name="repaid_on",
            field=models.DateField(null=True, verbose_name="paid back on"),
        ),
        migrations.AddField(
            model_name="paymentfile",
            name="content",
            field=models.BinaryField(default=bytes, verbose_name="content"),
        ),
        migrations.AddField(
            model_name="paymentfile",
            name="taken_at",
            field=models.DateTimeField(null=True, verbose_name="taken in"),
        ),
        migrations.AddField(
            model_name="paymentfile",
            name="taken_by",
            field=models.BigIntegerField(null=True, verbose_name="taken in by"),
        ),
        migrations.AddField(
            model_name="paymentfile",
            name="told",
            field=models.JSONField(default=list, verbose_name="other entries"),
        ),
        migrations.AddIndex(
            model_name="payment",
            index=models.Index(fields=["network", "-day", "-id"], name="payment_latest"),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(("repaid_on", None), ("set_aside", True), _connector="OR"),
                name="fees_payment_repaid",
            ),
        ),
        migrations.AddConstraint(
            model_name="bankaccount",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until", None)),
                fields=("network", "number"),
                name="fees_bank_account_once",
                violation_error_message="That account stands here already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="bankaccount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until", None), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="fees_bank_account_dates",
                violation_error_message="It ends before it begins.",
            ),
        ),
    ]
