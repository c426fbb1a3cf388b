"""How allauth signs people in here: invited people only, secrets sealed, mail off the request."""

import base64
import logging
from concurrent.futures import ThreadPoolExecutor
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.utils import is_mfa_enabled
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.urls import reverse

from network.models import User

log = logging.getLogger(__name__)

# Roles that see a whole network or its money: a password alone never opens them.
GUARDED_ROLES = frozenset({"network_coordinator", "education_coordinator", "economist"})

_postman = ThreadPoolExecutor(max_workers=2, thread_name_prefix="sign-in-mail")


def _send(message: EmailMessage) -> None:
    try:
        message.send()
    except (OSError, SMTPException):
        log.exception("A sign-in letter could not be sent.")


class InvitedOnlyAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up by themselves, and no answer tells whether an address is known."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """A new password ends every session, so the next thing is to sign in with it."""
        return reverse("account_login")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send beside the request: the time of an answer must not tell that a letter went."""
        context = {
            "request": self.request,
            "email": email,
            "site_url": settings.SITE_URL,
            **context,
        }
        message = self.render_mail(template_prefix, email, context)
        if settings.EMAIL_BACKEND.endswith("locmem.EmailBackend"):
            message.send()
        else:
            _postman.submit(_send, message)


def _sealer() -> MultiFernet:
    """Keys made from SECRET_KEY and its fallbacks, so that a rotation loses no second factor."""
    keys = []
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        derived = HKDF(SHA256(), 32, salt=None, info=b"second factors").derive(secret.encode())
        keys.append(Fernet(base64.urlsafe_b64encode(derived)))
    return MultiFernet(keys)


class SealedSecretsAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """TOTP seeds and recovery seeds lie encrypted in the database."""

    def encrypt(self, text: str) -> str:
        return _sealer().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _sealer().decrypt(encrypted_text.encode()).decode()


def lacks_second_factor(request: HttpRequest, roles: frozenset[str]) -> bool:
    """Whether somebody with a guarded role came in without a second factor."""
    if not roles & GUARDED_ROLES:
        return False
    assert isinstance(request.user, User)  # noqa: S101 - a seat has a signed-in user
    records = get_authentication_records(request, request.user)
    proved = any(record.get("method") == "mfa" or record.get("passwordless") for record in records)
    return not (proved and is_mfa_enabled(request.user))
