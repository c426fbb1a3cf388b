"""Forms for suppliers and kinds of purchase."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.models import Area, SameKind, Supplier
from network.identifiers import organisation_number


class SupplierForm(forms.ModelForm):  # type: ignore[type-arg]
    """Who sells to the network."""

    organisation_number = forms.CharField(
        label=_("Organisation number"),
        required=False,
        max_length=20,
        help_text=_("Ten digits, such as 202100-5489."),
    )

    class Meta:
        model = Supplier
        fields = ("name", "organisation_number", "contact", "email", "note", "ended")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["organisation_number"] = self.instance.shown_number

    def clean_organisation_number(self) -> str:
        """Ten digits with a right check digit, or nothing."""
        text = self.cleaned_data["organisation_number"]
        return organisation_number(text) if text.strip() else ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        others = Supplier.objects.exclude(pk=self.instance.pk)
        if others.filter(name=cleaned.get("name", "")).exists():
            self.add_error("name", _("There is a supplier with that name."))
        number = cleaned.get("organisation_number")
        if number and others.filter(organisation_number=number).exists():
            self.add_error(
                "organisation_number", _("There is a supplier with that organisation number.")
            )
        return cleaned


class SameKindForm(forms.ModelForm):  # type: ignore[type-arg]
    """A kind of purchase, as the network divides them."""

    area = forms.ModelChoiceField(
        Area._base_manager.none(), label=_("Competence area"), required=False
    )

    class Meta:
        model = SameKind
        fields = ("name_sv", "name_en")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Area]", self.fields["area"]).queryset = Area.objects.all()
        self.initial["area"] = self.instance.area_id

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.instance.area = cleaned.get("area")
        twins = SameKind.objects.filter(name_sv=cleaned.get("name_sv", ""))
        if twins.exclude(pk=self.instance.pk).exists():
            self.add_error("name_sv", _("There is a kind with that name."))
        return cleaned
