"""Whom the rows of a list mean: by address, by name, or nobody whom one knows yet."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.forecast import MAKES, Fate
from courses.models import NameList
from courses.names import LONGEST, NameRow, folded
from members.models import Person
from network.seat import Seat

SUGGESTED = 50  # rows that get a suggestion; it costs a comparison with every name


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody in the register, as far as the list needs."""

    pk: int
    name: str
    email: str
    membership_id: int
    hidden: bool


@dataclass(frozen=True, slots=True)
class Looked:
    """A row with its fate; `sentence` says why, `clash` what it collides with."""

    row: NameRow
    fate: Fate
    person: Known | None = None
    sentence: str = ""
    clash: str = ""
    likely: str = ""
    place: int = 0
    own: bool = False

    @property
    def makes(self) -> bool:
        """Whether applying it enrols somebody."""
        return self.fate in MAKES

    @property
    def new(self) -> bool:
        """Whether it adds somebody to the register."""
        return self.makes and self.person is None


class Register:
    """The people whom a seat answers for, by address and by name."""

    def __init__(self, by: Seat) -> None:
        rows = Person.objects.kept_by(by).on(timezone.localdate())
        self.by_mail: dict[str, list[Known]] = {}
        self.by_name: dict[str, list[Known]] = {}
        asked = rows.values_list("pk", "name", "email", "membership_id", "protected")
        for pk, name, email, membership, protected in asked:
            hidden = protected and membership not in by.scope.memberships
            known = Known(pk, name, email, membership, hidden)
            self.by_mail.setdefault(folded(email), []).append(known)
            if not hidden:
                self.by_name.setdefault(folded(name), []).append(known)
        self.suggestions = 0

    def like(self, name: str) -> str:
        """Somebody with nearly that name, to choose instead."""
        self.suggestions += 1
        if not name or self.suggestions > SUGGESTED:
            return ""
        close = get_close_matches(folded(name), self.by_name, n=1, cutoff=0.75)
        return _known_as(self.by_name[close[0]][0]) if close else ""


def _known_as(person: Known) -> str:
    return f"{person.name} <{person.email}>"


def found(row: NameRow, register: Register, names: NameList) -> Looked:
    """Whom a row means: by address, else by a name that only one has, else somebody new."""
    wrong = _unreadable(row)
    if wrong:
        return Looked(row, Fate.ERROR, sentence=wrong)
    mailed = register.by_mail.get(row.email, []) if row.email else []
    named = register.by_name.get(folded(row.name), []) if row.name else []
    if len(mailed) == 1:
        return Looked(row, Fate.SEAT, mailed[0])
    if mailed:
        return Looked(row, Fate.ERROR, sentence=_("Several people have that mail address."))
    if len(named) > 1 and not row.email:
        sentence = _("%(n)s people have that name. Write the mail address.") % {"n": len(named)}
        return Looked(row, Fate.ERROR, sentence=sentence)
    if named and row.email:
        sentence = _("%(name)s is known with another address. Choose the one you mean.") % {
            "name": row.name
        }
        return Looked(row, Fate.ERROR, sentence=sentence, likely=_known_as(named[0]))
    if named:
        return Looked(row, Fate.SEAT, named[0])
    return _unknown(row, register, names)


def _unreadable(row: NameRow) -> str:
    if not row.name and not row.email:
        return _("Write a name or a mail address.")
    if "@" in row.name and not row.email:
        return _("That is no mail address.")
    if len(row.name) > LONGEST:
        return _("The name is longer than %(n)s characters.") % {"n": LONGEST}
    if row.email:
        try:
            validate_email(row.email)
        except ValidationError:
            return _("That is no mail address.")
    return ""


def _unknown(row: NameRow, register: Register, names: NameList) -> Looked:
    likely = register.like(row.name)
    if not row.email:
        sentence = _("Nobody among your people has that name. Write the mail address after it.")
    elif not row.name:
        sentence = _("Nobody among your people has that address. Write the name before it.")
    elif names.membership_id is None:
        sentence = _("Nobody has that address. Choose an authority for new people, or change it.")
    else:
        return Looked(row, Fate.SEAT, likely=likely)
    return Looked(row, Fate.ERROR, sentence=sentence, likely=likely)


def once(looked: Iterable[Looked]) -> list[Looked]:
    """Each person once: later rows for the same one point to the first."""
    seen: dict[object, int] = {}
    kept = []
    for one in looked:
        if one.fate is Fate.ERROR:
            kept.append(one)
            continue
        who: object = one.person.pk if one.person else one.row.email
        first = seen.setdefault(who, one.row.number)
        if first == one.row.number:
            kept.append(one)
        else:
            sentence = _("The same person as in row %(n)s.") % {"n": first}
            kept.append(replace(one, fate=Fate.TWICE, sentence=sentence))
    return kept
