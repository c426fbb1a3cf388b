"""Units of what is charged, as the e-invoice names them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Unit(models.TextChoices):
    """Codes of UN/ECE recommendation 20, of which the e-invoice standard takes its units."""

    PIECE = "C62", _("piece")
    YEAR = "ANN", _("year")
    MONTH = "MON", _("month")
    DAY = "DAY", _("day")
    HOUR = "HUR", _("hour")
