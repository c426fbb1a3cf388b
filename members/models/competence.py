from django.db import models
from django.utils.translation import gettext_lazy as _

from members.querysets import CompetenceQuerySet
from network.scope import TenantManager, TenantModel
from network.wording import in_language


class Competence(TenantModel):
    """A competence tag as the network names it: what somebody wants to grow in, offers or needs.

    Rooms keep its `code`, so a tag may be renamed and ended without changing what was written.
    """

    code = models.SlugField(_("code"), max_length=12, db_index=False)
    name = models.CharField(_("name"), max_length=60)
    name_en = models.CharField(_("name in English"), max_length=60, blank=True)
    until = models.DateField(
        _("offered until"), null=True, blank=True, help_text=_("Empty while it is offered.")
    )

    objects = TenantManager.from_queryset(CompetenceQuerySet)()

    class Meta:
        verbose_name = _("competence")
        verbose_name_plural = _("competences")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "code"],
                name="members_competence_code_once",
                violation_error_message=_("Another competence has that code."),
            ),
            models.UniqueConstraint(
                fields=["network", "name"],
                name="members_competence_name_once",
                violation_error_message=_("Another competence has that name."),
            ),
        ]

    def __str__(self) -> str:
        return self.in_words

    @property
    def in_words(self) -> str:
        """Its name in the reader's language, where the network has written one."""
        return in_language(self.name, self.name_en)
