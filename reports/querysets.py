"""Named reads of the reports' texts and editions."""

from typing import Any, Self

from django.db import models

from network.seat import Seat


class ReportTextQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """All of them for those who read the reports."""
        return self.filter(network_id=seat.network.pk) if seat.may("see_reports") else self.none()

    def newest(self) -> Self:
        """The version of each year, section and language that holds."""
        return self.order_by("year", "section", "language", "-number").distinct(
            "year", "section", "language"
        )


class EditionQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """All of them for those who read the reports."""
        return self.filter(network_id=seat.network.pk) if seat.may("see_reports") else self.none()

    def with_papers(self) -> Self:
        """With the names of their files, without what is in them."""
        files = self.select_related("paper", "workbook")
        return files.defer("paper__content", "workbook__content")
