"""The words of cost statements: how far they have come, and who bills what is approved."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class StatementState(models.TextChoices):
    """How far a cost statement has come."""

    DRAFT = "draft", _("draft")
    SENT = "sent", _("waiting for approval")
    RETURNED = "returned", _("sent back")
    APPROVED = "approved", pgettext_lazy("cost statement", "approved")


class BilledBy(models.TextChoices):
    """Who makes the invoice of an approved statement; said when it is sent, and then fixed."""

    PORTAL = "portal", _("the portal, in the lender's name")
    LENDER = "lender", _("the lender, in its own system")
