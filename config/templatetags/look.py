"""What the components need from Python: native controls for bound fields, page numbers."""

from collections.abc import Iterator
from typing import Any

from django import forms, template
from django.core.paginator import Page
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

register = template.Library()

# Native date controls speak ISO 8601 in every language.
NATIVE = {
    forms.DateTimeInput: ("datetime-local", "%Y-%m-%dT%H:%M"),
    forms.DateInput: ("date", "%Y-%m-%d"),
    forms.TimeInput: ("time", "%H:%M"),
}
KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.FileInput, "file"),
)
CLASSES = {
    "select": "select-field__select",
    "textarea": "textarea-field__textarea",
    "checkbox": "checkbox__input",
    "file": "file-field__input",
}


@register.filter
def kind(field: BoundField) -> str:
    """Name the shape in which a field is drawn: text, select, radios and so on."""
    widget = field.field.widget
    return next((name for base, name in KINDS if isinstance(widget, base)), "text")


@register.filter
def first_id(field: BoundField) -> str:
    """Give the id of the control that a link to the field should reach."""
    return f"{field.auto_id}_0" if kind(field) in {"radios", "checkboxes"} else field.auto_id


@register.simple_tag
def control(field: BoundField, hint: str = "", **attrs: Any) -> SafeString:
    """Draw the field's native control, tied to its hint and its error.

    Attributes with underscores become dashes; empty ones are left out.
    """
    widget = field.field.widget
    for base, (input_type, pattern) in NATIVE.items():
        if isinstance(widget, base) and not isinstance(widget, forms.SplitDateTimeWidget):
            widget.input_type = input_type
            widget.format = pattern
            break
    own = {
        name.replace("_", "-"): value for name, value in attrs.items() if value not in ("", None)
    }
    own["class"] = CLASSES.get(kind(field), "text-field__input")
    described = [
        f"{field.auto_id}_{part}"
        for part, there in (("helptext", hint or field.help_text), ("error", field.errors))
        if there
    ]
    if described:
        own["aria-describedby"] = " ".join(described)
    if field.errors:
        own["aria-invalid"] = "true"
    return field.as_widget(attrs=own)


@register.simple_tag
def page_numbers(page: Page[Any]) -> Iterator[str | int]:
    """List the page numbers to show round the current one, with … for the rest."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
