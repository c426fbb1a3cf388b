from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.pages.querysets import OpenEventQuerySet, OpenPageQuerySet
from governance.pages.rules import TONGUES, Language, PageKind, Part
from members.querysets import DatedQuerySet
from network.scope import TenantKey, TenantManager, TenantModel
from network.wording import in_language

small = RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$", _("Use small letters a–z, digits, hyphens."))
LONGEST = 40_000  # characters of a text


class OpenPage(TenantModel):
    """A page or a piece of news that anyone may read, in one language.

    Its words lie in versions; which of them is shown from which day, in `Publishing`. Pages with
    the same subject are the same page in other languages.
    """

    kind = models.CharField(_("what it is"), max_length=4, choices=PageKind, default=PageKind.PAGE)
    subject = models.CharField(_("subject"), max_length=60, validators=[small])
    language = models.CharField(_("language"), max_length=3, choices=Language)
    slug = models.CharField(_("address"), max_length=60, validators=[small])
    position = models.PositiveSmallIntegerField(_("order"), default=1)
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)

    objects = TenantManager.from_queryset(OpenPageQuerySet)()

    class Meta:
        verbose_name = _("open page")
        verbose_name_plural = _("open pages")
        ordering = ["kind", "position", "subject", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "kind", "subject", "language"],
                name="governance_page_once",
                violation_error_message=_("The page is there in that language already."),
            ),
            models.UniqueConstraint(
                fields=["network", "kind", "language", "slug"],
                name="governance_page_address",
                violation_error_message=_("Another page has that address."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="news") | Q(language__in=["sv", "en"]),
                name="governance_news_language",
                violation_error_message=_("News is in Swedish or English."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.language}/{self.slug}"

    @property
    def direction(self) -> str:
        """How its language is written: ltr or rtl."""
        return TONGUES[self.language].direction


class PageVersion(TenantModel):
    """The words of a page as somebody left them; never changed or removed."""

    page = TenantKey(OpenPage, related_name="versions", verbose_name=_("page"))
    number = models.PositiveIntegerField(_("version"))
    title = models.CharField(_("title"), max_length=120)
    lead = models.CharField(_("what it is about, in a sentence"), max_length=300, blank=True)
    text = models.TextField(_("text"), max_length=LONGEST, blank=True)
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)
    made_by = models.BigIntegerField(_("written by"), null=True, editable=False)

    class Meta:
        verbose_name = _("version of an open page")
        verbose_name_plural = _("versions of open pages")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "page", "number"],
                name="governance_page_version_once",
                violation_error_message=_("Somebody wrote another version meanwhile."),
            ),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="governance_page_titled",
                violation_error_message=_("The page needs a title."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Publishing(TenantModel):
    """From which day a version is shown, or from which day nothing is (no version).

    The newest row whose day has come counts, so that a later word always overrides a plan.
    """

    page = TenantKey(OpenPage, related_name="publishings", verbose_name=_("page"))
    version = TenantKey(PageVersion, null=True, related_name="+", verbose_name=_("version"))
    since = models.DateField(_("from"))
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)
    made_by = models.BigIntegerField(_("published by"), null=True, editable=False)

    class Meta:
        verbose_name = _("publishing of a page")
        verbose_name_plural = _("publishings of pages")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.since}"


class PageAddress(TenantModel):
    """An address that a page has or has had; old ones lead to the new one for ever."""

    page = TenantKey(OpenPage, related_name="addresses", verbose_name=_("page"))
    kind = models.CharField(_("what it is"), max_length=4, choices=PageKind)
    language = models.CharField(_("language"), max_length=3, choices=Language)
    slug = models.CharField(_("address"), max_length=60)
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("address of a page")
        verbose_name_plural = _("addresses of pages")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "kind", "language", "slug"],
                name="governance_page_address_kept",
                violation_error_message=_("Another page has or has had that address."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.language}/{self.slug}"


class OpenPart(TenantModel):
    """Something the network keeps anyway that lies open in a span of days: bodies, calendar."""

    part = models.CharField(_("what lies open"), max_length=8, choices=Part)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = TenantManager.from_queryset(DatedQuerySet)()

    class Meta:
        verbose_name = _("open part")
        verbose_name_plural = _("open parts")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="governance_open_part_days",
                violation_error_message=_("It ends before it begins."),
            ),
            models.UniqueConstraint(
                fields=["network", "part"],
                condition=Q(until=None),
                name="governance_open_part_once",
                violation_error_message=_("That lies open already."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_part_display())


class OpenEvent(TenantModel):
    """An open meeting or another event that anyone may come to; announced in the calendar."""

    title = models.CharField(_("what"), max_length=120)
    title_en = models.CharField(_("what, in English"), max_length=120, blank=True)
    starts = models.DateTimeField(_("begins"))
    ends = models.DateTimeField(_("ends"))
    place = models.CharField(_("place"), max_length=120, blank=True)
    link = models.URLField(_("where it is read about"), blank=True)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)
    revision = models.PositiveIntegerField(_("revision"), default=0, editable=False)
    called_off = models.BooleanField(_("called off"), default=False)

    objects = TenantManager.from_queryset(OpenEventQuerySet)()

    class Meta:
        verbose_name = _("open event")
        verbose_name_plural = _("open events")
        ordering = ["starts", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")),
                name="governance_open_event_hours",
                violation_error_message=_("The event ends before it begins."),
            )
        ]

    def __str__(self) -> str:
        return self.in_words

    @property
    def in_words(self) -> str:
        """What it is, in the reader's language where the network has written it."""
        return in_language(self.title, self.title_en)
