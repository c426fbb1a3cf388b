"""Imports in two steps: show what each row of a file would change, then do just that.

A room subclasses `PreviewedImport` with its columns and natural keys. The preview is a real import
inside a transaction that is rolled back, so what it shows is what the second step does.
"""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

import tablib
from django.core.exceptions import (
    NON_FIELD_ERRORS,
    MultipleObjectsReturned,
    ObjectDoesNotExist,
    ValidationError,
)
from django.db import IntegrityError, connections, transaction
from django.db.models import Model
from django.utils.encoding import force_str
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from import_export.resources import Diff, ModelResource
from import_export.results import Result, RowResult

from network.previews import (
    Change,
    ImportRefused,
    Kind,
    Mistake,
    Preview,
    PreviewOutdated,
    PreviewRow,
)
from network.uploads import Table
from network.wording import quoted

_KINDS = {
    RowResult.IMPORT_TYPE_NEW: Kind.NEW,
    RowResult.IMPORT_TYPE_UPDATE: Kind.CHANGED,
    RowResult.IMPORT_TYPE_SKIP: Kind.UNCHANGED,
}


def _text(value: Any) -> str:
    return "" if value is None else force_str(value)


class _PlainDiff(Diff):  # type: ignore[misc]  # the library has no types
    """The library's comparison, as pairs of text where it would give HTML."""

    def as_html(self) -> list[tuple[str, str]]:
        before = [""] * len(self.left) if self.new else self.left
        return [(_text(old), _text(new)) for old, new in zip(before, self.right, strict=True)]


class PreviewedImport(ModelResource):  # type: ignore[misc]
    """A model's import from a table: columns are the declared fields, and no others.

    A subclass names `model`, `fields` and the natural key (`import_id_fields`) in its Meta, and
    gives `get_queryset` the caller's scope. Columns in `optional` may be missing from a file,
    columns in `ignored` may stand there without being read.

    A row may touch several records: hang them on the instance in `after_init_instance`, name
    their columns by path (`authority__name`), save them in `before_save_instance` and
    `after_save_instance`. What a path shows must be saved, or the same file shows it again.
    """

    optional: ClassVar[Iterable[str]] = ()
    ignored: ClassVar[Iterable[str]] = ()

    class Meta:
        use_transactions = True
        skip_unchanged = True
        report_skipped = True
        clean_model_instances = True
        store_row_values = True

    @classmethod
    def get_diff_class(cls) -> type[_PlainDiff]:
        """Differences as text; templates make the markup."""
        return _PlainDiff

    def preview(self, table: Table) -> Preview:
        """What each row would change; writes nothing."""
        with transaction.atomic(using=self._database()):
            preview = self._run(table)
            transaction.set_rollback(True, using=self._database())
        return preview

    def apply(self, table: Table, *, seen: str | None = None) -> Preview:
        """Import every row, or none; the same file a second time changes nothing.

        `seen` is the fingerprint of the preview that was confirmed. Raises ImportRefused when a
        row has a mistake, PreviewOutdated when the result would differ from what was seen.
        """
        with transaction.atomic(using=self._database()):
            preview = self._run(table)
            if preview.has_mistakes:
                raise ImportRefused(preview)
            if seen is not None and preview.fingerprint != seen:
                raise PreviewOutdated(preview)
        return preview

    def _database(self) -> str:
        name: str = self.get_db_connection_name()
        return name

    def _run(self, table: Table) -> Preview:
        header, mistakes = self._columns(table.header)
        if mistakes:
            return Preview(table.name, table.sha256, table.header, (), tuple(mistakes))
        dataset = tablib.Dataset(*(row.cells for row in table.rows), headers=header)
        self._numbers = [row.number for row in table.rows]
        self._seen: dict[tuple[Any, ...], int] = {}
        result = self.import_data(dataset, use_transactions=True, raise_errors=False)
        rows = self._rows(result, header)
        mistakes = [_sentence(problem.error, rows=2) for problem in result.base_errors]
        return Preview(table.name, table.sha256, tuple(header), rows, tuple(mistakes))

    def _columns(self, header: Sequence[str]) -> tuple[list[str], list[str]]:
        """The headings as the resource spells them, and what is wrong with them."""
        read = [column for column in self.get_import_fields() if not column.readonly]
        known = [str(column.column_name) for column in read]
        also = [str(column.column_name) for column in self.get_import_fields() if column.readonly]
        spelled = {name.casefold(): name for name in (*known, *also, *self.ignored)}
        names = [spelled.get(heading.casefold(), heading) for heading in header]
        missing = [name for name in known if name not in names and name not in self.optional]
        unknown = [name for name in names if name.casefold() not in spelled]
        mistakes = []
        if missing:
            mistakes.append(
                ngettext(
                    "The file lacks the column %(columns)s. Add it, spelled like this.",
                    "The file lacks the columns %(columns)s. Add them, spelled like this.",
                    len(missing),
                )
                % {"columns": quoted(missing)}
            )
        if unknown:
            mistakes.append(
                ngettext(
                    "The column %(columns)s is unknown. Rename or delete it.",
                    "The columns %(columns)s are unknown. Rename or delete them.",
                    len(unknown),
                )
                % {"columns": quoted(unknown)}
            )
        return names, mistakes

    def before_import_row(self, row: dict[str, str], **kwargs: Any) -> None:
        """A row without its key, or with the key of an earlier row, is a mistake."""
        number = self._numbers[kwargs["row_number"] - 1]
        errors: dict[str, ValidationError] = {}
        key = []
        for name in self.get_import_id_fields():
            column = self.fields[name]
            try:
                key.append(column.clean(row))
            except ValueError as error:
                errors[column.attribute] = ValidationError(str(error))
        if errors:
            raise ValidationError(errors)
        if not any(part not in (None, "") for part in key):
            names = [str(self.fields[name].column_name) for name in self.get_import_id_fields()]
            raise ValidationError(_("Fill in %(columns)s.") % {"columns": quoted(names)})
        identity = tuple(part.pk if isinstance(part, Model) else part for part in key)
        first = self._seen.setdefault(identity, number)
        if first != number:
            raise ValidationError(
                _("This row stands for the same record as row %(row)s. Delete one of them.")
                % {"row": first}
            )

    def after_import(self, dataset: tablib.Dataset, result: Result, **kwargs: Any) -> None:
        """Ask the database now what it would otherwise ask at the end of the transaction.

        The library would set the sequences here from the highest number it can see: under
        row-level security that is this network's highest, and the next insert would collide.
        """
        if not result.has_errors() and not result.has_validation_errors():
            connections[self._database()].check_constraints()

    def _rows(self, result: Result, header: Sequence[str]) -> tuple[PreviewRow, ...]:
        columns = [str(field.column_name) for field in self.get_import_fields()]
        rows = []
        for number, outcome in zip(self._numbers, result.rows, strict=True):
            cells = {name: str(outcome.row_values.get(name, "")) for name in header}
            if outcome.errors or outcome.validation_error:
                rows.append(PreviewRow(number, Kind.ERROR, cells, mistakes=self._mistakes(outcome)))
                continue
            changes = tuple(
                Change(column, before, after)
                for column, (before, after) in zip(columns, outcome.diff, strict=True)
                if before != after
            )
            rows.append(PreviewRow(number, _KINDS[outcome.import_type], cells, changes))
        return tuple(rows)

    def _mistakes(self, outcome: RowResult) -> tuple[Mistake, ...]:
        if outcome.validation_error is not None:
            return tuple(self._sentences(outcome.validation_error))
        return tuple(Mistake("", _sentence(problem.error)) for problem in outcome.errors)

    def _sentences(self, error: ValidationError) -> Iterable[Mistake]:
        if not hasattr(error, "error_dict"):
            yield from (Mistake("", sentence) for sentence in error.messages)
            return
        columns = {field.attribute: str(field.column_name) for field in self.fields.values()}
        for name, sentences in error.message_dict.items():
            column = columns.get(name) or columns.get(f"{name}_id", "")
            label = "" if column or name == NON_FIELD_ERRORS else self._label(name)
            for sentence in sentences:
                yield Mistake(column, f"{label}: {sentence}" if label else sentence)

    def _label(self, name: str) -> str:
        fields = {field.name: field for field in self._meta.model._meta.get_fields()}
        return str(getattr(fields.get(name), "verbose_name", name))


def _sentence(error: Exception, *, rows: int = 1) -> str:
    """A row's error in words; what nobody foresaw is raised, not shown."""
    if isinstance(error, MultipleObjectsReturned):
        return _("Several records fit this row. Add what tells them apart.")
    if isinstance(error, ObjectDoesNotExist):
        return _("The row points to a record that does not exist.")
    if isinstance(error, IntegrityError):
        return ngettext(
            "The row does not fit with the records that are already there.",
            "The rows do not fit with the records that are already there.",
            rows,
        )
    if isinstance(error, ValueError):
        return str(error)
    raise error
