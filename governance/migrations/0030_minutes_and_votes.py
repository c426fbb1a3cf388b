import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import network.scope


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0022_notice_locks"),
        ("network", "0008_private_lines"),
    ]

    operations = [
        migrations.AddField(
            model_name="body",
            name="chair_decides_ties",
            field=models.BooleanField(
                default=True, verbose_name="the chair's vote decides at equal votes"
            ),
        ),
        migrations.AddField(
            model_name="body",
            name="discussion_wins",
            field=models.BooleanField(
                default=True,
                help_text="It moves to the next meeting.",
                verbose_name="an item that somebody wants to discuss is not decided in writing",
            ),
        ),
        migrations.CreateModel(
            name="Vote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("question", models.TextField(max_length=4000, verbose_name="what is voted on")),
                (
                    "opened_by",
                    models.BigIntegerField(editable=False, null=True, verbose_name="opened by"),
                ),
                (
                    "opened_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="opened"
                    ),
                ),
                (
                    "closed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="closed"),
                ),
                (
                    "votes_for",
                    models.PositiveIntegerField(
                        editable=False, null=True, verbose_name="votes for"
                    ),
                ),
                (
                    "votes_against",
                    models.PositiveIntegerField(
                        editable=False, null=True, verbose_name="votes against"
                    ),
                ),
                (
                    "abstained",
                    models.PositiveIntegerField(
                        editable=False, null=True, verbose_name="abstained"
                    ),
                ),
                (
                    "to_discuss",
                    models.PositiveIntegerField(
                        editable=False, null=True, verbose_name="want to discuss it"
                    ),
                ),
                (
                    "chair_decided",
                    models.BooleanField(default=False, verbose_name="the chair's vote decided"),
                ),
                ("carried", models.BooleanField(editable=False, null=True, verbose_name="carried")),
                (
                    "item",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="votes",
                        to="governance.agendaitem",
                        verbose_name="item",
                    ),
                ),
                (
                    "meeting",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="votes",
                        to="governance.meeting",
                        verbose_name="meeting",
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
                "verbose_name": "vote",
                "verbose_name_plural": "votes",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at", None)),
                        fields=("network", "item"),
                        name="governance_vote_one_open",
                        violation_error_message="A vote on the item goes on already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("question", ""), _negated=True),
                        name="governance_vote_question",
                        violation_error_message="Write what is voted on.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Ballot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="name")),
                (
                    "choice",
                    models.CharField(
                        choices=[
                            ("yes", "yes"),
                            ("no", "no"),
                            ("abstain", "abstains"),
                            ("discuss", "wants to discuss it at a meeting"),
                        ],
                        max_length=8,
                        verbose_name="answer",
                    ),
                ),
                (
                    "weight",
                    models.PositiveSmallIntegerField(
                        default=1, editable=False, verbose_name="votes"
                    ),
                ),
                ("comment", models.CharField(blank=True, max_length=1000, verbose_name="comment")),
                (
                    "cast_by",
                    models.BigIntegerField(editable=False, null=True, verbose_name="cast by"),
                ),
                (
                    "cast_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="cast"
                    ),
                ),
                (
                    "holder",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.holder",
                        verbose_name="who voted",
                    ),
                ),
                (
                    "mandate",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.mandate",
                        verbose_name="mandate",
                    ),
                ),
                (
                    "meeting",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.meeting",
                        verbose_name="meeting",
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
                    "vote",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ballots",
                        to="governance.vote",
                        verbose_name="vote",
                    ),
                ),
            ],
            options={
                "verbose_name": "ballot",
                "verbose_name_plural": "ballots",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("network", "vote", "mandate"),
                        name="governance_ballot_once",
                        violation_error_message="The mandate has voted already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ApprovedMinutes",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("content", models.JSONField(verbose_name="content")),
                ("approvals", models.JSONField(default=list, verbose_name="approvals")),
                ("digest", models.CharField(max_length=64, verbose_name="SHA-256")),
                (
                    "at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="approved"
                    ),
                ),
                (
                    "meeting",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approved_minutes",
                        to="governance.meeting",
                        verbose_name="meeting",
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
                "verbose_name": "approved minutes",
                "verbose_name_plural": "approved minutes",
                "ordering": ["-at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("network", "meeting"), name="governance_approved_minutes_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Approver",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "organisation",
                    models.CharField(blank=True, max_length=160, verbose_name="organisation"),
                ),
                ("chairs", models.BooleanField(default=False, verbose_name="chaired the meeting")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("chosen", "chosen"),
                            ("asked", "asked to read"),
                            ("approved", "has approved"),
                            ("returned", "sent back with a comment"),
                        ],
                        default="chosen",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("asked_at", models.DateTimeField(editable=False, null=True, verbose_name="asked")),
                (
                    "answered_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="answered"),
                ),
                ("comment", models.TextField(blank=True, max_length=2000, verbose_name="comment")),
                (
                    "digest",
                    models.CharField(
                        blank=True, editable=False, max_length=64, verbose_name="SHA-256"
                    ),
                ),
                (
                    "holder",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.holder",
                        verbose_name="who approves",
                    ),
                ),
                (
                    "meeting",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="approvers",
                        to="governance.meeting",
                        verbose_name="meeting",
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
                "verbose_name": "who approves minutes",
                "verbose_name_plural": "who approve minutes",
                "ordering": ["-chairs", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("network", "meeting", "holder"),
                        name="governance_approver_once",
                        violation_error_message="They are chosen already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "returned"), _negated=True),
                            models.Q(("comment", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="governance_approver_comment",
                        violation_error_message="Write what should be otherwise.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Disqualification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                (
                    "made_by",
                    models.BigIntegerField(editable=False, null=True, verbose_name="written by"),
                ),
                (
                    "made_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="written"
                    ),
                ),
                (
                    "item",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disqualified",
                        to="governance.agendaitem",
                        verbose_name="item",
                    ),
                ),
                (
                    "mandate",
                    network.scope.TenantKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.mandate",
                        verbose_name="mandate",
                    ),
                ),
                (
                    "meeting",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disqualified",
                        to="governance.meeting",
                        verbose_name="meeting",
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
                "verbose_name": "disqualification",
                "verbose_name_plural": "disqualifications",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("network", "item", "mandate"),
                        name="governance_disqualified_once",
                        violation_error_message="The mandate is disqualified on that item already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                        ),
                        name="governance_disqualified_why",
                        violation_error_message="Write who it is, and why.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MinutesVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="version")),
                (
                    "base",
                    models.PositiveIntegerField(default=0, verbose_name="written from version"),
                ),
                (
                    "text",
                    models.TextField(blank=True, max_length=20000, verbose_name="text of minutes"),
                ),
                ("aside", models.BooleanField(default=False, verbose_name="kept beside")),
                (
                    "settles",
                    models.PositiveIntegerField(
                        editable=False, null=True, verbose_name="settles version"
                    ),
                ),
                ("by_name", models.CharField(max_length=120, verbose_name="written by")),
                (
                    "made_by",
                    models.BigIntegerField(editable=False, null=True, verbose_name="written by"),
                ),
                (
                    "at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="written"
                    ),
                ),
                (
                    "item",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="governance.agendaitem",
                        verbose_name="item",
                    ),
                ),
                (
                    "meeting",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="governance.meeting",
                        verbose_name="meeting",
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
                "verbose_name": "version of minutes",
                "verbose_name_plural": "versions of minutes",
                "ordering": ["item_id", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("network", "item", "number"),
                        name="governance_minutes_version_once",
                        violation_error_message="Somebody saved another version meanwhile.",
                    )
                ],
            },
        ),
    ]
