"""E-invoices kept beside the paper, units as the standard names them, reasons of exemptions."""

import django.db.models.deletion
from django.db import migrations, models

import network.scope
from network.schema import composite_key

UNITS = [("C62", "piece"), ("ANN", "year"), ("MON", "month"), ("DAY", "day"), ("HUR", "hour")]


class Migration(migrations.Migration):
    dependencies = [
        ("fees", "0013_simulation_locks"),
        ("network", "0007_verify_is_reserved"),
    ]

    operations = [
        migrations.AddField(
            model_name="charge",
            name="unit_code",
            field=models.CharField(
                choices=UNITS, default="C62", max_length=3, verbose_name="unit on the e-invoice"
            ),
        ),
        migrations.AddField(
            model_name="invoice",
            name="einvoice",
            field=network.scope.TenantKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="network.document",
                verbose_name="e-invoice",
            ),
        ),
        migrations.AddField(
            model_name="invoiceline",
            name="unit_code",
            field=models.CharField(
                choices=UNITS, default="C62", max_length=3, verbose_name="unit on the e-invoice"
            ),
        ),
        migrations.AddField(
            model_name="invoiceline",
            name="exemption",
            field=models.CharField(
                blank=True, max_length=200, verbose_name="reason of the exemption"
            ),
        ),
        migrations.AddField(
            model_name="invoiceline",
            name="exemption_code",
            field=models.CharField(blank=True, max_length=30, verbose_name="code of the exemption"),
        ),
        migrations.RunSQL(
            composite_key("fees_invoice", "einvoice_id", "network_document"),
            "ALTER TABLE fees_invoice DROP CONSTRAINT fees_invoice_einvoice_id_in_network;"
            " DROP INDEX fees_invoice_einvoice_id_idx;",
        ),
    ]
