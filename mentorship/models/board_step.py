from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mentorship.board.querysets import BoardStepQuerySet
from mentorship.models.round import MentorRound
from network.scope import TenantKey, TenantManager, TenantModel


class BoardStep(TenantModel):
    """What a coordinator did on a round's board, so that the last of it can be undone.

    `before` and `after` are the proposed pairs that the step touched, as numbers of expressions of
    interest, mentee first; `laid` and `lifted` are pins and bans, as kind, mentee and mentor.
    Nothing that anybody wrote is repeated here.
    """

    class Kind(models.TextChoices):
        MOVE = "move", _("gave a mentee another mentor")
        SWAP = "swap", _("let two mentees change mentors")
        PART = "part", _("took a proposed pair apart")
        PIN = "pin", _("pinned a pair")
        BAN = "ban", _("kept two people apart")
        LIFT = "lift", _("lifted a pin, or let two people be paired again")
        REPAIR = "repair", _("took a repair over")

    round = TenantKey(
        MentorRound, models.CASCADE, related_name="board_steps", verbose_name=_("mentoring round")
    )
    kind = models.CharField(_("step"), max_length=6, choices=Kind)
    before = models.JSONField(default=list, editable=False)
    after = models.JSONField(default=list, editable=False)
    laid = models.JSONField(default=list, editable=False)
    lifted = models.JSONField(default=list, editable=False)
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    made_by = models.BigIntegerField(null=True, editable=False)
    undone_at = models.DateTimeField(_("undone"), null=True, editable=False)

    objects = TenantManager.from_queryset(BoardStepQuerySet)()

    class Meta:
        verbose_name = _("step on the board")
        verbose_name_plural = _("steps on the board")
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.round_id}"
