"""Orders of the peer, pretix, on the same machine in the same run, where somebody started one.

docs/performance.md says how. PEER_URL is `http://localhost:<port>/<organizer>/<event>`,
PEER_TOKEN an API token, PEER_ITEM a free item with a large quota, PEER_PID the server's first
process and PEER_DATABASE its database.
"""

import json
import os
from dataclasses import dataclass
from urllib.parse import urlsplit

from bench import stand, web

# 19.05 orders a second at 8 at a time, when the hello view cost 0.314 ms there.
RECORDED, RECORDED_HELLO = 19.05, 0.314


@dataclass(frozen=True)
class Peer:
    """A pretix that runs already."""

    server: stand.Server
    path: str

    @property
    def pages(self) -> dict[str, str]:
        """Its list of thirty events, and a shop with one item."""
        organizer, _event = self.path.strip("/").split("/")
        return {"catalogue": f"/{organizer}/", "run page": f"{self.path.rstrip('/')}/"}

    def orders_per_second(self, each: int, at_a_time: int) -> float:
        """Free orders through its API, as many at a time as ours."""
        organizer, event = self.path.strip("/").split("/")
        address = f"/api/v1/organizers/{organizer}/events/{event}/orders/"
        order = {
            "email": "somebody@example.org", "locale": "en", "sales_channel": "web",
            "payment_provider": "free", "send_email": False,
            "positions": [{"item": int(os.environ["PEER_ITEM"]), "variation": None,
                           "attendee_name_parts": {"full_name": "Anna"}, "answers": []}],
        }  # fmt: skip
        body = json.dumps(order).encode()
        headers = {"Authorization": f"Token {os.environ['PEER_TOKEN']}"}

        def work() -> list[int]:
            visitor = web.Visitor(self.server.port, headers=headers)
            return [visitor.post(address, body, "application/json").status for _ in range(each)]

        done = web.crowd([work] * at_a_time)
        if set(done.statuses) != {201}:
            raise RuntimeError(f"The peer answered {done.statuses}")
        return each * at_a_time / done.seconds


def peer() -> Peer | None:
    """The peer that the environment names, if any."""
    if "PEER_URL" not in os.environ:
        return None
    parts = urlsplit(os.environ["PEER_URL"])
    pid, database = int(os.environ["PEER_PID"]), os.environ["PEER_DATABASE"]
    return Peer(stand.Server(parts.port or 80, pid, database), parts.path)
