"""Who sells: each lender its own staff loans, the host everything else."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models

import members.models.membership
import network.scope


class Migration(migrations.Migration):
    dependencies = [
        ("fees", "0025_inside_locks"),
        ("members", "0016_competence_locks"),
        ("network", "0007_verify_is_reserved"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="invoicerun",
            name="fees_one_run_in_preparation",
        ),
        migrations.RemoveConstraint(
            model_name="issuer",
            name="fees_issuer_once_at_a_time",
        ),
        migrations.AddField(
            model_name="charge",
            name="seller",
            field=network.scope.TenantKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="members.membership",
                verbose_name="sells, where that is no host",
            ),
        ),
        migrations.AddConstraint(
            model_name="charge",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("seller", None),
                    models.Q(
                        ("kind", "staff_loan"),
                        models.Q(("seller", models.F("membership")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="fees_charge_sold_by_the_lender",
            ),
        ),
        migrations.AddConstraint(
            model_name="invoicerun",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("approved_at", None),
                    ("cancelled_at", None),
                    models.Q(("kind", "staff_loan"), _negated=True),
                ),
                fields=("network", "kind", "year"),
                name="fees_one_run_in_preparation",
                violation_error_message="A run of that kind is being prepared already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="invoicerun",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("approved_at", None), ("cancelled_at", None), ("kind", "staff_loan")
                ),
                fields=("network", "issuer", "year"),
                name="fees_one_run_of_a_lender",
                violation_error_message="A run of that lender is being prepared already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="issuer",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("kind", "staff_loan"), _negated=True),
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
                name="fees_issuer_once_at_a_time",
                violation_error_message="Another host bills that kind of fee in that time.",
            ),
        ),
        migrations.AddConstraint(
            model_name="issuer",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("kind", "staff_loan")),
                expressions=[
                    ("network", "="),
                    ("membership", "="),
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
                name="fees_issuer_lender_once_at_a_time",
                violation_error_message="That lender bills its loans otherwise in that time.",
            ),
        ),
        migrations.AddConstraint(
            model_name="vatrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "staff_loan"), _negated=True),
                    models.Q(("category", "O"), ("relation", "same")),
                    models.Q(models.Q(("relation", "same"), _negated=True), ("category", "S")),
                    _connector="OR",
                ),
                name="fees_vat_rule_staff_loan",
                violation_error_message="Lending staff is outside VAT within one legal person and carries VAT to every other: hiring out staff is never exempt.",
            ),
        ),
    ]
