"""Limits in a manager's yes, the employee's own consent, and advertisements taken down."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("loans", "0011_board_locks"),
        ("network", "0008_private_lines"),
    ]

    operations = [
        migrations.AddField(
            model_name="consent",
            name="starts",
            field=models.DateField(blank=True, null=True, verbose_name="not before"),
        ),
        migrations.AddField(
            model_name="consent",
            name="ends",
            field=models.DateField(blank=True, null=True, verbose_name="not after"),
        ),
        migrations.AddField(
            model_name="consent",
            name="percent",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="at most, per cent"
            ),
        ),
        migrations.AddField(
            model_name="interest",
            name="own_consent",
            field=models.BooleanField(
                default=False,
                verbose_name="I consent to work for an employer outside the State's own rules",
            ),
        ),
        migrations.AddField(
            model_name="jobadvertisement",
            name="ended_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="taken down"),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("starts", None),
                        ("ends", None),
                        ("ends__gte", models.F("starts")),
                        _connector="OR",
                    ),
                    models.Q(("percent", None), ("percent__range", (5, 100)), _connector="OR"),
                ),
                name="loans_consent_limits",
                violation_error_message="The limits end before they begin.",
            ),
        ),
    ]
