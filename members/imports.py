"""The list of members as a file: a row a member, in the words that the networks' lists use."""

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from import_export.fields import Field

from members.actions.register import number_authority, register_authority
from members.actions.standing import change_standing, move_start, start_standing
from members.models import Authority, Decision, Membership
from members.rules import KIND_WORDS, STANDING_WORDS, parent_of, within
from network.columns import ChoiceColumn, DayColumn, OrganisationNumberColumn, TextColumn
from network.identifiers import show_organisation_number
from network.imports import PreviewedImport
from network.uploads import Limits
from network.wording import quoted

MEMBER_LIST = Limits(rows=2_000)


class MemberList(PreviewedImport):
    """The member list. An empty cell leaves what is known; members not listed stay.

    Names, types and numbers belong to the register that the networks share: a list may add an
    authority and a missing number, and a contradiction is a mistake of the row.
    """

    name = Field("listed_name", "organisation", TextColumn())
    short_name = Field("listed_short_name", "kortnamn", TextColumn())
    kind = Field("listed_kind", "typ", ChoiceColumn(KIND_WORDS))
    number = Field("listed_number", "organisationsnummer", OrganisationNumberColumn())
    standing = Field("listed_standing", "medlemskap", ChoiceColumn(STANDING_WORDS))
    since = Field("since", "från", DayColumn(bare_year="first"))
    until = Field("until", "till", DayColumn(bare_year="last"))

    optional: ClassVar = ("kortnamn", "organisationsnummer", "från", "till")
    ignored: ClassVar = ("källa", "anställda")

    class Meta:
        model = Membership
        fields = ("name", "short_name", "kind", "number", "standing", "since", "until")
        import_id_fields = ("name",)

    def __init__(self, today: date, decision: Decision | None = None) -> None:
        super().__init__()
        self.today = today
        self.decision = decision  # what new members and changed standings rest on
        self.notes: dict[int, list[str]] = {}
        self.touched: dict[int, int] = {}
        self.absent: list[str] = []

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        """Read the registers once, whatever the length of the list."""
        self.notes.clear()
        self.touched.clear()
        self._rows_by_name = {row["organisation"].casefold(): row for row in dataset.dict}
        authorities = list(Authority.objects.all())
        self._authorities = {row.name.casefold(): row for row in authorities}
        known = Membership.objects.select_related("authority").prefetch_related("standings")
        # Of several over the years, the one that runs, else the last.
        ordered = sorted(known, key=lambda row: (row.is_active(self.today), row.since or date.min))
        self._members = {row.name.casefold(): row for row in ordered}
        self._spelling = {key: row.name for key, row in self._members.items()}
        self._known_numbers = [(row.name, row.organisation_number) for row in authorities]
        self._known_numbers += [(row["organisation"], self._number_in(row)) for row in dataset.dict]
        self.absent = sorted(
            row.short_name
            for key, row in self._members.items()
            if key not in self._rows_by_name and row.is_active(self.today)
        )

    def _number_in(self, row: dict[str, str]) -> str:
        try:
            return OrganisationNumberColumn().clean(row.get("organisationsnummer", ""))
        except ValueError:
            return ""

    def before_import_row(self, row: dict[str, str], **kwargs: Any) -> None:
        """Names that differ in capitals only are one name."""
        name = row["organisation"]
        row["organisation"] = self._spelling.setdefault(name.casefold(), name)
        self._row_number = self._numbers[kwargs["row_number"] - 1]
        super().before_import_row(row, **kwargs)

    def get_instance(self, instance_loader: Any, row: dict[str, str]) -> Any:
        """The member of that name, without a query a row."""
        return self._members.get(row["organisation"].casefold())

    def after_init_instance(
        self, instance: Any, new: bool, row: dict[str, str], **kwargs: Any
    ) -> None:
        """What the register says, for the comparison."""
        instance.known_since = instance.since
        if new:
            instance.listed_name = instance.listed_short_name = instance.listed_kind = ""
            instance.listed_number = instance.listed_standing = ""
            return
        authority = instance.authority
        instance.listed_name = instance.name
        instance.listed_short_name = instance.short_name
        instance.listed_kind = authority.kind
        instance.listed_number = authority.organisation_number
        instance.listed_standing = self._standing_of(instance)

    def _standing_of(self, member: Membership) -> str:
        day = within(self.today, member.since, member.until)
        for standing in member.standings.all():
            since, until = standing.since or date.min, standing.until or date.max
            if since <= day <= until:
                return str(standing.kind)
        return ""

    def import_field(
        self, field: Field, instance: Any, row: dict[str, str], *args: Any, **kwargs: Any
    ) -> None:
        """An empty cell leaves what is known."""
        if row.get(field.column_name):
            super().import_field(field, instance, row, *args, **kwargs)

    def import_instance(self, instance: Any, row: dict[str, str], **kwargs: Any) -> None:
        """Read the row, and find or register the authority it names."""
        errors: dict[str, Any] = {}
        try:
            super().import_instance(instance, row, **kwargs)
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        for attribute, _column in (("listed_kind", "typ"), ("listed_standing", "medlemskap")):
            if not getattr(instance, attribute) and attribute not in errors:
                errors[attribute] = [_("Fill in the column.")]
        if instance.since and instance.until and instance.since > instance.until:
            errors["until"] = [_("The last day comes before the first. Correct one of them.")]
        if not errors:
            errors = self._place(instance)
        if errors:
            raise ValidationError(errors)

    def _place(self, member: Any) -> dict[str, Any]:
        """Tie the row to its authority; what contradicts the register is returned."""
        if member.pk is None:
            authority, part = self._authority_of(member)
            member.authority, member.part = authority, part
        authority = member.authority
        errors: dict[str, Any] = {}
        if member.listed_kind != authority.kind:
            errors["listed_kind"] = [
                _("The register has the type %(known)s. Write that.")
                % {"known": quoted([KIND_WORDS[authority.kind][0]])}
            ]
        number = authority.organisation_number
        if member.listed_number and number and member.listed_number != number:
            errors["listed_number"] = [
                _("The register has the number %(known)s. Write that, or leave the cell empty.")
                % {"known": show_organisation_number(number)}
            ]
        if errors:
            return errors
        if member.listed_short_name and member.listed_short_name != member.short_name:
            self._note(
                _("The short name in the register stays: %(name)s.") % {"name": member.short_name}
            )
        member.listed_short_name = member.short_name
        member.listed_number = member.listed_number or number
        member.listed_name = member.name
        return errors

    def _authority_of(self, member: Any) -> tuple[Authority, str]:
        name, number = member.listed_name, member.listed_number
        known = self._authorities.get(name.casefold())
        if known:
            return known, ""
        parent = parent_of(name, number, self._known_numbers)
        if parent:
            part = name[len(parent) :].strip()
            self._note(_("A part of %(name)s, with its number.") % {"name": parent})
            return self._authorities.get(parent.casefold()) or self._register(parent, member), part
        twins = [other for other, its in self._known_numbers if number and its == number]
        twins = sorted({other for other in twins if other.casefold() != name.casefold()})
        if twins:
            self._note(_("Shares its number with %(names)s.") % {"names": ", ".join(twins)})
        return self._register(name, member), ""

    def _register(self, name: str, member: Any) -> Authority:
        row = self._rows_by_name.get(name.casefold(), {})
        short_name = row.get("kortnamn") or name
        new = register_authority(name, short_name[:60], member.listed_kind, member.listed_number)
        self._authorities[name.casefold()] = new
        return new

    def _note(self, sentence: str) -> None:
        self.notes.setdefault(self._row_number, []).append(sentence)

    def validate_instance(
        self,
        instance: Any,
        import_validation_errors: Any = None,
        validate_unique: bool = True,
    ) -> None:
        """A row that could not be read is not also blamed for what it therefore lacks."""
        if import_validation_errors:
            raise ValidationError(import_validation_errors)
        super().validate_instance(instance, None, validate_unique)

    def save_instance(
        self, instance: Any, is_create: bool, row: dict[str, str], **kwargs: Any
    ) -> None:
        """The membership, its standing, and the number that the register lacked."""
        super().save_instance(instance, is_create, row, **kwargs)
        self.touched[self._row_number] = instance.pk
        if instance.listed_number and not instance.authority.organisation_number:
            number_authority(instance.authority, instance.listed_number)
        if is_create:
            if self.decision is not None:
                start_standing(instance, instance.listed_standing, self.decision)
            self._members[instance.name.casefold()] = instance
            return
        if instance.since != instance.known_since:
            move_start(instance, instance.known_since)
        day = within(self.today, instance.since, instance.until)
        changed = instance.listed_standing != self._standing_of(instance)
        if changed and self.decision is not None:
            change_standing(instance, instance.listed_standing, day, self.decision)
