"""Importing the list of members: upload, look, apply."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.actions import member_import as actions
from members.actions.reversal import BuiltUpon, built_upon, reverse
from members.forms.member_import import ApplicationOfListForm, MemberListForm
from members.models import MemberImport
from network.middleware import NetworkRequest
from network.permissions import policy
from network.previews import ImportRefused, PreviewOutdated

SHOWN_COLUMNS = ("typ", "organisationsnummer", "medlemskap", "från", "till")


@policy("import_members", methods="GET POST")
def member_import_new(request: NetworkRequest) -> HttpResponse:
    """Choose the file; a file that can be read is kept and looked through."""
    form = MemberListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        upload.seek(0)
        kept = actions.keep(form.table, upload.read(), by=request.seat)
        return redirect("member_import", kept.pk)
    earlier = MemberImport.objects.seen_by(request.seat).filter(applied_at__isnull=False)[:5]
    return render(request, "members/import_new.html", {"form": form, "earlier": earlier})


@policy("import_members")
def member_import(request: NetworkRequest, pk: int) -> HttpResponse:
    """What a kept list would change, or what it did change."""
    upload = get_object_or_404(MemberImport.objects.seen_by(request.seat), pk=pk)
    if upload.applied_at:
        context = {
            "upload": upload,
            "told": told(upload),
            "may_undo": not upload.reversed_at and (upload.added or upload.changed),
        }
        return render(request, "members/import_result.html", context)
    looked = actions.look(upload, timezone.localdate())
    return _preview(request, upload, looked, _form(request, looked))


def _form(request: NetworkRequest, looked: actions.Looked) -> ApplicationOfListForm:
    """What is asked before a list is applied."""
    asked = actions.asks_for_a_decision(looked.preview)
    return ApplicationOfListForm(request.POST or None, asked=asked, seat=request.seat)


def _preview(
    request: NetworkRequest,
    upload: MemberImport,
    looked: actions.Looked,
    form: ApplicationOfListForm,
) -> HttpResponse:
    return render(
        request,
        "members/import_preview.html",
        {
            "upload": upload,
            "looked": looked,
            "preview": looked.preview,
            "lines": _lines(looked),
            "columns": SHOWN_COLUMNS,
            "form": form,
        },
    )


def _lines(looked: actions.Looked) -> list[dict[str, object]]:
    """The preview's rows as the page draws them: the mistakes first, the unchanged last."""
    order = {"error": 0, "new": 1, "changed": 2, "unchanged": 3}
    lines: list[dict[str, object]] = []
    for row in sorted(looked.preview.rows, key=lambda row: (order[row.kind], row.number)):
        changes = {change.column: change for change in row.changes}
        shown = [
            (column, row.cells.get(column, ""), changes.get(column)) for column in SHOWN_COLUMNS
        ]
        mistakes = [
            f"{mistake.column}: {mistake.sentence}" if mistake.column else mistake.sentence
            for mistake in row.mistakes
        ]
        lines.append(
            {
                "number": row.number,
                "kind": "added" if row.kind == "new" else str(row.kind),
                "name": row.cells.get("organisation", ""),
                "short_name": row.cells.get("kortnamn", ""),
                "cells": shown,
                "error": " ".join(mistakes),
                "notes": looked.notes.get(row.number, []),
            }
        )
    return lines


@policy("import_members", methods="POST")
def member_import_application(request: NetworkRequest, pk: int) -> HttpResponse:
    """Apply a list as it was seen, by the decision named; the second click finds it applied."""
    upload = get_object_or_404(
        MemberImport.objects.filter(user_id=request.user.pk).select_for_update(), pk=pk
    )
    if upload.applied_at:
        messages.info(request, _("The list is applied already. Nothing happened a second time."))
        return redirect("member_import", pk)
    if request.POST.get("sha256") != upload.sha256:
        messages.error(request, _("That was another file. Look through this one first."))
        return redirect("member_import", pk)
    looked = actions.look(upload, timezone.localdate())
    form = _form(request, looked)
    if not looked.preview.has_mistakes and not form.is_valid():
        return _preview(request, upload, looked, form)
    try:
        preview = actions.apply(
            upload,
            seen=request.POST.get("seen", ""),
            today=timezone.localdate(),
            decision=form.decided() if form.is_valid() else None,
            by=request.seat,
        )
    except ImportRefused:
        messages.error(request, _("Nothing was imported: the list has errors. They stand below."))
        return redirect("member_import", pk)
    except PreviewOutdated:
        messages.warning(
            request, _("Nothing was imported: a member has changed since. Look once more.")
        )
        return redirect("member_import", pk)
    if not preview.changes_anything:
        messages.info(request, _("Nothing changed."))
    return redirect("member_import", pk)


@policy("import_members", methods="GET POST")
def member_import_reversal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Undo an applied list, after saying what that takes away."""
    upload = get_object_or_404(
        MemberImport.objects.filter(applied_at__isnull=False, reversed_at=None).select_for_update(),
        pk=pk,
    )
    if request.method == "POST":
        try:
            reverse(upload, by=request.seat)
        except BuiltUpon as later:
            messages.error(
                request,
                _("Nothing was undone: %(names)s have been used since. Change them one by one.")
                % {"names": ", ".join(later.names)},
            )
        else:
            messages.success(request, _("The list is undone. The members are as before."))
        return redirect("member_import", pk)
    context = {"upload": upload, "built_upon": built_upon(upload)}
    return render(request, "members/import_reversal.html", context)


def told(upload: MemberImport) -> str:
    """What an applied list did, in words."""
    if upload.reversed_at:
        return _("The list was applied and then undone.")
    added = ngettext("%(count)s new member", "%(count)s new members", upload.added)
    changed = ngettext("%(count)s changed", "%(count)s changed", upload.changed)
    kept = ngettext("%(count)s as before", "%(count)s as before", upload.unchanged)
    return _("The list is applied: %(added)s, %(changed)s, %(kept)s.") % {
        "added": added % {"count": upload.added},
        "changed": changed % {"count": upload.changed},
        "kept": kept % {"count": upload.unchanged},
    }
