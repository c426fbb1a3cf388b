"""A list of members: kept when it is uploaded, looked through, applied as it was seen."""

from dataclasses import dataclass
from datetime import date

from django.core.files.base import ContentFile
from django.utils import timezone

from members.actions.standing import tell_register
from members.imports import MEMBER_LIST, MemberList
from members.models import Decision, MemberImport, Membership
from network.models import Document
from network.models.journal import note
from network.previews import Change, Kind, Preview
from network.seat import Seat
from network.uploads import Table, read_table


@dataclass(frozen=True)
class Looked:
    """A list as it would change the members now, with what else is worth knowing."""

    preview: Preview
    notes: dict[int, list[str]]
    absent: list[str]


def keep(table: Table, content: bytes, *, by: Seat) -> MemberImport:
    """Keep an uploaded list between looking and applying; only its uploader can open the file."""
    document = Document.objects.create(
        kind=Document.Kind.TABLE,
        user_id=by.user.pk,
        name=table.name[:160],
        media_type="application/octet-stream",
        content=content,
    )
    kept: MemberImport = MemberImport.objects.create(
        document=document, name=document.name, sha256=table.sha256, user_id=by.user.pk
    )
    return kept


def _table(upload: MemberImport) -> Table:
    document = upload.document
    content = ContentFile(bytes(document.content), name=document.name)
    return read_table(content, limits=MEMBER_LIST)


def look(upload: MemberImport, today: date) -> Looked:
    """What a kept list would change; writes nothing."""
    listed = MemberList(today)
    preview = listed.preview(_table(upload))
    return Looked(preview, listed.notes, listed.absent)


def asks_for_a_decision(preview: Preview) -> bool:
    """Whether a list makes new members, or gives known ones another standing."""
    return any(
        row.kind is Kind.NEW or any(change.column == "medlemskap" for change in row.changes)
        for row in preview.rows
    )


def apply(
    upload: MemberImport, *, seen: str, today: date, decision: Decision | None, by: Seat
) -> Preview:
    """Apply a kept list as it was seen: every row or none, a journal line for each change.

    Raises ImportRefused when a row has a mistake, PreviewOutdated when the members changed since.
    `decision` is what new members and changed standings rest on.
    """
    listed = MemberList(today, decision)
    preview = listed.apply(_table(upload), seen=seen)
    upload.applied_at = timezone.now()
    upload.added = preview.count(Kind.NEW)
    upload.changed = preview.count(Kind.CHANGED)
    upload.unchanged = preview.count(Kind.UNCHANGED)
    upload.save()
    note("apply_member_list", upload, name=upload.name, added=upload.added, changed=upload.changed)
    members = Membership.objects.select_related("authority").in_bulk(listed.touched.values())
    if decision is not None:
        changed = [row for row in preview.rows if row.kind is not Kind.UNCHANGED]
        tell_register(decision, (members[listed.touched[row.number]] for row in changed))
    for row in preview.rows:
        if row.kind is Kind.UNCHANGED:
            continue
        member = members[listed.touched[row.number]]
        note(
            "add_member" if row.kind is Kind.NEW else "change_member",
            member,
            membership_id=member.pk,
            changes=[_pair(change) for change in row.changes],
            source=row.cells.get("källa", ""),
            member_import=upload.pk,
        )
    return preview


def _pair(change: Change) -> list[str]:
    return [change.column, change.before, change.after]
