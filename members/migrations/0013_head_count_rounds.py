"""Rounds that ask every member how many employees it has, and who declared what."""

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import members.models.head_count
import network.scope


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0012_signers_links"),
        ("network", "0007_verify_is_reserved"),
    ]

    operations = [
        migrations.AddField(
            model_name="headcount",
            name="covers",
            field=models.CharField(
                blank=True,
                help_text="Which workplaces and staff.",
                max_length=200,
                verbose_name="who is counted",
            ),
        ),
        migrations.AddField(
            model_name="headcount",
            name="declared_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="declared"),
        ),
        migrations.AddField(
            model_name="headcount",
            name="declared_by",
            field=models.BigIntegerField(editable=False, null=True, verbose_name="declared by"),
        ),
        migrations.AddField(
            model_name="headcount",
            name="declared_name",
            field=models.CharField(
                blank=True, editable=False, max_length=120, verbose_name="declared by"
            ),
        ),
        migrations.AddField(
            model_name="headcount",
            name="definition",
            field=models.CharField(
                choices=[("persons", "persons"), ("posts", "full-time equivalents")],
                default="persons",
                max_length=8,
                verbose_name="counted as",
            ),
        ),
        migrations.AddField(
            model_name="headcount",
            name="explanation",
            field=models.CharField(
                blank=True, max_length=300, verbose_name="why it changed so much"
            ),
        ),
        migrations.AddField(
            model_name="invoiceprofile",
            name="language",
            field=models.CharField(
                choices=[("sv", "Swedish"), ("en", "English")],
                default="sv",
                max_length=2,
                verbose_name="language of letters about invoices",
            ),
        ),
        migrations.CreateModel(
            name="HeadCountRound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(2000),
                            django.core.validators.MaxValueValidator(2100),
                        ],
                        verbose_name="for the fees of",
                    ),
                ),
                ("day", models.DateField(verbose_name="counted on")),
                (
                    "definition",
                    models.CharField(
                        choices=[("persons", "persons"), ("posts", "full-time equivalents")],
                        default="persons",
                        max_length=8,
                        verbose_name="counted as",
                    ),
                ),
                (
                    "text",
                    models.CharField(
                        help_text="Such as: permanent staff with their workplace in the county.",
                        max_length=200,
                        verbose_name="who is counted",
                    ),
                ),
                ("deadline", models.DateField(verbose_name="last day to answer")),
                (
                    "jump_percent",
                    models.PositiveSmallIntegerField(
                        default=20,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="a change is asked about from, %",
                    ),
                ),
                (
                    "jump_people",
                    models.PositiveSmallIntegerField(
                        default=10,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="and from, employees",
                    ),
                ),
                (
                    "remind_before",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        blank=True,
                        default=members.models.head_count.before_the_last_day,
                        size=None,
                        verbose_name="reminders, days before the last day",
                    ),
                ),
                (
                    "remind_after",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        blank=True,
                        default=members.models.head_count.after_the_last_day,
                        size=None,
                        verbose_name="reminders, days after the last day",
                    ),
                ),
                (
                    "opened_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="opened"),
                ),
                (
                    "opened_by",
                    models.BigIntegerField(editable=False, null=True, verbose_name="opened by"),
                ),
                (
                    "closed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="closed"),
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
                "verbose_name": "round of head counts",
                "verbose_name_plural": "rounds of head counts",
                "ordering": ["-year"],
            },
        ),
        migrations.CreateModel(
            name="HeadCountRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "asked_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="asked"
                    ),
                ),
                (
                    "membership",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
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
                    "round",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="requests",
                        to="members.headcountround",
                    ),
                ),
            ],
            options={
                "verbose_name": "question for a head count",
                "verbose_name_plural": "questions for head counts",
            },
        ),
        migrations.AddConstraint(
            model_name="headcountround",
            constraint=models.UniqueConstraint(
                fields=("network", "year"),
                name="members_head_count_round_once",
                violation_error_message="The members are asked for that year already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="headcountround",
            constraint=models.CheckConstraint(
                condition=models.Q(("deadline__gte", models.F("day"))),
                name="members_head_count_round_days",
                violation_error_message="The last day to answer is not before the day counted.",
            ),
        ),
        migrations.AddConstraint(
            model_name="headcountround",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_at", None),
                    models.Q(("opened_at", None), _negated=True),
                    _connector="OR",
                ),
                name="members_head_count_round_opened",
            ),
        ),
        migrations.AddConstraint(
            model_name="headcountround",
            constraint=models.CheckConstraint(
                condition=models.Q(("jump_people__gte", 1), ("jump_percent__gte", 1)),
                name="members_head_count_round_jump",
                violation_error_message="A change is asked about from 1 or more.",
            ),
        ),
        migrations.AddConstraint(
            model_name="headcountrequest",
            constraint=models.UniqueConstraint(
                fields=("network", "round", "membership"), name="members_head_count_asked_once"
            ),
        ),
    ]
