"""The minutes of a meeting as they are read, on screen and on paper, from one content.

Before approval the content is made of the rows; from then on it is what was approved.
"""

import json
import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.models import ApprovedMinutes, Meeting, MinutesVersion, Resolution
from governance.rules import IN_THE_REGISTER, Choice, Outcome, Presence, Rank
from network.wording import in_language

CONTENT = "SELECT app.minutes_content(%s, %s)::text"
TO_APPROVE = "SELECT app.minutes_to_approve(%s)::text"
SHORT = 140
AMOUNT = re.compile(r"(?<=\d) (?=\d{3}(?!\d)|kr\b)")


@dataclass(frozen=True)
class Approval:
    """Who approved, and when."""

    name: str
    organisation: str
    chairs: bool
    at: datetime


@dataclass(frozen=True)
class Minutes:
    """What the minutes say; `text` is what the digest is counted from, empty before approval."""

    content: dict[str, Any]
    made: datetime
    text: str = ""
    digest: str = ""
    approvals: list[Approval] = field(default_factory=list)

    @property
    def is_approved(self) -> bool:
        """Whether they are approved, and so stand for ever."""
        return bool(self.digest)

    @property
    def body(self) -> str:
        """The body's name in the reader's language."""
        return in_language(str(self.content["body"]), str(self.content["body_en"]))

    @property
    def starts(self) -> datetime:
        """When the meeting was to start, in local time."""
        return datetime.fromisoformat(self.content["starts"])

    @property
    def ends(self) -> datetime:
        """When it was to end, in local time."""
        return datetime.fromisoformat(self.content["ends"])

    @property
    def written(self) -> bool:
        """Whether it was decided in writing."""
        return bool(self.content["kind"] == "written")

    @property
    def span(self) -> str:
        """The paragraphs, such as §§ 31–40."""
        numbers = [item["paragraph"] for item in self.content["items"] if item["paragraph"]]
        if not numbers:
            return ""
        if len(numbers) == 1:
            return f"§ {numbers[0]}"
        return f"§§ {min(numbers)}–{max(numbers)}"

    @property
    def items(self) -> list[dict[str, Any]]:
        """The items with their words."""
        return [item_in_words(item) for item in self.content["items"]]

    @property
    def actions(self) -> list[dict[str, Any]]:
        """What somebody does after the meeting, and by when."""
        return [
            {**row, "due": date.fromisoformat(row["due"]) if row["due"] else None}
            for row in self.content.get("actions", [])
        ]

    @property
    def brief(self) -> list[str]:
        """The first sentence of each decision."""
        found = []
        for item in self.content["items"]:
            row = item["resolution"]
            if row and row["outcome"] in IN_THE_REGISTER and row["text"]:
                first = row["text"].split("\n")[0]
                sentence = first.split(". ")[0].rstrip(".")
                short = f"{sentence[:SHORT]}…" if len(sentence) > SHORT else sentence
                found.append(unbroken(f"{item['title']}: {short}"))
        return found

    @property
    def present(self) -> list[dict[str, Any]]:
        """Those who took part for a mandate."""
        return [
            attendance_in_words(row)
            for row in self.content["attendance"]
            if row["mandate"] and row["presence"] != Presence.ABSENT
        ]

    @property
    def absent(self) -> list[str]:
        """Those with a mandate who did not take part."""
        return [
            row["organisation"] or row["name"]
            for row in self.content["attendance"]
            if row["mandate"] and row["presence"] == Presence.ABSENT
        ]

    @property
    def guests(self) -> list[str]:
        """Who took part besides, with where they come from and in which paragraphs."""
        found = []
        for row in self.content["attendance"]:
            if row["mandate"] or row["presence"] == Presence.ABSENT:
                continue
            words = row["name"]
            if row["organisation"]:
                words += f" ({row['organisation']})"
            found.append(", ".join(filter(None, [words, paragraphs_of(row)])))
        return found

    @property
    def turnout(self) -> str:
        """How many of the mandates took part, and how many by a deputy."""
        rows = self.present
        words = ngettext(
            "%(present)s of %(mandates)s mandate took part",
            "%(present)s of %(mandates)s mandates took part",
            self.content["mandates"],
        ) % {"present": len(rows), "mandates": self.content["mandates"]}
        deputies = sum(row["rank"] == Rank.DEPUTY for row in rows)
        if deputies:
            words += ", " + ngettext(
                "%(count)s of them by a deputy", "%(count)s of them by deputies", deputies
            ) % {"count": deputies}
        return words


def paragraphs_of(row: dict[str, Any]) -> str:
    """From and to which paragraph somebody took part; empty for the whole meeting."""
    first, last = row["from"], row["to"]
    if first and last:
        return f"§§ {first}–{last}"
    if first:
        return _("from § %(first)s") % {"first": first}
    if last:
        return _("to § %(last)s") % {"last": last}
    return ""


def unbroken(words: str) -> str:
    """Words in which no amount, such as 180 000 kr, is broken at the end of a line."""
    return AMOUNT.sub("\N{NO-BREAK SPACE}", words)


def attendance_in_words(row: dict[str, Any]) -> dict[str, Any]:
    """Somebody's attendance with its words."""
    post = ", ".join(filter(None, [row["post"], _("deputy") if row["rank"] == "deputy" else ""]))
    how = str(Presence(row["presence"]).label).capitalize()
    return {**row, "post": post, "how": " ".join(filter(None, [how, paragraphs_of(row)]))}


def item_in_words(item: dict[str, Any]) -> dict[str, Any]:
    """An item with its decision, votes and disqualifications in words."""
    row = item["resolution"]
    resolution = None
    if row:
        on = row["takes_effect_on"]
        resolution = {
            **row,
            "label": str(Outcome(row["outcome"]).label).capitalize(),
            "decides": row["outcome"] in IN_THE_REGISTER,
            "takes_effect_on": date.fromisoformat(on) if on else None,
            "paragraphs": [unbroken(part) for part in row["text"].split("\n") if part.strip()],
        }
    votes = [
        {**vote, **vote_in_words(vote), "question": unbroken(vote["question"])}
        for vote in item["votes"]
    ]
    return {**item, "text": unbroken(item["text"]), "resolution": resolution, "votes": votes}


def vote_in_words(vote: dict[str, Any]) -> dict[str, Any]:
    """The result of a vote as a sentence, and who voted how."""
    words = _("%(for)s votes for, %(against)s against, %(abstained)s abstained.") % {
        "for": vote["for"],
        "against": vote["against"],
        "abstained": vote["abstained"],
    }
    if vote["discuss"]:
        words += " " + ngettext(
            "%(count)s wants to discuss it at a meeting.",
            "%(count)s want to discuss it at a meeting.",
            vote["discuss"],
        ) % {"count": vote["discuss"]}
    if vote["chair_decided"]:
        words += " " + _("The chair's vote decided.")
    lines = []
    for choice in Choice:
        who = [
            ", ".join(filter(None, [one["name"], one["organisation"]]))
            + (f" ({one['weight']})" if one["weight"] != 1 else "")
            for one in vote["ballots"]
            if one["choice"] == choice
        ]
        if who:
            lines.append((str(choice.label).capitalize(), "; ".join(who)))
    return {"words": words, "lines": lines}


def minutes_of(meeting: Meeting, *, to_approve: bool = False) -> Minutes:
    """The minutes that the seat may read: what was approved, or what stands in the rows now.

    Who approves them reads all that is hashed, also when their mandate has ended.
    """
    kept = (
        ApprovedMinutes.objects.filter(meeting=meeting)
        .annotate(words=Cast("content", TextField()))
        .first()
    )
    if kept is not None:
        approvals = [
            Approval(
                row["name"],
                row["organisation"],
                row["chairs"],
                datetime.fromisoformat(row["at"]),
            )
            for row in kept.approvals
        ]
        return Minutes(kept.content, kept.at, kept.words, kept.digest, approvals)
    with connection.cursor() as cursor:
        if to_approve:
            cursor.execute(TO_APPROVE, [meeting.pk])
        else:
            cursor.execute(CONTENT, [meeting.network_id, meeting.pk])
        content = json.loads(cursor.fetchone()[0])
    return Minutes(content, _latest(meeting))


def _latest(meeting: Meeting) -> datetime:
    """When something was last written, so that a draft of the same rows has the same bytes."""
    moments = [meeting.starts, meeting.closed_at]
    versions = MinutesVersion.objects.filter(meeting=meeting).order_by("-at")
    moments.append(versions.values_list("at", flat=True).first())
    resolutions = Resolution.objects.filter(meeting=meeting).order_by("-made_at")
    moments.append(resolutions.values_list("made_at", flat=True).first())
    return timezone.localtime(max(moment for moment in moments if moment is not None))
