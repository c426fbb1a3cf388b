"""Letters: one template becomes a subject, a plain text and its HTML twin."""

import re
from collections.abc import Mapping, Sequence
from email.mime.text import MIMEText
from email.utils import formataddr, parseaddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from network.calendar import CalendarFile
from network.documents.look import PORTAL, NetworkLook

FORMS = {
    "subject": "letters/base_subject.txt",
    "text": "letters/base.txt",
    "html": "letters/base.html",
}
LETTER_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,120}")
NAME = re.compile(r"[a-z_]+")
SUBJECT_LENGTH = 150  # characters


def compose(
    name: str,
    context: Mapping[str, Any],
    *,
    to: str,
    language: str,
    network: NetworkLook | None,
    letter_id: str,
    ics: Sequence[CalendarFile] = (),
) -> EmailMultiAlternatives:
    """The letter templates/letters/<name>.html to one address, ready to be sent.

    letter_id makes the Message-ID: the same letter sent twice is one letter to the receiver. One
    calendar file also stands in the body, where mail programs show it as a call; several are only
    attached, since a program that answers the first would drop the others.
    """
    if not NAME.fullmatch(name) or not LETTER_ID.fullmatch(letter_id):
        raise ValueError(f"{name!r}, {letter_id!r}: not the name and id of a letter")
    look = network or PORTAL
    facts = {**context, "network": look, "language": language}
    with translation.override(language):
        written = {
            form: render_to_string(f"letters/{name}.html", {**facts, "base": base, "form": form})
            for form, base in FORMS.items()
        }
    message = EmailMultiAlternatives(
        subject=one_line(written["subject"])[:SUBJECT_LENGTH],
        body=written["text"].strip() + "\n",
        from_email=_sender(look),
        to=[to],
        reply_to=[look.reply_to] if look.reply_to else None,
        headers={
            "Message-ID": f"<{letter_id}@{host()}>",
            "Content-Language": language,
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "OOF, AutoReply",
        },
    )
    message.attach_alternative(written["html"].strip(), "text/html")
    if len(ics) == 1:
        message.attach_alternative(
            ics[0].content.decode(), f"text/calendar; method={ics[0].method}"
        )
    for file in ics:
        message.attach(_attached(file))
    return message


def host() -> str:
    """The portal's own host name, as letters and calendar times carry it."""
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def one_line(text: str) -> str:
    """The text with every run of white space and control characters as one space."""
    return re.sub(r"[\s\x00-\x1f\x7f\x85\u2028\u2029]+", " ", text).strip()


def _sender(look: NetworkLook) -> str:
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return formataddr((one_line(look.name), address))


def _attached(file: CalendarFile) -> MIMEText:
    part = MIMEText(file.content.decode(), "calendar", "utf-8")
    part.set_param("method", file.method)
    part.add_header("Content-Disposition", "attachment", filename=file.name)
    return part
