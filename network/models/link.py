from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.scope import TenantModel


class MailLink(TenantModel):
    """A question to one person that a link in mail lets them answer, once and without signing in.

    Nothing here opens it: the link's last part is made from `nonce` and the portal's secret key
    when the letter is posted, and only its hash is kept. The database's own functions find and
    use a link; the portal's roles may not read the table.
    """

    purpose = models.CharField(_("question"), max_length=60)
    subject_id = models.BigIntegerField(_("record"))
    person_id = models.BigIntegerField(_("asked"))
    nonce = models.CharField(_("nonce"), max_length=64, editable=False)
    token_hash = models.CharField(_("SHA-256 of the link"), max_length=64, editable=False)
    created_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("holds until"))
    used_at = models.DateTimeField(_("used"), null=True)
    answer = models.CharField(_("answer"), max_length=3, blank=True)

    class Meta:
        verbose_name = _("link in mail")
        verbose_name_plural = _("links in mail")
        constraints = [
            models.UniqueConstraint(fields=["network", "token_hash"], name="network_mail_link_once")
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.subject_id}"
