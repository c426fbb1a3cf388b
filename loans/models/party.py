from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models import Authority
from network.scope import TenantManager, TenantModel


class OutsideParty(TenantModel):
    """An authority outside the network that borrows or lends: of a sister network, or in a crisis.

    Entered by a coordinator; its contact acts by links in mail and has no account.
    """

    name = models.CharField(_("name"), max_length=160)
    kind = models.CharField(_("kind"), max_length=20, choices=Authority.Kind)
    organisation_number = models.CharField(_("organisation number"), max_length=10)
    contact = models.CharField(_("contact person"), max_length=120)
    email = models.EmailField(_("mail address"))
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    why = models.CharField(
        _("why it is let in"),
        max_length=200,
        help_text=_("Such as: sister network, or crisis support after the storm."),
    )
    until = models.DateField(_("until"), null=True, blank=True)

    objects = TenantManager()

    class Meta:
        verbose_name = _("party outside the network")
        verbose_name_plural = _("parties outside the network")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "organisation_number", "name"],
                name="loans_outside_party_once",
                violation_error_message=_("That party is entered already."),
            ),
            models.CheckConstraint(
                condition=models.Q(organisation_number__regex=r"^\d{10}$"),
                name="loans_outside_party_number",
                violation_error_message=_("An organisation number has ten digits."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def short_name(self) -> str:
        """As the members' own short name, so that pages ask both alike."""
        return self.name

    @property
    def in_the_state(self) -> bool:
        """Whether it belongs to the legal person of the State."""
        return self.kind in Authority.STATE_KINDS


class SisterNetwork(TenantModel):
    """Another network of the installation whose members may see this one's wider notices.

    One-sided on purpose: each network says for itself who may look in.
    """

    sister = models.ForeignKey(
        "network.Network",
        models.PROTECT,
        related_name="+",
        db_index=False,
        verbose_name=_("sister network"),
    )
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = TenantManager()

    class Meta:
        verbose_name = _("sister network")
        verbose_name_plural = _("sister networks")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "sister"],
                name="loans_sister_once",
                violation_error_message=_("That network is a sister already."),
            ),
            models.CheckConstraint(
                condition=~models.Q(sister=models.F("network")),
                name="loans_sister_other",
                violation_error_message=_("A network is not its own sister."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.sister_id)
