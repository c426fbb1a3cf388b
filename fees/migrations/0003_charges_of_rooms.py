"""Charges that other rooms lay: without VAT until a run takes them, and taken back by another."""

import django.db.models.deletion
from django.db import migrations, models

import network.scope
from network.schema import composite_key


class Migration(migrations.Migration):
    dependencies = [
        ("fees", "0002_numbers_and_locks"),
        ("members", "0005_guarded_people"),
        ("network", "0002_scope_and_locks"),
    ]

    operations = [
        migrations.AddField(
            model_name="charge",
            name="not_before",
            field=models.DateField(
                help_text="Until then it may still be taken back.",
                null=True,
                verbose_name="may be billed from",
            ),
        ),
        migrations.AddField(
            model_name="charge",
            name="reverses",
            field=network.scope.TenantKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="fees.charge",
                verbose_name="takes back",
            ),
        ),
        migrations.AlterField(
            model_name="charge",
            name="vat_category",
            field=models.CharField(
                blank=True,
                choices=[("O", "outside VAT"), ("S", "with VAT"), ("E", "exempt from VAT")],
                max_length=1,
                verbose_name="VAT",
            ),
        ),
        migrations.AlterField(
            model_name="charge",
            name="vat_rate",
            field=models.DecimalField(
                decimal_places=2, max_digits=4, null=True, verbose_name="rate"
            ),
        ),
        migrations.AlterField(
            model_name="charge",
            name="vat_rule",
            field=network.scope.TenantKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="fees.vatrule",
                verbose_name="VAT rule",
            ),
        ),
        migrations.AddConstraint(
            model_name="charge",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("run", None), models.Q(("vat_category", ""), _negated=True), _connector="OR"
                ),
                name="fees_charge_has_vat",
            ),
        ),
        migrations.AddConstraint(
            model_name="charge",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("net__gte", 0), models.Q(("reverses", None), _negated=True), _connector="OR"
                ),
                name="fees_charge_below_zero",
            ),
        ),
        migrations.RunSQL(
            composite_key("fees_charge", "reverses_id", "fees_charge"),
            "ALTER TABLE fees_charge DROP CONSTRAINT fees_charge_reverses_id_in_network;"
            " DROP INDEX fees_charge_reverses_id_idx;",
        ),
    ]
