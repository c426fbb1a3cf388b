"""What the access point leaves in the folder: each file is read by the network it is for."""

import logging
import time
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from fees.actions import dispatch as actions
from fees.actions.carry import NoFolder, folder_of
from fees.carriage import answers as einvoice_answers
from fees.models import Dispatch
from network import scope

log = logging.getLogger(__name__)

MOST = 500
# A file that no network knew for so long is laid aside, so that it is not read for ever.
PATIENCE = 3600.0


def look(network_id: int) -> int:
    """Read the answers for one network; returns how many changed something.

    A file is laid aside after the commit: killed before that, it is read again and says nothing
    new. One that is for another network is left to it.
    """
    try:
        folder = folder_of() / "back"
    except NoFolder:
        return 0
    if not folder.is_dir():
        return 0
    changed = 0
    for file in sorted(path for path in folder.iterdir() if _is_answer(path))[:MOST]:
        try:
            answer = einvoice_answers.read(_content(file))
        except FileNotFoundError:  # another worker has just laid it aside
            continue
        except (einvoice_answers.Unreadable, OSError):
            log.warning("An answer in the folder for e-invoices could not be read.")
            _lay_aside(file, "unread")
            continue
        with scope.enter_system(network_id):
            known, new = _apply(answer)
        if known:
            _lay_aside(file, "read")
            changed += new
        elif _age(file) > PATIENCE:
            log.warning("An answer in the folder for e-invoices is about no invoice known here.")
            _lay_aside(file, "unknown")
    return changed


def _is_answer(path: Path) -> bool:
    return path.is_file() and not path.is_symlink() and not path.name.startswith(".")


def _content(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(einvoice_answers.LARGEST + 1)


def _apply(answer: einvoice_answers.Answer) -> tuple[bool, bool]:
    """Whether the network knows the invoice, and whether the answer said something new."""
    row = (
        Dispatch.objects.filter(
            invoice__code=answer.invoice, invoice__seller__organisation_number=answer.seller
        )
        .order_by("-attempt")
        .first()
    )
    if row is None:
        return False, False
    with translation.override(settings.LANGUAGE_CODE):
        reason = answer.reason or (
            _("No reason was given.") if answer.state == Dispatch.State.REJECTED else ""
        )
    return True, actions.answer(row, answer.state, reason)


def _age(file: Path) -> float:
    with suppress(OSError):
        return time.time() - file.stat().st_mtime
    return 0.0


def _lay_aside(file: Path, why: str) -> None:
    with suppress(OSError):
        target = file.parent / why
        target.mkdir(exist_ok=True)
        file.replace(target / file.name)
