"""How tests sign people in, second factor included where the role asks for one."""

import time

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from django.test import Client

from network.models import User
from tests.cast import email


def sign_in(client: Client, who: str) -> User:
    """Sign somebody of the cast in as after a mail code and a TOTP."""
    user = User.objects.get(email=email(who))
    Authenticator.objects.get_or_create(
        user=user, type=Authenticator.Type.TOTP, defaults={"data": {"secret": "sealed"}}
    )
    client.force_login(user)
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": "code", "at": time.time(), "email": user.email},
        {"method": "mfa", "at": time.time(), "type": "totp"},
    ]
    # allauth counts the records only for the user who gave them.
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return user
