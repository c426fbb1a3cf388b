"""Surveys of benefit, market prices, and the figures of years that have ended."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import members.models.membership
import network.scope
import reports.models.survey


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0044_procurement_locks"),
        ("members", "0016_competence_locks"),
        ("network", "0008_private_lines"),
        ("reports", "0002_text_and_edition_locks"),
    ]

    operations = [
        migrations.CreateModel(
            name="Survey",
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
                        help_text="The year that the questions are about.", verbose_name="year"
                    ),
                ),
                ("deadline", models.DateField(verbose_name="last day to answer")),
                (
                    "intro_sv",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="to the members, in Swedish"
                    ),
                ),
                (
                    "intro_en",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="to the members, in English"
                    ),
                ),
                (
                    "remind_before",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        blank=True,
                        default=reports.models.survey.before_the_last_day,
                        size=None,
                        verbose_name="reminders, days before the last day",
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
                "verbose_name": "benefit survey",
                "verbose_name_plural": "benefit surveys",
                "ordering": ["-year"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("network", "year"),
                        name="reports_survey_once",
                        violation_error_message="There is a survey of that year already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 2000), ("year__lte", 2100)),
                        name="reports_survey_sane_year",
                        violation_error_message="Write a year from 2000 to 2100.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_at", None),
                            ("closed_at__gte", models.F("opened_at")),
                            _connector="OR",
                        ),
                        name="reports_survey_opened_first",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SurveyAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="answered"
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
                    "person",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.person",
                        verbose_name="answered by",
                    ),
                ),
                (
                    "survey",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="reports.survey",
                        verbose_name="survey",
                    ),
                ),
            ],
            options={
                "verbose_name": "answer to a survey",
                "verbose_name_plural": "answers to surveys",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("network", "survey", "membership"),
                        name="reports_survey_answer_once",
                        violation_error_message="The member has answered already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SurveyQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="place")),
                (
                    "key",
                    models.CharField(
                        help_text="The same key every year is compared over the years.",
                        max_length=24,
                        verbose_name="key",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("scale", "1 to 5"), ("words", "own words")],
                        default="scale",
                        max_length=5,
                        verbose_name="kind",
                    ),
                ),
                ("text_sv", models.CharField(max_length=200, verbose_name="in Swedish")),
                (
                    "text_en",
                    models.CharField(blank=True, max_length=200, verbose_name="in English"),
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
                    "survey",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="reports.survey",
                        verbose_name="survey",
                    ),
                ),
            ],
            options={
                "verbose_name": "question of a survey",
                "verbose_name_plural": "questions of surveys",
                "ordering": ["position", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("network", "survey", "key"), name="reports_survey_question_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SurveyReply",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "score",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="1 to 5"),
                ),
                ("words", models.TextField(blank=True, max_length=2000, verbose_name="own words")),
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
                    "question",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="replies",
                        to="reports.surveyquestion",
                        verbose_name="question",
                    ),
                ),
                (
                    "survey",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="replies",
                        to="reports.survey",
                        verbose_name="survey",
                    ),
                ),
            ],
            options={
                "verbose_name": "reply to a question",
                "verbose_name_plural": "replies to questions",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("network", "question", "membership"),
                        name="reports_survey_reply_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("score", None), ("score__range", (1, 5)), _connector="OR"
                        ),
                        name="reports_survey_reply_scale",
                        violation_error_message="Answer from 1 to 5.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("score", None), ("words", ""), _connector="OR"),
                        name="reports_survey_reply_one_kind",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SurveyRequest",
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
                    "survey",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="requests",
                        to="reports.survey",
                        verbose_name="survey",
                    ),
                ),
            ],
            options={
                "verbose_name": "member asked by a survey",
                "verbose_name_plural": "members asked by surveys",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("network", "survey", "membership"), name="reports_survey_asked_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="YearFigures",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("facts", models.JSONField(default=dict, verbose_name="figures")),
                (
                    "counted_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="counted"
                    ),
                ),
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
                "verbose_name": "figures of a year",
                "verbose_name_plural": "figures of years",
                "ordering": ["year"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("network", "year"), name="reports_year_figures_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 2000), ("year__lte", 2100)),
                        name="reports_year_figures_sane_year",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MarketPrice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=2,
                        help_text="Kronor for each seat, without VAT and travel.",
                        max_digits=9,
                        verbose_name="market price of a seat",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        help_text="Which courses it was compared with, and when they were looked up.",
                        max_length=300,
                        verbose_name="source",
                    ),
                ),
                ("since", models.DateField(verbose_name="from")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "course",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="courses.course",
                        verbose_name="course",
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
                "verbose_name": "market price",
                "verbose_name_plural": "market prices",
                "ordering": ["course_id", "-since"],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("network", "="),
                            ("course", "="),
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
                        name="reports_market_price_once_at_a_time",
                        violation_error_message="The course has another market price in that time.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)),
                        name="reports_market_price_above_zero",
                        violation_error_message="A market price is above 0.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        name="reports_market_price_source",
                        violation_error_message="Say where the price was read.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until", None), ("until__gte", models.F("since")), _connector="OR"
                        ),
                        name="reports_market_price_days",
                        violation_error_message="It ends before it begins.",
                    ),
                ],
            },
        ),
    ]
