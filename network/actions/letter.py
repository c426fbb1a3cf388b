"""Letters: written with the transaction, posted once by the worker."""

from collections.abc import Mapping
from datetime import timedelta
from smtplib import SMTPException
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from network import scope
from network.calendar import file_names, one_by_one
from network.letters import compose, host
from network.links import put_secrets_in
from network.looks import look_of
from network.models import Letter, Network
from network.rules import MAX_ATTEMPTS, backoff_seconds
from network.wake import wake

# A worker that died while it posted leaves the letter `sending`; after this it is posted again.
GIVE_UP_SENDING = timedelta(minutes=10)


def write(key: str, **fields: Any) -> None:
    """Put a letter in the outbox; the same key again changes nothing."""
    Letter.objects.bulk_create([Letter(key=key, **fields)], ignore_conflicts=True)
    wake(scope.current_network_id())


def send(
    key: str,
    template: str,
    facts: Mapping[str, Any],
    *,
    to: str,
    language: str,
    network: Network,
    **about: Any,
) -> None:
    """Write the letter of a template and put it in the outbox, with the network's look.

    `about` goes on the outbox's row: the letter's name, the person and the member it concerns.
    """
    message = compose(
        template,
        {**facts, "demo": network.example_data},
        to=to,
        language=language,
        network=look_of(network),
        letter_id=key.replace(":", "-"),
    )
    write_composed(key, message, **{"name": template, **about})


def write_composed(key: str, message: EmailMultiAlternatives, **about: Any) -> None:
    """Put what `network.letters.compose` made in the outbox, to its receiver in its language."""
    pages = [str(content) for content, kind in message.alternatives if kind == "text/html"]
    write(
        key,
        to=message.to[0],
        language=message.extra_headers["Content-Language"],
        subject=message.subject,
        text=str(message.body),
        html=pages[0],
        **about,
    )


def post(network_id: int, letter_id: int) -> bool:
    """Hand one letter to the mail server; False when it was not its turn or it was refused."""
    with scope.enter_system(network_id):
        letter = (
            Letter.objects.waiting()
            .select_for_update(skip_locked=True, of=("self",))
            .select_related("network")
            .filter(pk=letter_id)
            .first()
        )
        if letter is None:
            return False
        letter.state = Letter.State.SENDING
        letter.attempts += 1
        letter.sending_at = timezone.now()
        letter.save(update_fields=["state", "attempts", "sending_at"])
        texts = put_secrets_in([letter.text, letter.html], person_id=letter.person_id)
    try:
        _message(letter, *texts).send()
    except (OSError, SMTPException) as error:
        with scope.enter_system(network_id):
            letter.error = str(error)[:2000]
            if letter.attempts >= MAX_ATTEMPTS:
                letter.state = Letter.State.FAILED
            else:
                letter.state = Letter.State.QUEUED
                letter.due_at = timezone.now() + timedelta(seconds=backoff_seconds(letter.attempts))
            letter.save(update_fields=["state", "error", "due_at"])
        return False
    with scope.enter_system(network_id):
        letter.state = Letter.State.SENT
        letter.error = ""
        letter.sent_at = timezone.now()
        letter.save(update_fields=["state", "error", "sent_at"])
    return True


def _message(letter: Letter, text: str, html: str) -> EmailMultiAlternatives:
    """The letter as mail; the same letter always has the same Message-ID."""
    name = f"<letter-{letter.pk}@{host()}>"
    message = EmailMultiAlternatives(
        subject=letter.subject,
        body=text,
        to=[letter.to],
        reply_to=[letter.network.contact_email],
        headers={
            "Message-ID": name,
            "Auto-Submitted": "auto-generated",
        },
    )
    if html:
        message.attach_alternative(html, "text/html")
    if letter.calendar:
        kind = f"text/calendar; method={letter.calendar_method}"
        files = one_by_one(letter.calendar)
        # Mail programs that read calls show the first; the others are there to be opened.
        message.attach_alternative(files[0], f"{kind}; charset=utf-8")
        for name, file in zip(file_names(files), files, strict=True):
            message.attach(name, file, kind)
    return message


def requeue_deserted() -> int:
    """Letters whose worker died while posting; returns how many will be posted again."""
    return Letter.objects.filter(
        state=Letter.State.SENDING, sending_at__lt=timezone.now() - GIVE_UP_SENDING
    ).update(state=Letter.State.QUEUED)


def retry(letter: Letter) -> None:
    """Let the coordinator have a failed letter posted again."""
    letter.state = Letter.State.QUEUED
    letter.attempts = 0
    letter.due_at = timezone.now()
    letter.save(update_fields=["state", "attempts", "due_at"])
    wake(scope.current_network_id())
