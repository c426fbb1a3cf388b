"""The model that priced a charge, issuers that keep and archive, VAT exemptions, a budget."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import network.scope


class Migration(migrations.Migration):
    dependencies = [
        ("fees", "0007_reminder_locks"),
        ("members", "0012_signers_links"),
        ("network", "0007_verify_is_reserved"),
    ]

    operations = [
        migrations.CreateModel(
            name="BudgetLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "side",
                    models.CharField(
                        choices=[("income", "income"), ("cost", "costs")],
                        max_length=6,
                        verbose_name="income or cost",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="outcome is read from"
                    ),
                ),
                ("heading", models.CharField(blank=True, max_length=80, verbose_name="heading")),
                (
                    "amount",
                    models.DecimalField(decimal_places=2, max_digits=12, verbose_name="budget"),
                ),
                (
                    "outcome",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        verbose_name="outcome written by hand",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                (
                    "changed_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="changed"
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
                "verbose_name": "budget line",
                "verbose_name_plural": "budget lines",
                "ordering": ["-year", "-side", "heading", "id"],
            },
        ),
        migrations.AddField(
            model_name="charge",
            name="fee_model",
            field=network.scope.TenantKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="charges",
                to="fees.feemodel",
                verbose_name="fee model",
            ),
        ),
        migrations.AddField(
            model_name="feemodel",
            name="replaces",
            field=network.scope.TenantKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="fees.feemodel",
                verbose_name="follows on",
            ),
        ),
        migrations.AddField(
            model_name="issuer",
            name="archive_decision",
            field=models.CharField(
                blank=True,
                help_text="The host authority's own decision and its registry number.",
                max_length=200,
                verbose_name="decision on keeping and clearing",
            ),
        ),
        migrations.AddField(
            model_name="issuer",
            name="archive_years",
            field=models.PositiveSmallIntegerField(
                default=7,
                help_text="RA-FS 2018:10 asks for seven years at least.",
                verbose_name="years that invoices are kept",
            ),
        ),
        migrations.AddField(
            model_name="issuer",
            name="bills_itself",
            field=models.BooleanField(
                default=False,
                help_text="Otherwise its own share is booked internally and stands on no invoice.",
                verbose_name="the host is invoiced as well",
            ),
        ),
        migrations.AddField(
            model_name="issuer",
            name="registry_pattern",
            field=models.CharField(
                blank=True,
                help_text="Such as 3.8-NNN/YYYY. Only shown to those who register invoices.",
                max_length=60,
                verbose_name="how the host writes registry numbers",
            ),
        ),
        migrations.AddField(
            model_name="vatrule",
            name="exemption",
            field=models.CharField(
                blank=True,
                help_text="Stands on the invoice.",
                max_length=200,
                verbose_name="reason of the exemption",
            ),
        ),
        migrations.AddField(
            model_name="vatrule",
            name="exemption_code",
            field=models.CharField(
                blank=True,
                help_text="From the list of the e-invoice standard, such as VATEX-EU-132-1I.",
                max_length=30,
                verbose_name="code of the exemption",
            ),
        ),
        migrations.AddConstraint(
            model_name="feemodel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until", None), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="fees_fee_model_days",
                violation_error_message="The fee model ends before it begins.",
            ),
        ),
        migrations.AddConstraint(
            model_name="issuer",
            constraint=models.CheckConstraint(
                condition=models.Q(("archive_years__gte", 7), ("archive_years__lte", 100)),
                name="fees_issuer_archive_years",
                violation_error_message="Invoices are kept for seven years at least.",
            ),
        ),
        migrations.AddConstraint(
            model_name="vatrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("assessed_by", ""), _negated=True),
                name="fees_vat_rule_assessor",
                violation_error_message="Say who assessed it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="vatrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("category", "E"), _negated=True),
                    models.Q(("exemption", ""), _negated=True),
                    _connector="OR",
                ),
                name="fees_vat_rule_exempt_why",
                violation_error_message="An exemption needs its reason in words.",
            ),
        ),
        migrations.AddConstraint(
            model_name="vatrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("category", "S"), _negated=True),
                    models.Q(("exemption", ""), ("exemption_code", "")),
                    _connector="OR",
                ),
                name="fees_vat_rule_no_reason",
                violation_error_message="What carries VAT has no reason of exemption.",
            ),
        ),
        migrations.AddConstraint(
            model_name="budgetline",
            constraint=models.UniqueConstraint(
                fields=("network", "year", "side", "source", "heading"),
                name="fees_budget_line_once",
                violation_error_message="That heading has a budget already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="budgetline",
            constraint=models.CheckConstraint(
                condition=models.Q(("year__gte", 2000), ("year__lte", 2100)),
                name="fees_budget_line_sane_year",
                violation_error_message="Write a year from 2000 to 2100.",
            ),
        ),
        migrations.AddConstraint(
            model_name="budgetline",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gte", 0)),
                name="fees_budget_line_not_negative",
                violation_error_message="A budget is 0 or more; a cost stands under costs.",
            ),
        ),
        migrations.AddConstraint(
            model_name="budgetline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("source", ""), models.Q(("heading", ""), _negated=True)),
                    models.Q(models.Q(("source", ""), _negated=True), ("outcome", None)),
                    _connector="OR",
                ),
                name="fees_budget_line_source",
                violation_error_message="Give the line a heading, or choose where its outcome is read from.",
            ),
        ),
    ]
