import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import network.scope


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("members", "0018_decision_locks"),
        ("network", "0008_private_lines"),
    ]

    operations = [
        migrations.CreateModel(
            name="BodyKind",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                (
                    "name_en",
                    models.CharField(blank=True, max_length=60, verbose_name="name in English"),
                ),
                (
                    "nature",
                    models.CharField(
                        choices=[
                            ("steering", "steers the network"),
                            ("council", "plans the education"),
                            ("development", "develops the network"),
                            ("board", "gathers all members"),
                            ("network", "network of a profession or a matter"),
                            ("group", "working group"),
                        ],
                        max_length=12,
                        verbose_name="what it is for",
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
                "verbose_name": "kind of body",
                "verbose_name_plural": "kinds of bodies",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("network", "name"),
                        name="governance_body_kind_once",
                        violation_error_message="The network has a kind of body with that name.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Body",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "name_en",
                    models.CharField(blank=True, max_length=120, verbose_name="name in English"),
                ),
                (
                    "purpose",
                    models.TextField(blank=True, max_length=2000, verbose_name="what it does"),
                ),
                (
                    "purpose_en",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="what it does, in English"
                    ),
                ),
                (
                    "decides",
                    models.BooleanField(
                        default=False,
                        help_text="Its decisions stand in the register. Other bodies prepare and propose.",
                        verbose_name="decides for the network",
                    ),
                ),
                (
                    "open_to",
                    models.CharField(
                        choices=[
                            ("body", "the body itself"),
                            ("members", "those who answer for a member authority"),
                            ("network", "everyone in the network"),
                        ],
                        default="body",
                        max_length=8,
                        verbose_name="read by",
                    ),
                ),
                (
                    "quorum_percent",
                    models.PositiveSmallIntegerField(
                        default=50, verbose_name="quorate above, percent of the mandates"
                    ),
                ),
                (
                    "votes_by",
                    models.CharField(
                        choices=[
                            ("mandate", "one vote for each mandate"),
                            ("level", "votes by the level of the member"),
                        ],
                        default="mandate",
                        max_length=8,
                        verbose_name="votes",
                    ),
                ),
                (
                    "level_votes",
                    models.JSONField(blank=True, default=dict, verbose_name="votes of each level"),
                ),
                (
                    "calls_days_before",
                    models.PositiveSmallIntegerField(
                        default=14, verbose_name="notice, days before a meeting"
                    ),
                ),
                (
                    "mail",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="mail address of the body"
                    ),
                ),
                ("since", models.DateField(verbose_name="from")),
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
                (
                    "kind",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bodies",
                        to="governance.bodykind",
                        verbose_name="kind",
                    ),
                ),
            ],
            options={
                "verbose_name": "body",
                "verbose_name_plural": "bodies",
                "ordering": ["kind_id", "name", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("network", "name"),
                        name="governance_body_once",
                        violation_error_message="The network has a body with that name.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until", None), ("until__gte", models.F("since")), _connector="OR"
                        ),
                        name="governance_body_days",
                        violation_error_message="The body ends before it begins.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quorum_percent__lte", 99)),
                        name="governance_body_quorum",
                        violation_error_message="Quorate is above a share between 0 and 99 per cent.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Mandate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "post",
                    models.CharField(
                        blank=True,
                        help_text="Such as the director-general. Empty where somebody is named.",
                        max_length=80,
                        verbose_name="held ex officio by",
                    ),
                ),
                ("votes", models.BooleanField(default=True, verbose_name="votes")),
                ("since", models.DateField(verbose_name="from")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "body",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mandates",
                        to="governance.body",
                        verbose_name="body",
                    ),
                ),
                (
                    "membership",
                    network.scope.TenantKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
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
                "verbose_name": "mandate",
                "verbose_name_plural": "mandates",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("network", "body", "membership", "since"),
                        name="governance_mandate_once",
                        violation_error_message="The authority has its mandate already from that day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until", None), ("until__gte", models.F("since")), _connector="OR"
                        ),
                        name="governance_mandate_days",
                        violation_error_message="The mandate ends before it begins.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Meeting",
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
                        choices=[("meeting", "meeting"), ("written", "written procedure")],
                        default="meeting",
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=120, verbose_name="title")),
                ("starts", models.DateTimeField(verbose_name="starts")),
                ("ends", models.DateTimeField(verbose_name="ends")),
                ("place", models.CharField(blank=True, max_length=160, verbose_name="place")),
                (
                    "online",
                    models.URLField(
                        blank=True, max_length=500, verbose_name="address to take part digitally"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "planned"),
                            ("called", "called"),
                            ("open", "going on"),
                            ("closed", "minutes to approve"),
                            ("approved", "minutes approved"),
                            ("cancelled", "called off"),
                        ],
                        default="planned",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "called_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="called"),
                ),
                (
                    "opened_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="opened"),
                ),
                (
                    "closed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="closed"),
                ),
                (
                    "approved_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="minutes approved"
                    ),
                ),
                (
                    "chair_name",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="chair of the meeting"
                    ),
                ),
                (
                    "secretary_name",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="secretary of the meeting"
                    ),
                ),
                (
                    "registry",
                    models.CharField(blank=True, max_length=60, verbose_name="registration number"),
                ),
                (
                    "made_by",
                    models.BigIntegerField(editable=False, null=True, verbose_name="planned by"),
                ),
                (
                    "body",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="governance.body",
                        verbose_name="body",
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
                "verbose_name": "meeting",
                "verbose_name_plural": "meetings",
                "ordering": ["-starts", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends__gt", models.F("starts"))),
                        name="governance_meeting_times",
                        violation_error_message="The meeting ends before it starts.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "paragraph",
                    models.PositiveSmallIntegerField(
                        editable=False, null=True, verbose_name="paragraph"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("information", "information"),
                            ("discussion", "discussion"),
                            ("decision", "decision"),
                        ],
                        default="discussion",
                        max_length=12,
                        verbose_name="for",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="item")),
                (
                    "background",
                    models.TextField(blank=True, max_length=8000, verbose_name="background"),
                ),
                (
                    "proposal",
                    models.TextField(blank=True, max_length=4000, verbose_name="proposed decision"),
                ),
                (
                    "minutes_planned",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="minutes"),
                ),
                (
                    "raised_by",
                    models.CharField(blank=True, max_length=120, verbose_name="raised by"),
                ),
                (
                    "effect",
                    models.CharField(blank=True, max_length=24, verbose_name="what it changes"),
                ),
                ("subject_id", models.BigIntegerField(blank=True, null=True, verbose_name="row")),
                (
                    "effect_words",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=300,
                        verbose_name="what it changes, in words",
                    ),
                ),
                (
                    "takes_effect_on",
                    models.DateField(blank=True, null=True, verbose_name="takes effect"),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True, editable=False, max_length=24, verbose_name="came from"
                    ),
                ),
                (
                    "source_id",
                    models.BigIntegerField(
                        editable=False, null=True, verbose_name="row it came from"
                    ),
                ),
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
                    "follows",
                    network.scope.TenantKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.agendaitem",
                        verbose_name="follows",
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
                    "body",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="governance.body",
                        verbose_name="body",
                    ),
                ),
                (
                    "meeting",
                    network.scope.TenantKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="governance.meeting",
                        verbose_name="meeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "item of an agenda",
                "verbose_name_plural": "items of agendas",
                "ordering": ["position", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("effect", ""), ("subject_id", None)),
                            models.Q(
                                models.Q(("effect", ""), _negated=True),
                                models.Q(("subject_id", None), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="governance_item_effect",
                        violation_error_message="Choose which row the decision changes.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Office",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "duty",
                    models.CharField(
                        choices=[
                            ("chair", "chair"),
                            ("vice_chair", "vice chair"),
                            ("convener", "convener"),
                            ("secretary", "secretary"),
                            ("host", "host"),
                        ],
                        max_length=10,
                        verbose_name="office",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="name")),
                ("since", models.DateField(verbose_name="from")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "body",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="offices",
                        to="governance.body",
                        verbose_name="body",
                    ),
                ),
                (
                    "membership",
                    network.scope.TenantKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
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
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.person",
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "office in a body",
                "verbose_name_plural": "offices in bodies",
                "ordering": ["since", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until", None), ("until__gte", models.F("since")), _connector="OR"
                        ),
                        name="governance_office_days",
                        violation_error_message="The office ends before it begins.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("person", None), _negated=True),
                            models.Q(("membership", None), _negated=True),
                            _connector="OR",
                        ),
                        name="governance_office_somebody",
                        violation_error_message="Choose a person or an authority.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Resolution",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("carried", "decided as proposed"),
                            ("changed", "decided otherwise"),
                            ("rejected", "rejected"),
                            ("deferred", "put off to a later meeting"),
                            ("noted", "noted"),
                        ],
                        max_length=8,
                        verbose_name="outcome",
                    ),
                ),
                ("text", models.TextField(blank=True, max_length=4000, verbose_name="decision")),
                (
                    "takes_effect_on",
                    models.DateField(blank=True, null=True, verbose_name="takes effect"),
                ),
                (
                    "votes_for",
                    models.PositiveSmallIntegerField(
                        editable=False, null=True, verbose_name="votes for"
                    ),
                ),
                (
                    "votes_against",
                    models.PositiveSmallIntegerField(
                        editable=False, null=True, verbose_name="votes against"
                    ),
                ),
                (
                    "abstained",
                    models.PositiveSmallIntegerField(
                        editable=False, null=True, verbose_name="abstained"
                    ),
                ),
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
                        related_name="resolutions",
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
                        related_name="resolutions",
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
                "verbose_name": "resolution",
                "verbose_name_plural": "resolutions",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("network", "item"),
                        name="governance_resolution_once",
                        violation_error_message="The item is resolved already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome__in", ["noted", "deferred"]),
                            models.Q(("text", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="governance_resolution_words",
                        violation_error_message="Write what was decided.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Holder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "rank",
                    models.CharField(
                        choices=[("member", "member"), ("deputy", "deputy")],
                        default="member",
                        max_length=8,
                        verbose_name="as",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("title", models.CharField(blank=True, max_length=120, verbose_name="post")),
                ("since", models.DateField(verbose_name="from")),
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
                (
                    "person",
                    network.scope.TenantKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "mandate",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="holders",
                        to="governance.mandate",
                        verbose_name="mandate",
                    ),
                ),
            ],
            options={
                "verbose_name": "holder of a mandate",
                "verbose_name_plural": "holders of mandates",
                "ordering": ["since", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until", None), ("until__gte", models.F("since")), _connector="OR"
                        ),
                        name="governance_holder_days",
                        violation_error_message="The term ends before it begins.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HolderContact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="mail")),
                (
                    "holder",
                    network.scope.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contacts",
                        to="governance.holder",
                        verbose_name="holder",
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
                "verbose_name": "mail address of a holder",
                "verbose_name_plural": "mail addresses of holders",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("network", "holder"), name="governance_holder_contact_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
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
                (
                    "presence",
                    models.CharField(
                        choices=[
                            ("in_place", "in place"),
                            ("digital", "digitally"),
                            ("absent", "absent"),
                        ],
                        default="in_place",
                        max_length=8,
                        verbose_name="took part",
                    ),
                ),
                (
                    "from_paragraph",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="from paragraph"
                    ),
                ),
                (
                    "to_paragraph",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="to paragraph"
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
                    "holder",
                    network.scope.TenantKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.holder",
                        verbose_name="who held it",
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendances",
                        to="governance.meeting",
                        verbose_name="meeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "attendance",
                "verbose_name_plural": "attendances",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("network", "meeting", "mandate"),
                        name="governance_attendance_once",
                        violation_error_message="Only one person holds a mandate at a meeting.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_paragraph", None),
                            ("from_paragraph", None),
                            ("to_paragraph__gte", models.F("from_paragraph")),
                            _connector="OR",
                        ),
                        name="governance_attendance_paragraphs",
                        violation_error_message="Somebody left before they came.",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["network", "body", "-starts"], name="meeting_latest"),
        ),
    ]
