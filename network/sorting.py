"""Swedish order for names: å, ä and ö last, in every database and in Python alike."""

from django.db.models import Expression, F, Func, TextField

# The signs that follow z in ASCII stand in for å ä ö, so plain byte order is Swedish order.
# PostgreSQL builds without ICU have no Swedish collation, and indexes must not depend on one.
_FROM, _TO = "åäöéü", "{|}ey"
_STAND_INS = str.maketrans(_FROM, _TO)


class SwedishKey(Func):
    """A text as the database sorts it in Swedish; fits in order_by and in an index."""

    template = f"translate(lower(%(expressions)s), '{_FROM}', '{_TO}') COLLATE \"C\""
    arity = 1
    output_field = TextField()


def swedish_key(name: str | Expression | F) -> SwedishKey:
    """The key to order a query by: `order_by(swedish_key("name"))`."""
    return SwedishKey(name)


def swedish_order(text: str) -> str:
    """The same key for sorting in Python: `sorted(names, key=swedish_order)`."""
    # Letter by letter, as the database does it; Python's own lower() knows more than that.
    lowered = "".join(small if len(small := letter.lower()) == 1 else small[0] for letter in text)
    return lowered.translate(_STAND_INS)
