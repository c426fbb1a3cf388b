"""Applications for membership, the terms of leaving, resignations and certificates."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.db import migrations, models

import members.models.membership
import network.scope


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0032_order_of_minutes"),
        ("members", "0020_standings_decided"),
        ("network", "0008_private_lines"),
    ]

    operations = [
        migrations.CreateModel(
            name="MembershipTerms",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("notice_months", models.PositiveSmallIntegerField(verbose_name="notice, months")),
                (
                    "at_years_end",
                    models.BooleanField(default=True, verbose_name="ends with a calendar year"),
                ),
                (
                    "source",
                    models.CharField(
                        help_text="The agreement or statutes where it stands.",
                        max_length=300,
                        verbose_name="source",
                    ),
                ),
                ("since", models.DateField(verbose_name="from")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "by_decision",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.decision",
                        verbose_name="decision",
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
                "verbose_name": "terms of membership",
                "verbose_name_plural": "terms of membership",
                "ordering": ["-since"],
            },
        ),
        migrations.CreateModel(
            name="Resignation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("given_on", models.DateField(verbose_name="given")),
                ("last_day", models.DateField(verbose_name="last day")),
                ("reason", models.TextField(blank=True, max_length=2000, verbose_name="why")),
                ("by_name", models.CharField(max_length=120, verbose_name="given by")),
                (
                    "given_by",
                    models.BigIntegerField(editable=False, null=True, verbose_name="written by"),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="withdrawn"),
                ),
                (
                    "carried_out_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="carried out"),
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
                    "terms",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.membershipterms",
                        verbose_name="terms",
                    ),
                ),
            ],
            options={
                "verbose_name": "resignation",
                "verbose_name_plural": "resignations",
                "ordering": ["-given_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="MembershipApplication",
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
                            ("asked", "waits for its confirmation"),
                            ("received", "received"),
                            ("prepared", "prepared"),
                            ("on_agenda", "on an agenda"),
                            ("admitted", "admitted"),
                            ("declined", "not admitted"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="received",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("name", models.CharField(max_length=160, verbose_name="authority")),
                (
                    "short_name",
                    models.CharField(blank=True, max_length=60, verbose_name="short name"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("state_agency", "state agency"),
                            ("court", "court"),
                            ("university", "university"),
                            ("county_board", "county administrative board"),
                            ("municipality", "municipality"),
                            ("region", "region"),
                            ("other", "other"),
                        ],
                        max_length=20,
                        verbose_name="kind of authority",
                    ),
                ),
                (
                    "number",
                    models.CharField(blank=True, max_length=10, verbose_name="organisation number"),
                ),
                (
                    "wants",
                    models.CharField(
                        choices=[("member", "member"), ("associated", "associated party")],
                        default="member",
                        max_length=12,
                        verbose_name="kind of membership",
                    ),
                ),
                (
                    "employees",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="employees in the county"
                    ),
                ),
                ("reason", models.TextField(blank=True, max_length=2000, verbose_name="why")),
                ("contact_name", models.CharField(max_length=120, verbose_name="contact")),
                (
                    "contact_title",
                    models.CharField(blank=True, max_length=120, verbose_name="post"),
                ),
                ("contact_email", models.EmailField(max_length=254, verbose_name="mail")),
                ("language", models.CharField(default="sv", max_length=2, verbose_name="language")),
                ("nonce", models.BinaryField(null=True)),
                ("digest", models.BinaryField(null=True)),
                (
                    "asked_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="asked"
                    ),
                ),
                (
                    "received_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="received"),
                ),
                (
                    "entered_by",
                    models.BigIntegerField(editable=False, null=True, verbose_name="entered by"),
                ),
                (
                    "preparation",
                    models.TextField(
                        blank=True, max_length=8000, verbose_name="what the body should know"
                    ),
                ),
                (
                    "level",
                    models.CharField(blank=True, max_length=40, verbose_name="proposed level"),
                ),
                ("since", models.DateField(blank=True, null=True, verbose_name="member from")),
                (
                    "ended_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="answered"),
                ),
                (
                    "answer",
                    models.TextField(
                        blank=True, editable=False, max_length=2000, verbose_name="why it ended"
                    ),
                ),
                (
                    "decision",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.decision",
                    ),
                ),
                (
                    "item",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.agendaitem",
                    ),
                ),
                (
                    "membership",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.membership",
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
                "verbose_name": "application for membership",
                "verbose_name_plural": "applications for membership",
                "ordering": ["-asked_at", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("network"),
                        django.db.models.functions.text.Lower("name"),
                        django.db.models.functions.text.Lower("contact_email"),
                        condition=models.Q(("state", "asked")),
                        name="governance_application_once",
                        violation_error_message="The authority has asked already.",
                    ),
                    models.UniqueConstraint(
                        fields=("network", "digest"), name="governance_application_digest"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "admitted"), _negated=True),
                            models.Q(("decision__isnull", False), ("membership__isnull", False)),
                            _connector="OR",
                        ),
                        name="governance_application_admitted",
                        violation_error_message="An authority is admitted by a decision.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["declined", "withdrawn"]), _negated=True),
                            models.Q(("answer", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="governance_application_answered",
                        violation_error_message="Write why.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MembershipCertificate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(editable=False, max_length=16, verbose_name="code")),
                (
                    "language",
                    models.CharField(editable=False, max_length=2, verbose_name="language"),
                ),
                ("name", models.CharField(editable=False, max_length=220, verbose_name="name")),
                ("standing", models.CharField(editable=False, max_length=80, verbose_name="as")),
                ("since", models.DateField(editable=False, null=True, verbose_name="from")),
                ("day", models.DateField(editable=False, verbose_name="holds for")),
                ("paper", models.BinaryField(verbose_name="paper")),
                (
                    "issued_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="issued"
                    ),
                ),
                (
                    "issued_by",
                    models.BigIntegerField(editable=False, null=True, verbose_name="ordered by"),
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
                "verbose_name": "certificate of membership",
                "verbose_name_plural": "certificates of membership",
                "ordering": ["-issued_at", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("network", "code"), name="governance_membership_certificate_code"
                    ),
                    models.UniqueConstraint(
                        fields=("network", "membership", "language", "day"),
                        name="governance_membership_certificate_once",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="membershipterms",
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
                name="governance_membership_terms_once",
                violation_error_message="Other terms hold in that time.",
            ),
        ),
        migrations.AddConstraint(
            model_name="membershipterms",
            constraint=models.CheckConstraint(
                condition=models.Q(("notice_months__lte", 36)),
                name="governance_membership_terms_months",
                violation_error_message="Write 0 to 36 months.",
            ),
        ),
        migrations.AddConstraint(
            model_name="membershipterms",
            constraint=models.CheckConstraint(
                condition=models.Q(("source", ""), _negated=True),
                name="governance_membership_terms_source",
                violation_error_message="Say where the rule stands.",
            ),
        ),
        migrations.AddConstraint(
            model_name="resignation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at", None)),
                fields=("network", "membership"),
                name="governance_resignation_once",
                violation_error_message="The authority has resigned already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="resignation",
            constraint=models.CheckConstraint(
                condition=models.Q(("last_day__gte", models.F("given_on"))),
                name="governance_resignation_days",
                violation_error_message="The membership ends before the notice was given.",
            ),
        ),
        migrations.AddConstraint(
            model_name="resignation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("withdrawn_at", None), ("carried_out_at", None), _connector="OR"
                ),
                name="governance_resignation_done",
                violation_error_message="The membership has ended.",
            ),
        ),
    ]
