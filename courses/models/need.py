from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.models.enrolment import Enrolment
from courses.models.run import Run
from network.scope import TenantKey, TenantModel


class SpecialNeed(TenantModel):
    """What somebody needs to eat and to take part (särskilda behov): sensitive, and short-lived.

    Only the person reads the row. Others get counts, and where a need has to be met names,
    through functions of the database. Goes away with the seat, and some days after the last
    session.
    """

    class Diet(models.TextChoices):
        VEGETARIAN = "vegetarian", _("vegetarian")
        VEGAN = "vegan", _("vegan")
        GLUTEN = "gluten", _("gluten-free")
        LACTOSE = "lactose", _("lactose-free")
        MILK = "milk", _("no milk protein")
        EGG = "egg", _("no egg")
        NUTS = "nuts", _("no nuts")
        FISH = "fish", _("no fish or shellfish")
        PORK = "pork", _("no pork")

    enrolment = TenantKey(
        Enrolment, models.CASCADE, related_name="needs", verbose_name=_("enrolment")
    )
    run = TenantKey(Run, models.CASCADE, related_name="+", verbose_name=_("run"))
    person = TenantKey("members.Person", related_name="+", verbose_name=_("person"))
    membership = TenantKey("members.Membership", related_name="+", verbose_name=_("authority"))
    diets = ArrayField(
        models.CharField(max_length=12, choices=Diet), verbose_name=_("food"), default=list
    )
    diet_text = models.CharField(_("other about food"), max_length=200, blank=True)
    access_text = models.CharField(_("to be able to take part"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("special needs")
        verbose_name_plural = _("special needs")
        constraints = [
            models.UniqueConstraint(fields=["network", "enrolment"], name="courses_need_once"),
            models.CheckConstraint(
                condition=Q(diets__len__lte=9) | Q(diets=[]), name="courses_need_diets"
            ),
        ]

    def __str__(self) -> str:
        return str(self.enrolment_id)  # never what it says: this ends up in logs
