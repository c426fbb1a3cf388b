"""Random passwords of this machine, in one file that only its owner may read."""

import json
import secrets

from config.local import places
from config.local.speech import Stop

ROLES = ("portal_owner", "portal_app", "portal_worker", "portal_backup")
NAMES = ("secret_key", "postgres", *ROLES, "valkey")


def passwords() -> dict[str, str]:
    """All passwords; made at the first call and the same ever after."""
    path = places.SECRETS / "passwords.json"
    try:
        known = dict(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        known = {}
    except (OSError, ValueError):
        raise Stop(f"{path} cannot be read: run as its owner, or make demo-reset.") from None
    if any(name not in known for name in NAMES):
        known = {name: known.get(name) or secrets.token_hex(24) for name in NAMES}
        places.SECRETS.mkdir(parents=True, exist_ok=True)
        places.SECRETS.chmod(0o700)
        places.write_private(path, json.dumps(known, indent=1))
    return known
