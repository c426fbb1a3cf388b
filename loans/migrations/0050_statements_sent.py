"""Who sent, approved and bills a cost statement, and its VAT."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("loans", "0043_sides_of_a_loan"),
        ("network", "0008_private_lines"),
    ]

    operations = [
        migrations.AddField(
            model_name="statement",
            name="approved_name",
            field=models.CharField(blank=True, max_length=120, verbose_name="approved by"),
        ),
        migrations.AddField(
            model_name="statement",
            name="billed_by",
            field=models.CharField(
                blank=True,
                choices=[
                    ("portal", "the portal, in the lender's name"),
                    ("lender", "the lender, in its own system"),
                ],
                editable=False,
                max_length=6,
                verbose_name="billed by",
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="returned_by",
            field=models.BigIntegerField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="statement",
            name="returned_name",
            field=models.CharField(blank=True, max_length=120, verbose_name="sent back by"),
        ),
        migrations.AddField(
            model_name="statement",
            name="sent_by",
            field=models.BigIntegerField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="statement",
            name="sent_name",
            field=models.CharField(
                blank=True, editable=False, max_length=120, verbose_name="sent by"
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="vat_category",
            field=models.CharField(
                blank=True,
                choices=[("O", "outside VAT"), ("S", "with VAT"), ("E", "exempt from VAT")],
                editable=False,
                max_length=1,
                verbose_name="VAT",
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="vat_rate",
            field=models.DecimalField(
                decimal_places=2, editable=False, max_digits=4, null=True, verbose_name="rate"
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sent_at", None),
                    models.Q(
                        models.Q(("billed_by", ""), _negated=True),
                        models.Q(("vat_category", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="loans_statement_sent_whole",
            ),
        ),
    ]
