"""Named reads of members and people."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import get_language

from network.seat import Seat
from network.sought import holding, words_of


def covering(day: date) -> Q:
    """Dated rows that hold on a day; an empty end is open."""
    return (Q(since=None) | Q(since__lte=day)) & (Q(until=None) | Q(until__gte=day))


def _of_number(word: str) -> Q:
    """Members whose organisation number begins so, with or without its hyphen."""
    return Q(authority__organisation_number__startswith=word.replace("-", ""))


class MembershipQuerySet(models.QuerySet[Any]):
    def on(self, day: date) -> Self:
        """Members on a day."""
        return self.filter(covering(day))

    def with_standing(self, day: date) -> Self:
        """With `kind`, `level` and the newest `employees` as of a day."""
        standing = self.model._meta.get_field("standings").related_model.objects.filter(
            covering(day), membership=OuterRef("pk")
        )
        counts = self.model._meta.get_field("head_counts").related_model.objects.filter(
            membership=OuterRef("pk"), day__lte=day
        )
        return self.annotate(
            kind=Subquery(standing.values("kind")[:1]),
            level=Subquery(standing.values("level")[:1]),
            employees=Subquery(counts.order_by("-day").values("count")[:1]),
        )

    def named_like(self, words: str) -> Self:
        """Members whose name, short name, part or number holds each of the words."""
        columns = ("authority__name", "authority__short_name", "part")
        return holding(self, words, *columns, also=_of_number)

    def seen_by(self, seat: Seat) -> Self:
        """Every member of the network is known to everyone in it."""
        return self.filter(network_id=seat.network.pk)

    def answered_for_by(self, seat: Seat) -> Self:
        """The members that the seat answers for: all of them for the whole network."""
        return self if seat.scope.whole else self.filter(pk__in=seat.scope.memberships)


class FoundPeople(Func):
    """The people that words find, as the database's one search of people gives them."""

    template = "(SELECT * FROM app.find_people(%(expressions)s::text[]))"
    subquery = True
    output_field = models.BigIntegerField()


class PersonQuerySet(models.QuerySet[Any]):
    def on(self, day: date) -> Self:
        """People who work at their authority on a day."""
        return self.filter(covering(day))

    def named_like(self, words: str) -> Self:
        """People whose name, mail address, title or unit holds each of the words; "o" finds "ö"."""
        asked = words_of(words)
        return (
            self.filter(pk__in=FoundPeople(Value(asked, ArrayField(models.TextField()))))
            if asked
            else self
        )

    def kept_by(self, seat: Seat) -> Self:
        """Those whose facts the seat keeps: its authority's people, or everyone."""
        return self if seat.scope.whole else self.filter(membership__in=seat.scope.memberships)

    def seen_by(self, seat: Seat) -> Self:
        """Oneself, one's staff, one's authority's people; everyone for the whole network."""
        if seat.scope.whole:
            return self.all()
        return self.filter(
            Q(pk__in=seat.scope.people | seat.scope.staff)
            | Q(membership__in=seat.scope.memberships)
        )


class DatedQuerySet(models.QuerySet[Any]):
    def on(self, day: date) -> Self:
        """What holds on a day."""
        return self.filter(covering(day))


class RoleQuerySet(DatedQuerySet):
    def beyond_the_authority(self) -> Self:
        """Roles that reach further than one's own authority."""
        return self.exclude(kind__in=["local_coordinator", "hr_signer"])


class HeadCountQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """All of them for the network's work, money and reports; one's own authority's else."""
        scope = seat.scope
        if scope.whole or scope.money or scope.reports:
            return self.all()
        return self.filter(membership__in=scope.memberships)

    def before(self, membership: int, day: date) -> Any:
        """What a member declared last before a day, or None."""
        return self.filter(membership=membership, day__lt=day).order_by("-day").first()


class HeadCountRoundQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        """Those that the members may answer."""
        return self.filter(opened_at__isnull=False, closed_at=None)

    def seen_by(self, seat: Seat) -> Self:
        """All of them for those who keep or follow the head counts of the network."""
        scope = seat.scope
        return self.all() if scope.whole or scope.money or scope.reports else self.none()


# What a network begins with; it renames, ends and adds as it likes.
USUAL_COMPETENCES = (
    ("change", "Förändringsledning", "Leading change"),
    ("talks", "Svåra samtal", "Difficult talks"),
    ("self", "Mig själv som ledare", "Myself as a leader"),
    ("group", "Gruppens utveckling", "Building a team"),
    ("distance", "Leda på distans", "Leading at a distance"),
    ("strategy", "Strategi och planering", "Strategy and planning"),
    ("money", "Budget och uppföljning", "Budget and follow-up"),
    ("role", "Tjänstemannarollen", "The civil servant's role"),
    ("law", "Arbetsrätt och arbetsmiljö", "Labour law and work environment"),
    ("balance", "Tid och balans", "Time and balance"),
)


class CompetenceQuerySet(models.QuerySet[Any]):
    def lay_usual(self) -> None:
        """Give a network that has none the competences that networks begin with."""
        if not self.exists():
            usual = (
                self.model(code=code, name=name, name_en=name_en)
                for code, name, name_en in USUAL_COMPETENCES
            )
            self.bulk_create(usual, ignore_conflicts=True)

    def offered_on(self, day: date, also: Sequence[str] = ()) -> Self:
        """Those that one may choose on a day; `also` are codes that were chosen before."""
        return self.filter(Q(until=None) | Q(until__gte=day) | Q(code__in=also))

    def named(self, codes: Any) -> Self:
        """Those whose code is in an array of codes."""
        return self.filter(_IsIn("code", codes))

    def by_code(self) -> dict[str, str]:
        """What they are called in the reader's language, by their code."""
        return {one.code: one.in_words for one in self}

    def words(self) -> models.QuerySet[Any, Any]:
        """Their names alone, in the reader's language where the network has written one."""
        name = (
            Coalesce(NullIf("name_en", Value("")), "name") if get_language() == "en" else F("name")
        )
        named: models.QuerySet[Any, Any] = self.order_by("name").annotate(word=name)
        return named.values_list("word", flat=True)


class _IsIn(Func):
    """Whether a value stands in an array."""

    template = "(%(expressions)s))"
    arg_joiner = " = ANY ("
    output_field = models.BooleanField()


class RegisterQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """The register is open to everyone in the network."""
        return self.filter(network_id=seat.network.pk)
