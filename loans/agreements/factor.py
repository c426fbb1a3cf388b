"""The second factor of who signs: shown in the last minutes, or its code typed on the page."""

import time

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest

from network.models import User


def has_factor(request: HttpRequest) -> bool:
    """Whether who signs has a second factor at all."""
    assert isinstance(request.user, User)  # noqa: S101 - a seat has a signed-in user
    return bool(is_mfa_enabled(request.user))


def types_codes(request: HttpRequest) -> bool:
    """Whether the factor is one whose code can be typed; a passkey is shown on its own page."""
    assert isinstance(request.user, User)  # noqa: S101 - a seat has a signed-in user
    return bool(is_mfa_enabled(request.user, types=[Authenticator.Type.TOTP]))


def shown_lately(request: HttpRequest) -> bool:
    """Whether a second factor was shown in this session in the last minutes."""
    if not has_factor(request):
        return False
    assert isinstance(request.user, User)  # noqa: S101 - a seat has a signed-in user
    latest = max(
        (
            float(record.get("at", 0))
            for record in get_authentication_records(request, request.user)
            if record.get("method") == "mfa"
        ),
        default=0.0,
    )
    return time.time() - latest < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
