from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models.run import Run
from network.scope import TenantKey, TenantModel


class EnrolmentGroup(TenantModel):
    """People of one authority who were enrolled together; a whole group wants all seats or none."""

    run = TenantKey(Run, related_name="groups_enrolled", verbose_name=_("run"))
    membership = TenantKey("members.Membership", related_name="+", verbose_name=_("authority"))
    size = models.PositiveSmallIntegerField(_("people"))
    whole = models.BooleanField(_("all or none"), default=True)
    created_at = models.DateTimeField(_("enrolled"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("group")
        verbose_name_plural = _("groups")
        constraints = [
            models.CheckConstraint(
                condition=Q(size__gte=1),
                name="courses_group_size",
                violation_error_message=_("A group has 1 person or more."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.size}"
