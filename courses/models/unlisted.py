from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models.enrolment import Enrolment
from courses.models.run import Run
from network.scope import TenantKey, TenantManager, TenantModel


class Unlisted(TenantModel):
    """A participant who does not want to stand on the list that the others see."""

    enrolment = TenantKey(
        Enrolment, models.CASCADE, related_name="unlisted", verbose_name=_("enrolment")
    )
    run = TenantKey(Run, models.CASCADE, related_name="+", verbose_name=_("run"))
    person = TenantKey("members.Person", related_name="+", verbose_name=_("person"))
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)

    objects: Any = TenantManager()

    class Meta:
        verbose_name = _("participant off the list")
        verbose_name_plural = _("participants off the list")
        constraints = [
            models.UniqueConstraint(fields=["network", "enrolment"], name="courses_unlisted_once")
        ]

    def __str__(self) -> str:
        return str(self.enrolment_id)
