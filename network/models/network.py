from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from network.rules import RESERVED_SLUGS


class Network(models.Model):
    """An authority network (myndighetsnätverk): the tenant. Everybody may know that it exists."""

    slug = models.SlugField(
        _("address"),
        max_length=40,
        unique=True,
        validators=[RegexValidator(r"^[a-z][a-z0-9-]+$", _("Use small letters, digits, hyphens."))],
    )
    name = models.CharField(_("name"), max_length=120)
    short_name = models.CharField(_("short name"), max_length=40)
    colours = models.SlugField(
        _("colours"), max_length=40, blank=True, help_text=_("The name of its colour theme.")
    )
    contact_email = models.EmailField(_("contact address"))
    example_data = models.BooleanField(
        _("example data"),
        default=False,
        help_text=_("Pages and documents say that figures and people are made up."),
    )

    class Meta:
        verbose_name = _("network")
        verbose_name_plural = _("networks")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(slug__in=sorted(RESERVED_SLUGS)),
                name="network_slug_not_reserved",
                violation_error_message=_("The address is used by the portal itself."),
            )
        ]

    def __str__(self) -> str:
        return self.name
