from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Person
from mentorship.models.interest import Interest
from mentorship.models.round import MentorRound
from network.scope import TenantKey, TenantManager, TenantModel


class InterestDraft(TenantModel):
    """An expression of interest as far as it is written; nobody but its writer sees it."""

    round = TenantKey(MentorRound, models.CASCADE, related_name="+", verbose_name=_("round"))
    person = TenantKey(Person, models.CASCADE, related_name="+", verbose_name=_("person"))
    role = models.CharField(_("role"), max_length=6, choices=Interest.Role)
    answers = models.JSONField(_("answers"), default=dict)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)

    objects = TenantManager()

    class Meta:
        verbose_name = _("draft of an expression of interest")
        verbose_name_plural = _("drafts of expressions of interest")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "round", "person", "role"], name="mentorship_draft_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role}"
