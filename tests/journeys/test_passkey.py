"""A passkey: added on the account page, and enough to come in with, without mail or password."""

import pytest

from tests.journeys.conftest import NewVisitor
from tests.journeys.test_sign_in import START

pytestmark = pytest.mark.journey

# A security chip in the device that has recognised its owner.
CHIP = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_a_passkey_opens_the_start_page(visitor: NewVisitor) -> None:
    tomas = visitor()
    device = tomas.context.new_cdp_session(tomas.page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": CHIP})

    tomas.go("/accounts/login/")
    tomas.fill(code=tomas.code_for("tomas"))
    tomas.press("Confirm")
    tomas.page.wait_for_url(f"**{START}")
    tomas.go("/accounts/2fa/webauthn/add/")
    tomas.look("passkey")
    tomas.fill(name="Arbetsdatorn")
    if tomas.page.locator('[name="passwordless"]').count():
        tomas.tick("passwordless")
    tomas.page.locator("#mfa_webauthn_add").click()
    tomas.page.wait_for_url(lambda url: "/webauthn/add/" not in url)
    tomas.look("passkey-added")
    tomas.go("/accounts/2fa/webauthn/")
    assert "Arbetsdatorn" in tomas.text()
    tomas.look("passkeys")

    tomas.go("/accounts/logout/")
    tomas.press("Sign out")
    tomas.go("/accounts/login/")
    tomas.page.locator("#passkey_login").click()
    tomas.page.wait_for_url(f"**{START}")
    assert tomas.go(START).status == 200
