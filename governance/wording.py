"""What the journal and the lists say of governance: each part's deeds, gathered."""

from governance.meetings import deeds as meeting_deeds

__all__ = ["meeting_deeds"]
from governance.bodies import deeds as body_deeds

__all__ = ["body_deeds"]
from governance.decisions import deeds as decisions  # noqa: F401
from governance.handing import deeds as handing  # noqa: F401
from governance.ideas import deeds as ideas  # noqa: F401
from governance.map import deeds as map_deeds  # noqa: F401
from governance.membership import wording as membership  # noqa: F401
from governance.pages import deeds as pages  # noqa: F401
from governance.plans import deeds as plans  # noqa: F401
from governance.wheel import deeds as wheel  # noqa: F401
