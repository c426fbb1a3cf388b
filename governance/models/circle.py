from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.map.querysets import CircleMemberQuerySet, CircleQuerySet
from governance.map.rules import CircleKind
from members.models import Membership
from network.scope import TenantKey, TenantManager, TenantModel
from network.wording import in_language


class Cluster(TenantModel):
    """A competence that several members share (kompetenskluster): it, law, archives."""

    name = models.CharField(_("name"), max_length=60)
    name_en = models.CharField(_("name in English"), max_length=60, blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=1)

    class Meta:
        verbose_name = _("competence cluster")
        verbose_name_plural = _("competence clusters")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "name"],
                name="governance_cluster_once",
                violation_error_message=_("The network has a cluster with that name."),
            )
        ]

    def __str__(self) -> str:
        return self.in_words

    @property
    def in_words(self) -> str:
        """Its name in the reader's language, where the network has written one."""
        return in_language(self.name, self.name_en)


class Circle(TenantModel):
    """A network, a group or a contact path that members are in, whoever keeps it."""

    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("what it is"), max_length=8, choices=CircleKind)
    purpose = models.CharField(_("what for"), max_length=500)
    cluster = TenantKey(Cluster, null=True, blank=True, related_name="circles",
                        verbose_name=_("competence cluster"))  # fmt: skip
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)
    link = models.URLField(_("where it is read about"), blank=True)

    objects = TenantManager.from_queryset(CircleQuerySet)()

    class Meta:
        verbose_name = _("network, group or contact path")
        verbose_name_plural = _("networks, groups and contact paths")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "name"],
                name="governance_circle_once",
                violation_error_message=_("The map has one with that name."),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="governance_circle_days",
                violation_error_message=_("It ends before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CircleMember(TenantModel):
    """A member is in a network, a group or a contact path, and through whom.

    The contact is named as given for the map: a name, a role, or both.
    """

    circle = TenantKey(Circle, models.CASCADE, related_name="members", verbose_name=_("circle"))
    membership = TenantKey(Membership, related_name="+", verbose_name=_("member"))
    contact = models.CharField(_("contact person"), max_length=120, blank=True)
    role = models.CharField(_("role there"), max_length=120, blank=True)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = TenantManager.from_queryset(CircleMemberQuerySet)()

    class Meta:
        verbose_name = _("member in a network, a group or a contact path")
        verbose_name_plural = _("members in networks, groups and contact paths")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "circle", "membership"],
                condition=Q(until=None),
                name="governance_circle_member_once",
                violation_error_message=_("The member is there already."),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="governance_circle_member_days",
                violation_error_message=_("It ends before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.circle_id}: {self.membership_id}"
