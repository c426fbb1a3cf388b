"""The words and limits of the yearly needs assessment; no database."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

MOST_SEATS = 2000  # what one authority may ask for of one course in one term


class CampaignState(models.TextChoices):
    """Where a needs assessment stands."""

    DRAFT = "draft", _("being prepared")
    OPEN = "open", _("open for answers")
    CLOSED = "closed", _("closed")


class AnswerState(models.TextChoices):
    """Where one authority's answer stands: written, sent to who approves it, approved."""

    DRAFT = "draft", _("draft")
    SENT = "sent", _("waiting for approval")
    APPROVED = "approved", _("approved")


class Audience(models.TextChoices):
    """For whom a course is (målgrupp)."""

    MANAGERS = "managers", _("managers")
    EMPLOYEES = "employees", pgettext_lazy("audience", "employees")
    SPECIALISTS = "specialists", _("specialists")
    EVERYONE = "everyone", _("everyone")


class Importance(models.IntegerChoices):
    """How much a need matters: 1 cannot do without it that year."""

    MUST = 1, _("must happen that year")
    SHOULD = 2, _("should happen that year")
    CAN_WAIT = 3, _("can wait")


class Way(models.TextChoices):
    """How people want to take part."""

    ANY = "any", _("does not matter")
    ON_SITE = "on_site", _("on site")
    DIGITAL = "digital", _("digital")


class Term(models.TextChoices):
    """The half of the year."""

    SPRING = "spring", _("spring")
    AUTUMN = "autumn", _("autumn")


class Verdict(models.TextChoices):
    """What the educational council decides on a candidate (utbildningsrådets beslut)."""

    CARRY_OUT = "carry_out", _("carry out")
    PROCURE = "procure", _("procure")
    WAIT = "wait", _("wait")
    DECLINE = "decline", pgettext_lazy("decision", "decline")
