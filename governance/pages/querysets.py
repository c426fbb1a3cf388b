"""Named reads of open pages."""

from datetime import date, datetime
from typing import Any, Self

from django.db import models
from django.db.models import F, OuterRef, Subquery

from governance.pages.rules import PageKind


class OpenPageQuerySet(models.QuerySet[Any]):
    def pages(self) -> Self:
        """Pages, without the news."""
        return self.filter(kind=PageKind.PAGE)

    def news(self) -> Self:
        """News, without the pages."""
        return self.filter(kind=PageKind.NEWS)

    def with_standing(self, day: date) -> Self:
        """With the versions `shown` on the day and `newest`, by key, and the words of both.

        `last_on` and `last_version` are what was last said on publishing, also for a day to come.
        """
        words: Any = self.model._meta.get_field("publishings").related_model.objects
        versions: Any = self.model._meta.get_field("versions").related_model.objects
        said = words.filter(page=OuterRef("pk")).order_by("-pk")
        come = said.filter(since__lte=day)
        newest = versions.filter(page=OuterRef("pk")).order_by("-number")
        read = versions.filter(pk=OuterRef("shown"))
        last = said[:1]
        return self.annotate(
            shown=Subquery(come.values("version")[:1]),
            newest=Subquery(newest.values("pk")[:1]),
            title=Subquery(newest.values("title")[:1]),
            changed_at=Subquery(newest.values("at")[:1]),
            last_on=Subquery(last.values("since")),
            last_version=Subquery(last.values("version")),
        ).annotate(
            shown_title=Subquery(read.values("title")[:1]),
            shown_lead=Subquery(read.values("lead")[:1]),
        )

    def shown_on(self, day: date) -> Self:
        """Those that everybody reads on a day, with `first_on`: the first day they were shown."""
        words: Any = self.model._meta.get_field("publishings").related_model.objects
        first = words.filter(page=OuterRef("pk"), version__isnull=False).order_by("since")
        return (
            self.with_standing(day)
            .filter(shown__isnull=False)
            .annotate(first_on=Subquery(first.values("since")[:1]))
        )

    def newest_first(self) -> Self:
        """News by the day that it was first shown; for what `shown_on` found."""
        return self.order_by(F("first_on").desc(), "-pk")


class OpenEventQuerySet(models.QuerySet[Any]):
    def to_come(self, now: datetime) -> Self:
        """Events that are not over."""
        return self.filter(ends__gte=now)
