from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from members.models.membership import Membership
from members.querysets import PersonQuerySet, RoleQuerySet
from network.scope import TenantKey, TenantManager, TenantModel


class Person(TenantModel):
    """Somebody at a member, as one network knows them: each network keeps its own register."""

    membership = TenantKey(Membership, related_name="people", verbose_name=_("authority"))
    user = models.ForeignKey(
        "network.User",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("user"),
    )
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("mail address"))
    title = models.CharField(_("title"), max_length=120, blank=True)
    unit = models.CharField(_("unit"), max_length=120, blank=True)
    manager = TenantKey(
        "members.Person", null=True, blank=True, related_name="staff", verbose_name=_("manager")
    )
    manager_since = models.DateField(
        _("manager since"), null=True, blank=True, help_text=_("Empty for those who lead no staff.")
    )
    protected = models.BooleanField(
        _("protected identity"), default=False, help_text=_("Never on lists that others may see.")
    )
    since = models.DateField(_("from"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    objects = TenantManager.from_queryset(PersonQuerySet)()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(
                "network",
                "membership",
                Lower("email"),
                name="members_person_email_once",
                violation_error_message=_("Somebody at the authority has that mail address."),
            ),
            models.CheckConstraint(
                condition=~Q(manager=F("id")),
                name="members_person_not_own_manager",
                violation_error_message=_("Nobody is their own manager."),
            ),
        ]
        indexes = [models.Index(fields=["network", "user"], name="person_user")]

    def __str__(self) -> str:
        return self.name

    @property
    def language(self) -> str:
        """The language of letters to them; the portal's own for who never signed in."""
        return self.user.language if self.user else settings.LANGUAGE_CODE

    @property
    def is_manager(self) -> bool:
        """Whether the person leads staff."""
        return self.manager_since is not None


class Role(TenantModel):
    """A role that a person holds from a day until a day; it ends by itself."""

    class Kind(models.TextChoices):
        NETWORK_COORDINATOR = "network_coordinator", _("network coordinator")
        EDUCATION_COORDINATOR = "education_coordinator", _("the network's education coordinator")
        ECONOMIST = "economist", _("economist")
        LOCAL_COORDINATOR = "local_coordinator", _("local education coordinator")
        HR_SIGNER = "hr_signer", _("HR signer")
        STEERING_MEMBER = "steering_member", _("member of the steering committee")
        COUNCIL_MEMBER = "council_member", _("member of the educational council")
        AUDITOR = "auditor", _("auditor")

    person = TenantKey(Person, models.CASCADE, related_name="roles", verbose_name=_("person"))
    membership = TenantKey(Membership, related_name="+", verbose_name=_("authority"))
    kind = models.CharField(_("role"), max_length=24, choices=Kind)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = TenantManager.from_queryset(RoleQuerySet)()

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "person", "kind", "since"],
                name="members_role_once",
                violation_error_message=_("The person has the role already from that day."),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="members_role_days",
                violation_error_message=_("The role ends before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
