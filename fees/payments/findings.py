"""What is found out about a payment, and by what it is placed."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Finding(TextChoices):
    """What was found out about a payment when it was read."""

    FULL = "full", _("pays in full")
    PART = "part", _("pays in part")
    OVER = "over", _("more than is owed")
    DOUBLE = "double", _("paid twice")
    CLOSED = "closed", _("credited or written off")
    SEVERAL = "several", _("can be understood in several ways")
    UNKNOWN = "unknown", _("no invoice found")
    TWIN = "twin", _("perhaps read already")


class How(TextChoices):
    """By what an amount was placed on an invoice."""

    REFERENCE = "reference", _("by the payment reference")
    NUMBER = "number", _("by the number in the message")
    REFERENCES = "references", _("by several references")
    PAYER = "payer", _("by payer and amount")
    SUM = "sum", _("the payer’s invoices add up to the amount")
    HAND = "hand", _("by hand")
