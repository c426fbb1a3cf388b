"""What members give in hours, by kind and agreed rate."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import django.db.models.functions.math
import django.utils.timezone
from django.db import migrations, models

import members.models.membership
import network.scope


class Migration(migrations.Migration):
    dependencies = [
        ("fees", "0009_rules_locks"),
        ("members", "0012_signers_links"),
        ("network", "0007_verify_is_reserved"),
    ]

    operations = [
        migrations.CreateModel(
            name="ContributionKind",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name_sv", models.CharField(max_length=80, verbose_name="name in Swedish")),
                (
                    "name_en",
                    models.CharField(blank=True, max_length=80, verbose_name="name in English"),
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
                "verbose_name": "kind of contribution",
                "verbose_name_plural": "kinds of contribution",
                "ordering": ["name_sv"],
            },
        ),
        migrations.CreateModel(
            name="ContributionRate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        choices=[("hour", "hour"), ("day", "day")],
                        max_length=4,
                        verbose_name="for each",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(decimal_places=2, max_digits=10, verbose_name="kronor"),
                ),
                (
                    "source",
                    models.CharField(
                        help_text="Who agreed on it, when, where noted.",
                        max_length=200,
                        verbose_name="agreed",
                    ),
                ),
                ("since", models.DateField(verbose_name="from")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "kind",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rates",
                        to="fees.contributionkind",
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
                "verbose_name": "rate of a contribution",
                "verbose_name_plural": "rates of contributions",
                "ordering": ["kind_id", "-since"],
            },
        ),
        migrations.CreateModel(
            name="Contribution",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "person",
                    models.CharField(
                        blank=True,
                        help_text="A role is enough, such as teacher or project leader.",
                        max_length=120,
                        verbose_name="who gave the time",
                    ),
                ),
                ("what", models.CharField(max_length=300, verbose_name="what was done")),
                ("since", models.DateField(verbose_name="day, or from")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "quantity",
                    models.DecimalField(decimal_places=2, max_digits=8, verbose_name="how many"),
                ),
                (
                    "unit",
                    models.CharField(
                        choices=[("hour", "hour"), ("day", "day")],
                        max_length=4,
                        verbose_name="hours or days",
                    ),
                ),
                (
                    "rate",
                    models.DecimalField(
                        decimal_places=2, max_digits=10, verbose_name="kronor for each"
                    ),
                ),
                (
                    "value",
                    models.DecimalField(decimal_places=2, max_digits=14, verbose_name="value"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("reported", "reported"),
                            ("accepted", "accepted"),
                            ("declined", "declined"),
                        ],
                        default="reported",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("reported_by", models.BigIntegerField(verbose_name="reported by")),
                (
                    "reported_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="reported"
                    ),
                ),
                ("settled_by", models.BigIntegerField(null=True, verbose_name="settled by")),
                ("settled_at", models.DateTimeField(null=True, verbose_name="settled")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                (
                    "membership",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.membership",
                        verbose_name="member",
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
                    "reverses",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversals",
                        to="fees.contribution",
                        verbose_name="takes back",
                    ),
                ),
                (
                    "kind",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="fees.contributionkind",
                        verbose_name="kind of contribution",
                    ),
                ),
            ],
            options={
                "verbose_name": "contribution in kind",
                "verbose_name_plural": "contributions in kind",
                "ordering": ["-since", "-id"],
            },
        ),
        migrations.AddField(
            model_name="feemodel",
            name="in_kind_years_back",
            field=models.PositiveSmallIntegerField(
                default=1,
                help_text="0 credits the hours of the same year, 1 those of the year before.",
                verbose_name="hours of how many years before the fee's year",
            ),
        ),
        migrations.AddConstraint(
            model_name="feemodel",
            constraint=models.CheckConstraint(
                condition=models.Q(("in_kind_years_back__lte", 2)),
                name="fees_fee_model_in_kind_years_back",
                violation_error_message="Hours are credited at most two years later.",
            ),
        ),
        migrations.AddConstraint(
            model_name="contributionkind",
            constraint=models.UniqueConstraint(
                fields=("network", "name_sv"),
                name="fees_contribution_kind_once",
                violation_error_message="There is a kind with that name.",
            ),
        ),
        migrations.AddIndex(
            model_name="contribution",
            index=models.Index(fields=["network", "state", "since"], name="fees_contribution_year"),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "value",
                        django.db.models.functions.math.Round(
                            django.db.models.expressions.CombinedExpression(
                                models.F("quantity"), "*", models.F("rate")
                            ),
                            precision=2,
                        ),
                    )
                ),
                name="fees_contribution_value",
            ),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("quantity__gt", 0), ("reverses", None)),
                    models.Q(
                        ("quantity__lt", 0), ("reverses__isnull", False), ("state", "accepted")
                    ),
                    _connector="OR",
                ),
                name="fees_contribution_above_zero",
                violation_error_message="Write how many, above 0.",
            ),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until", None),
                    models.Q(
                        ("until__gte", models.F("since")),
                        (
                            "until__year",
                            django.db.models.functions.datetime.ExtractYear(models.F("since")),
                        ),
                    ),
                    _connector="OR",
                ),
                name="fees_contribution_within_a_year",
                violation_error_message="A period ends after it begins, in the same year.",
            ),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("settled_by", None), ("state", "reported")),
                    models.Q(
                        models.Q(("state", "reported"), _negated=True),
                        ("settled_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="fees_contribution_settled_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "declined"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="fees_contribution_declined_with_reason",
                violation_error_message="Say why.",
            ),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.UniqueConstraint(
                fields=("network", "reverses"),
                name="fees_contribution_taken_back_once",
                violation_error_message="It is taken back already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="contributionrate",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("network", "="),
                    ("kind", "="),
                    ("unit", "="),
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
                name="fees_contribution_rate_once_at_a_time",
                violation_error_message="Another rate of the kind holds in that time.",
            ),
        ),
        migrations.AddConstraint(
            model_name="contributionrate",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0)),
                name="fees_contribution_rate_above_zero",
                violation_error_message="A rate is above 0.",
            ),
        ),
    ]
