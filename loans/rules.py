"""The words of staff loans: kinds, stages and sides, and what follows on what."""

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _

from network.refusals import Refused


class LoanRefused(Refused):
    """A loan cannot become so; the message is a sentence for the one who asked."""


class NoticeKind(models.TextChoices):
    """What hangs on the notice board."""

    NEED = "need", _("need of staff")
    IDLE = "idle", _("staff with time to spare")
    PLACEMENT = "placement", _("development placement")


class Occasion(models.TextChoices):
    """Why staff is needed or lent: the ordinary, or a crisis (2022:524, 9 §)."""

    ORDINARY = "ordinary", _("ordinary work")
    CRISIS = "crisis", _("crisis support")


class Remote(models.TextChoices):
    """Whether the work can be done from elsewhere."""

    NO = "no", _("on site")
    PARTLY = "partly", _("partly from elsewhere")
    WHOLLY = "wholly", _("from anywhere")


class Reach(models.TextChoices):
    """Who may see a notice."""

    OWN = "own", _("the network")
    SISTERS = "sisters", _("the network and its sister networks")


class Side(models.TextChoices):
    """The two parties of a loan."""

    LENDER = "lender", _("lending authority")
    BORROWER = "borrower", _("borrowing authority")


class Legal(models.TextChoices):
    """Which text holds: the State's own rules, or another where a party stands outside it."""

    STATE = "state", _("between state agencies")
    OTHERS = "others", _("with a municipality, region or other party")


class Stage(models.TextChoices):
    """How far a loan has come. Need, interest and consent come before it has a row."""

    DRAFT = "draft", _("being drafted")
    SIGNED = "signed", _("signed by both")
    RUNNING = "running", _("running")
    REVIEW = "review", _("extension under review")
    ENDED = "ended", _("ended")
    BROKEN = "broken", _("broken off")
    EVALUATED = "evaluated", _("evaluated")


# The same picture as the database's `app.keep_loan`; a test holds the two together.
FOLLOWS: Mapping[Stage, frozenset[Stage]] = {
    Stage.DRAFT: frozenset({Stage.SIGNED, Stage.BROKEN}),
    Stage.SIGNED: frozenset({Stage.RUNNING, Stage.BROKEN}),
    Stage.RUNNING: frozenset({Stage.REVIEW, Stage.ENDED, Stage.BROKEN}),
    Stage.REVIEW: frozenset({Stage.RUNNING, Stage.ENDED, Stage.BROKEN}),
    Stage.ENDED: frozenset({Stage.EVALUATED}),
    Stage.BROKEN: frozenset({Stage.EVALUATED}),
    Stage.EVALUATED: frozenset(),
}
LIVE = frozenset({Stage.SIGNED, Stage.RUNNING, Stage.REVIEW})


class Signing(models.TextChoices):
    """How a signature was given."""

    PORTAL = "portal", _("in the portal, with a second factor")
    UPLOAD = "upload", _("on paper or elsewhere, uploaded as PDF")


class CostModel(models.TextChoices):
    """What the borrower pays; compensation is usual, not compulsory (Arbetsgivarverket)."""

    FULL = "full", _("the whole cost")
    PART = "part", _("a part of the cost")
    NONE = "none", _("nothing")


class Interval(models.TextChoices):
    """How often the lender sends a cost statement."""

    MONTHLY = "monthly", _("every month")
    QUARTERLY = "quarterly", _("every quarter")


class LineKind(models.TextChoices):
    """What a line of a cost statement is for."""

    SALARY = "salary", _("salary")
    OVERHEAD = "overhead", _("overhead on salary")
    ABSENCE = "absence", _("absence taken off")
    TRAVEL = "travel", _("travel")
    OTHER = "other", _("other cost")
