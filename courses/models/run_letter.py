from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models.run import Run
from network.scope import TenantKey, TenantModel


class RunLetter(TenantModel):
    """Something that somebody wrote to several participants of a run, or a reminder of its days."""

    class Kind(models.TextChoices):
        REMINDER = "reminder", _("reminder")
        MESSAGE = "message", _("message")

    run = TenantKey(Run, models.CASCADE, related_name="letters", verbose_name=_("run"))
    user_id = models.BigIntegerField(_("by"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    subject = models.CharField(_("subject"), max_length=120, blank=True)
    text = models.TextField(_("text"), max_length=4000, blank=True)
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("letter to participants")
        verbose_name_plural = _("letters to participants")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="reminder") | (~Q(subject="") & ~Q(text="")),
                name="courses_run_letter_said",
                violation_error_message=_("Write a subject and a text."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.kind}"
