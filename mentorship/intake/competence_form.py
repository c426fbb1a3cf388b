"""The form of a competence."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.models import Competence
from network.forms import OnceForm


class CompetenceForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """What managers may want to grow in, or offer to help with."""

    class Meta:
        model = Competence
        fields = ("name", "name_en")
        help_texts = {
            "name": _("As managers say it, such as: Svåra samtal."),
            "name_en": _("Shown to those who read English. Empty: the name above."),
        }

    def _get_validation_exclusions(self) -> set[str]:
        """All but the network, so that a name that is taken is said at the form."""
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded - {"network"}
