"""Handing e-invoices over by folder or mail: at least once, always under the same name."""

import os
from datetime import timedelta
from pathlib import Path
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from fees.actions import dispatch as actions
from fees.models import Dispatch
from fees.models.issuer import Channel
from network import scope
from network.letters import host
from network.rules import MAX_ATTEMPTS, backoff_seconds

# A sender that died holds its e-invoice no longer than this; then it is sent under the same name.
GIVE_UP_SENDING = timedelta(minutes=10)


class NoFolder(OSError):
    """No folder is set, or it is not there."""


def carry(network_id: int, dispatch_id: int) -> bool:
    """Hand one e-invoice over; False when it was not its turn or it did not go.

    Three steps with no transaction open while file or mail is written: whoever is killed between
    them lets the next one begin again, and the receiver knows the name.
    """
    with scope.enter_system(network_id):
        row = _taken(dispatch_id)
        if row is None:
            return False
        content = actions.content(row)
    try:
        if row.channel == Channel.FOLDER:
            put_in_folder(row.name, content)
        else:
            _mail(row, content).send()
    except (OSError, SMTPException) as error:
        with scope.enter_system(network_id), translation.override(settings.LANGUAGE_CODE):
            _try_later(_locked(row.pk), error)
        return False
    with scope.enter_system(network_id):
        row = _locked(row.pk)
        if row.state == Dispatch.State.SENDING:
            actions.mark_sent(row)
    return True


def _taken(dispatch_id: int) -> Dispatch | None:
    row: Dispatch | None = (
        Dispatch.objects.to_carry(timezone.now())
        .select_for_update(skip_locked=True, no_key=True, of=("self",))
        .select_related("invoice__network")
        .filter(pk=dispatch_id)
        .first()
    )
    if row is None:
        return None
    if row.tries >= MAX_ATTEMPTS:
        with translation.override(settings.LANGUAGE_CODE):
            actions.fail(row, _("It stopped its sender five times and was given up."))
        return None
    row.state = Dispatch.State.SENDING
    row.tries += 1
    row.due_at = timezone.now() + GIVE_UP_SENDING
    row.save(update_fields=["state", "tries", "due_at"])
    return row


def _locked(pk: int) -> Dispatch:
    row: Dispatch = (
        Dispatch.objects.select_for_update(no_key=True, of=("self",))
        .select_related("invoice")
        .get(pk=pk)
    )
    return row


def _try_later(row: Dispatch, error: Exception) -> None:
    if row.state != Dispatch.State.SENDING:
        return
    told = _why(row, error)
    if row.tries >= MAX_ATTEMPTS:
        actions.fail(row, told)
        return
    row.told = told
    row.due_at = timezone.now() + timedelta(seconds=backoff_seconds(row.tries))
    row.save(update_fields=["told", "due_at"])


def _why(row: Dispatch, error: Exception) -> str:
    """A sentence without the server's paths or passwords."""
    if isinstance(error, NoFolder):
        return _("The folder for e-invoices is not set up. Ask those who run the portal.")
    if row.channel == Channel.FOLDER:
        return _("The folder for e-invoices could not be written to.")
    return _("The mail server did not take the mail to the access point.")


def put_in_folder(name: str, content: bytes) -> None:
    """Write a file so that whoever watches the folder sees all of it or nothing."""
    folder = folder_of()
    whole, part = folder / name, folder / f".{name}.part"
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(whole)
    held = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(held)
    finally:
        os.close(held)


def folder_of() -> Path:
    """The folder that the access point watches."""
    if not settings.EINVOICE_FOLDER or not (folder := Path(settings.EINVOICE_FOLDER)).is_dir():
        raise NoFolder
    return folder


def _mail(row: Dispatch, content: bytes) -> EmailMessage:
    """The e-invoice to the access point, the same Message-ID each time."""
    network = row.invoice.network
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("E-invoice %(number)s") % {"number": row.invoice.code}
    message = EmailMessage(
        subject=subject,
        body=row.name,
        to=[row.to],
        reply_to=[row.invoice.seller["email"] or network.contact_email],
        headers={
            "Message-ID": f"<{row.name.removesuffix('.xml')}@{host()}>",
            "Auto-Submitted": "auto-generated",
        },
    )
    message.attach(row.name, content, "application/xml")
    return message
