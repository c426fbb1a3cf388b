"""Lists that leave the members' room, in the words that the import reads."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from import_export.fields import Field

from members.models import HeadCount, Membership, Person
from members.rules import KIND_WORDS, STANDING_WORDS
from network.columns import CountColumn, DayColumn
from network.identifiers import show_organisation_number
from network.tables import SafeResource


class MemberTable(SafeResource):
    """The member list; the same file can be changed and imported again."""

    name = Field("name", "organisation")
    short_name = Field("short_name", "kortnamn")
    kind = Field(column_name="typ")
    number = Field(column_name="organisationsnummer")
    standing = Field(column_name="medlemskap")
    since = Field("since", "från", DayColumn())
    until = Field("until", "till", DayColumn())
    employees = Field("employees", "anställda", CountColumn())

    sheet: ClassVar[Any] = _("Members")

    class Meta:
        model = Membership
        fields = (
            "name",
            "short_name",
            "kind",
            "number",
            "standing",
            "since",
            "until",
            "employees",
        )

    def dehydrate_kind(self, member: Any) -> str:
        """As lists write it: statlig myndighet."""
        return KIND_WORDS[member.authority.kind][0]

    def dehydrate_number(self, member: Any) -> str:
        """As people write it: 202100-5489."""
        return show_organisation_number(member.authority.organisation_number)

    def dehydrate_standing(self, member: Any) -> str:
        """As lists write it: medlem."""
        return STANDING_WORDS[member.kind][0] if member.kind else ""


class PersonTable(SafeResource):
    """People with their authority, title and roles."""

    name = Field("name", "namn")
    email = Field("email", "mejl")
    authority = Field("membership__name", "myndighet")
    title = Field("title", "titel")
    unit = Field("unit", "enhet")
    manager = Field("manager__name", "chef")
    roles = Field(column_name="roller")
    since = Field("since", "från", DayColumn())
    until = Field("until", "till", DayColumn())

    sheet: ClassVar[Any] = _("People")

    class Meta:
        model = Person
        fields = (
            "name",
            "email",
            "authority",
            "title",
            "unit",
            "manager",
            "roles",
            "since",
            "until",
        )

    def dehydrate_roles(self, person: Any) -> str:
        """Roles held today, in words."""
        return ", ".join(str(role) for role in person.roles_now)


class HeadCountTable(SafeResource):
    """The head-count ledger, one declaration a row."""

    member = Field("membership__name", _("Member"))
    day = Field("day", _("Counted on"), DayColumn())
    count = Field("count", _("Employees"), CountColumn())
    definition = Field("get_definition_display", _("Counted as"))
    covers = Field("covers", _("Who is counted"))
    source = Field("source", _("Source"))
    declared = Field("declared_name", _("Declared by"))
    declared_at = Field("declared_at", _("Declared"), DayColumn())
    explanation = Field("explanation", _("Why it changed so much"))

    sheet: ClassVar[Any] = _("Head counts")

    class Meta:
        model = HeadCount
        fields = (
            *("member", "day", "count", "definition", "covers", "source"),
            *("declared", "declared_at", "explanation"),
        )
