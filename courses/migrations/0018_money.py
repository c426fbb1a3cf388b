"""Late fees charged and waived, costs and settlements of runs, and their changes of state."""

from decimal import Decimal

import django.contrib.postgres.functions
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import network.scope


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0017_after_locks"),
        ("members", "0005_guarded_people"),
        ("network", "0002_scope_and_locks"),
    ]

    operations = [
        migrations.AddField(
            model_name="latefeepolicy",
            name="absent_amount",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                max_digits=9,
                null=True,
                verbose_name="kronor besides for who does not come",
            ),
        ),
        migrations.AddField(
            model_name="latefeepolicy",
            name="absent_percent",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                max_digits=5,
                null=True,
                verbose_name="percent of the price for who does not come",
            ),
        ),
        migrations.AddField(
            model_name="latefeepolicy",
            name="cut_off",
            field=models.TimeField(
                blank=True,
                help_text="Until this hour a day counts. Empty: the whole day.",
                null=True,
                verbose_name="hour of the day",
            ),
        ),
        migrations.AddField(
            model_name="latefeepolicy",
            name="free_amount",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                help_text="What a late withdrawal costs where the seat costs nothing. Empty: 0 kr.",
                max_digits=9,
                null=True,
                verbose_name="kronor on a course free of charge",
            ),
        ),
        migrations.AddField(
            model_name="latefeepolicy",
            name="laid_at",
            field=models.DateTimeField(
                db_default=django.contrib.postgres.functions.TransactionNow(),
                editable=False,
                verbose_name="laid",
            ),
        ),
        migrations.AddField(
            model_name="latefeepolicy",
            name="reserve_waives",
            field=models.BooleanField(
                default=True,
                verbose_name="no cost when somebody from the waiting list takes the seat",
            ),
        ),
        migrations.AddField(
            model_name="latefeepolicy",
            name="sickness_free",
            field=models.BooleanField(
                default=True,
                help_text="Only that somebody was sick is kept, never of what.",
                verbose_name="no cost for who is sick",
            ),
        ),
        migrations.AddField(
            model_name="latefeepolicy",
            name="substitute",
            field=models.CharField(
                choices=[
                    ("own", "a colleague of the same authority"),
                    ("none", "nobody"),
                ],
                default="own",
                max_length=5,
                verbose_name="who may take over a seat without cost",
            ),
        ),
        migrations.AddField(
            model_name="run",
            name="expected",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="What the preliminary price of a seat at self-cost is computed from.",
                null=True,
                verbose_name="expected participants",
            ),
        ),
        migrations.AddField(
            model_name="run",
            name="free_until",
            field=models.DateField(
                blank=True,
                editable=False,
                null=True,
                verbose_name="everybody may withdraw without cost until",
            ),
        ),
        migrations.AddField(
            model_name="run",
            name="price_basis",
            field=models.CharField(
                choices=[
                    ("fixed", "a fixed price"),
                    ("self_cost", "self-cost: a preliminary price, final when the run is settled"),
                ],
                default="fixed",
                max_length=10,
                verbose_name="how the price is set",
            ),
        ),
        migrations.AddField(
            model_name="withdrawal",
            name="sick",
            field=models.BooleanField(db_default=False, default=False, verbose_name="was sick"),
        ),
        migrations.CreateModel(
            name="RunMove",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "before",
                    models.CharField(
                        choices=[
                            ("planned", "planned"),
                            ("tentative", "announced"),
                            ("open", "open for enrolment"),
                            ("paused", "enrolment paused"),
                            ("closed", "enrolment closed"),
                            ("confirmed", "confirmed"),
                            ("held", "held"),
                            ("settled", "settled"),
                            ("cancelled", "cancelled"),
                            ("postponed", "postponed"),
                        ],
                        max_length=12,
                        verbose_name="from",
                    ),
                ),
                (
                    "after",
                    models.CharField(
                        choices=[
                            ("planned", "planned"),
                            ("tentative", "announced"),
                            ("open", "open for enrolment"),
                            ("paused", "enrolment paused"),
                            ("closed", "enrolment closed"),
                            ("confirmed", "confirmed"),
                            ("held", "held"),
                            ("settled", "settled"),
                            ("cancelled", "cancelled"),
                            ("postponed", "postponed"),
                        ],
                        max_length=12,
                        verbose_name="to",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="why")),
                (
                    "by_user_id",
                    models.BigIntegerField(editable=False, null=True, verbose_name="by"),
                ),
                (
                    "at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="when"
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
                    "next_run",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="courses.run",
                        verbose_name="the run offered instead",
                    ),
                ),
                (
                    "run",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="courses.run",
                        verbose_name="run",
                    ),
                ),
            ],
            options={
                "verbose_name": "change of state",
                "verbose_name_plural": "changes of state",
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Settlement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("fixed", "a fixed price"),
                            (
                                "self_cost",
                                "self-cost: a preliminary price, final when the run is settled",
                            ),
                        ],
                        max_length=10,
                        verbose_name="price",
                    ),
                ),
                (
                    "cost",
                    models.DecimalField(
                        decimal_places=2, max_digits=12, verbose_name="actual cost"
                    ),
                ),
                (
                    "late",
                    models.DecimalField(decimal_places=2, max_digits=12, verbose_name="late fees"),
                ),
                (
                    "charged",
                    models.DecimalField(
                        decimal_places=2, max_digits=12, verbose_name="course fees"
                    ),
                ),
                ("seats", models.PositiveIntegerField(verbose_name="seats that were used")),
                ("kinds", models.JSONField(default=dict, verbose_name="cost by kind")),
                (
                    "by_user_id",
                    models.BigIntegerField(editable=False, null=True, verbose_name="by"),
                ),
                (
                    "at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="settled"
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settlements",
                        to="courses.run",
                        verbose_name="run",
                    ),
                ),
            ],
            options={
                "verbose_name": "settlement",
                "verbose_name_plural": "settlements",
            },
        ),
        migrations.CreateModel(
            name="SettlementShare",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seats", models.PositiveIntegerField(verbose_name="seats that were used")),
                (
                    "preliminary",
                    models.DecimalField(
                        decimal_places=2, max_digits=12, verbose_name="preliminary"
                    ),
                ),
                (
                    "final",
                    models.DecimalField(decimal_places=2, max_digits=12, verbose_name="final"),
                ),
                (
                    "late",
                    models.DecimalField(decimal_places=2, max_digits=12, verbose_name="late fees"),
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
                    "run",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="courses.run",
                        verbose_name="run",
                    ),
                ),
                (
                    "settlement",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shares",
                        to="courses.settlement",
                        verbose_name="settlement",
                    ),
                ),
            ],
            options={
                "verbose_name": "share of a settlement",
                "verbose_name_plural": "shares of settlements",
            },
        ),
        migrations.CreateModel(
            name="CostLine",
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
                            ("teacher", "teacher"),
                            ("premises", "premises"),
                            ("catering", "catering"),
                            ("material", "material"),
                            ("admin", "administration"),
                            ("other", "other"),
                        ],
                        default="teacher",
                        max_length=10,
                        verbose_name="kind of cost",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[("estimated", "estimated"), ("actual", "actual")],
                        default="estimated",
                        max_length=10,
                        verbose_name="estimated or actual",
                    ),
                ),
                (
                    "supplier",
                    models.CharField(
                        blank=True,
                        help_text="A company, or the member whose own staff or premises it is.",
                        max_length=120,
                        verbose_name="supplier",
                    ),
                ),
                (
                    "quantity",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("1"),
                        max_digits=9,
                        verbose_name="quantity",
                    ),
                ),
                (
                    "price",
                    models.DecimalField(
                        decimal_places=2,
                        help_text="Without VAT.",
                        max_digits=11,
                        verbose_name="unit price",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cost_lines",
                        to="courses.run",
                        verbose_name="run",
                    ),
                ),
            ],
            options={
                "verbose_name": "cost line",
                "verbose_name_plural": "cost lines",
                "ordering": ["stage", "kind", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("price__gte", 0), ("quantity__gt", 0)),
                        name="courses_cost_line_sane",
                        violation_error_message="A quantity is above 0, and a price 0 or more.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LateFee",
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
                        choices=[("withdrawal", "late withdrawal"), ("no_show", "did not come")],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(decimal_places=2, max_digits=9, verbose_name="late fee"),
                ),
                ("certain_on", models.DateField(verbose_name="certain from")),
                (
                    "laid_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="laid"
                    ),
                ),
                (
                    "waived",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("reserve", "somebody from the waiting list took the seat"),
                            ("cancelled", "the run was cancelled"),
                            ("decision", "decided by the coordinator"),
                            ("came", "the person had come after all"),
                        ],
                        max_length=10,
                        verbose_name="waived",
                    ),
                ),
                (
                    "waived_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="waived on"),
                ),
                ("waived_why", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                (
                    "enrolment",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="late_fees",
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
                (
                    "replaced_by",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="courses.enrolment",
                        verbose_name="who took the seat",
                    ),
                ),
                (
                    "run",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="late_fees",
                        to="courses.run",
                        verbose_name="run",
                    ),
                ),
            ],
            options={
                "verbose_name": "late fee of an enrolment",
                "verbose_name_plural": "late fees of enrolments",
                "ordering": ["laid_at", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("network", "enrolment"), name="courses_late_fee_once_each"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("waived", ""), ("waived_at", None)),
                            models.Q(
                                models.Q(("waived", ""), _negated=True),
                                models.Q(("waived_at", None), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="courses_late_fee_waived",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NoShow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sick", models.BooleanField(default=False, verbose_name="was sick")),
                (
                    "by_user_id",
                    models.BigIntegerField(editable=False, null=True, verbose_name="by"),
                ),
                (
                    "at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="when"
                    ),
                ),
                (
                    "enrolment",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="no_shows",
                        to="courses.enrolment",
                        verbose_name="enrolment",
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
                        related_name="no_shows",
                        to="courses.run",
                        verbose_name="run",
                    ),
                ),
            ],
            options={
                "verbose_name": "no-show",
                "verbose_name_plural": "no-shows",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("network", "enrolment"), name="courses_no_show_once"
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="settlement",
            constraint=models.UniqueConstraint(
                fields=("network", "run"), name="courses_settlement_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="settlementshare",
            constraint=models.UniqueConstraint(
                fields=("network", "settlement", "membership"), name="courses_share_once"
            ),
        ),
    ]
