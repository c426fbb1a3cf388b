"""People and authorities that somebody does not want to be paired with, as one list."""

from collections.abc import Iterable
from dataclasses import dataclass

from mentorship.models import Avoided, Interest


@dataclass(frozen=True)
class Avoiding:
    """Names as they were written, and the ids of the members."""

    names: tuple[str, ...] = ()
    authorities: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.names or self.authorities)


def names_in(text: str) -> tuple[str, ...]:
    """The names in a text, one on each line, each once."""
    tidy = (" ".join(line.split()) for line in text.splitlines())
    return tuple(dict.fromkeys(name for name in tidy if name))


def avoided_by(interest: Interest) -> Avoiding:
    """What stands written for an expression of interest, as far as the reader may see it."""
    return _gathered(Avoided.objects.filter(interest=interest).order_by("pk"))


def _gathered(rows: Iterable[Avoided]) -> Avoiding:
    rows = list(rows)
    return Avoiding(
        tuple(row.name for row in rows if row.name),
        frozenset(row.authority_id for row in rows if row.authority_id),
    )


def keep_avoiding(interest: Interest, wished: Avoiding) -> None:
    """Let the list be what its writer says now; a name that stays keeps whom it points to."""
    there = list(Avoided.objects.filter(interest=interest))
    gone = [
        row.pk
        for row in there
        if (
            row.name not in wished.names if row.name else row.authority_id not in wished.authorities
        )
    ]
    if gone:
        Avoided.objects.filter(pk__in=gone).delete()
    names = {row.name for row in there}
    members = {row.authority_id for row in there}
    new = [Avoided(name=name) for name in wished.names if name not in names]
    new += [Avoided(authority_id=pk) for pk in sorted(wished.authorities - members)]
    for row in new:
        row.interest_id = interest.pk
        row.person_id = interest.person_id
    Avoided.objects.bulk_create(new)
