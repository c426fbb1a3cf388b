import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import members.models.membership
import network.scope


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0027_run_letter_locks"),
        ("members", "0005_guarded_people"),
        ("network", "0002_scope_and_locks"),
    ]

    operations = [
        migrations.CreateModel(
            name="Division",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("sealed", "the seed is sealed"),
                            ("made", "made, not yet placed"),
                            ("placed", "placed"),
                            ("set_aside", "set aside"),
                        ],
                        default="sealed",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("first_come", "in the order of enrolment"),
                            ("shares", "shares per authority"),
                            ("draw", "drawn by lot on a day"),
                            ("selection", "by selection"),
                        ],
                        max_length=12,
                        verbose_name="how seats are given",
                    ),
                ),
                (
                    "commitment",
                    models.CharField(blank=True, max_length=64, verbose_name="commitment"),
                ),
                ("seed", models.CharField(blank=True, max_length=400, verbose_name="seed")),
                ("inputs", models.JSONField(default=dict, verbose_name="inputs")),
                (
                    "fingerprint",
                    models.CharField(
                        blank=True, max_length=64, verbose_name="fingerprint of the inputs"
                    ),
                ),
                ("result", models.JSONField(default=dict, verbose_name="result")),
                (
                    "sealed_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="sealed"
                    ),
                ),
                ("made_at", models.DateTimeField(null=True, verbose_name="made")),
                ("placed_at", models.DateTimeField(null=True, verbose_name="placed")),
                (
                    "by_user_id",
                    models.BigIntegerField(editable=False, null=True, verbose_name="by"),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="why")),
                (
                    "lead",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="together",
                        to="courses.division",
                        verbose_name="divided with",
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
                    "run",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="divisions",
                        to="courses.run",
                        verbose_name="run",
                    ),
                ),
            ],
            options={
                "verbose_name": "division of seats",
                "verbose_name_plural": "divisions of seats",
                "ordering": ["-sealed_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Outcome",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seated", models.BooleanField(default=False, verbose_name="got a seat")),
                ("why", models.JSONField(default=dict, verbose_name="why")),
                (
                    "division",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcomes",
                        to="courses.division",
                        verbose_name="division",
                    ),
                ),
                (
                    "enrolment",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcomes",
                        to="courses.enrolment",
                        verbose_name="enrolment",
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
                        verbose_name="authority",
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
                    "person",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.person",
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "outcome",
                "verbose_name_plural": "outcomes",
            },
        ),
        migrations.CreateModel(
            name="SealedSeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seed", models.CharField(max_length=64, verbose_name="seed")),
                (
                    "division",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="courses.division",
                        verbose_name="division",
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
                "verbose_name": "sealed seed",
                "verbose_name_plural": "sealed seeds",
            },
        ),
        migrations.CreateModel(
            name="ShareBalance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "day",
                    models.DateField(default=django.utils.timezone.localdate, verbose_name="day"),
                ),
                (
                    "seats",
                    models.DecimalField(decimal_places=2, max_digits=7, verbose_name="seats"),
                ),
                (
                    "division",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="balances",
                        to="courses.division",
                        verbose_name="division",
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
                        verbose_name="authority",
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
                "verbose_name": "share balance",
                "verbose_name_plural": "share balances",
            },
        ),
        migrations.CreateModel(
            name="SharePolicy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "minimum",
                    models.PositiveSmallIntegerField(
                        default=1, verbose_name="seats that a small member is sure of"
                    ),
                ),
                (
                    "small_below",
                    models.PositiveIntegerField(
                        default=50, verbose_name="a member is small below this number of employees"
                    ),
                ),
                (
                    "firm",
                    models.BooleanField(
                        default=True, verbose_name="firm shares from the declared need"
                    ),
                ),
                (
                    "most_credit",
                    models.PositiveSmallIntegerField(
                        default=2,
                        help_text="0: earlier divisions do not count.",
                        verbose_name="seats lost before that count, at most",
                    ),
                ),
                ("since", models.DateField(blank=True, null=True, verbose_name="from")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
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
                "verbose_name": "rule for shares",
                "verbose_name_plural": "rules for shares",
            },
        ),
        migrations.CreateModel(
            name="DeclaredNeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seats", models.PositiveSmallIntegerField(verbose_name="seats")),
                (
                    "membership",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.membership",
                        verbose_name="authority",
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
                    "run",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="needs",
                        to="courses.run",
                        verbose_name="run",
                    ),
                ),
            ],
            options={
                "verbose_name": "declared need",
                "verbose_name_plural": "declared needs",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("network", "run", "membership"),
                        name="courses_declared_need_once",
                        violation_error_message="The authority has declared its need already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("seats__lte", 2000)),
                        name="courses_declared_need_sane",
                        violation_error_message="Write a number of seats from 0 to 2 000.",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="division",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["sealed", "made"])),
                fields=("network", "run"),
                name="courses_division_once",
                violation_error_message="The run's seats are being divided already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="division",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "set_aside"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="courses_division_set_aside",
                violation_error_message="Write why the division is set aside.",
            ),
        ),
        migrations.AddConstraint(
            model_name="division",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "sealed"),
                    models.Q(("seed", ""), _negated=True),
                    ("mode", "selection"),
                    _connector="OR",
                ),
                name="courses_division_seed_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="outcome",
            constraint=models.UniqueConstraint(
                fields=("network", "division", "enrolment"), name="courses_outcome_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="sealedseed",
            constraint=models.UniqueConstraint(
                fields=("network", "division"), name="courses_seed_once"
            ),
        ),
        migrations.AddIndex(
            model_name="sharebalance",
            index=models.Index(fields=["network", "day"], name="share_balance_day"),
        ),
        migrations.AddConstraint(
            model_name="sharebalance",
            constraint=models.UniqueConstraint(
                fields=("network", "division", "membership"), name="courses_share_balance_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="sharepolicy",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("network", "="),
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
                name="courses_share_policy_once_at_a_time",
                violation_error_message="Another rule holds in that time.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sharepolicy",
            constraint=models.CheckConstraint(
                condition=models.Q(("minimum__lte", 20), ("most_credit__lte", 20)),
                name="courses_share_policy_sane",
                violation_error_message="Write a number of seats from 0 to 20.",
            ),
        ),
    ]
