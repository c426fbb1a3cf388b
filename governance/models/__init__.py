"""Bodies and their mandates, meetings, what is resolved there, and what the network plans."""

from governance.models.action_point import (
    ActionPoint,
)
from governance.models.application import (
    MembershipApplication,
)
from governance.models.body import (
    Body,
    BodyKind,
    Holder,
    HolderContact,
    Mandate,
    Office,
)
from governance.models.circle import (
    Circle,
    CircleMember,
    Cluster,
)
from governance.models.following import (
    BodyCalendar,
    BodyLetter,
    HolderProposal,
    MandateRole,
)
from governance.models.guest import (
    Guest,
    GuestContact,
)
from governance.models.hand_over import (
    HandOver,
)
from governance.models.idea import (
    Idea,
    IdeaComment,
    IdeaProposer,
    IdeaSupport,
    IdeaText,
)
from governance.models.leaving import (
    MembershipCertificate,
    MembershipTerms,
    Resignation,
)
from governance.models.meeting import AgendaItem, Attendance, Meeting, Resolution
from governance.models.minutes import (
    ApprovedMinutes,
    Approver,
    Disqualification,
    MinutesVersion,
)
from governance.models.notice import (
    NoticeAnswer,
    StandingItem,
)
from governance.models.open_page import (
    OpenEvent,
    OpenPage,
    OpenPart,
    PageAddress,
    PageVersion,
    Publishing,
)
from governance.models.paper import (
    Paper,
    PaperVersion,
)
from governance.models.plan import (
    ActivityStatus,
    Commitment,
    OperationalPlan,
    PlanActivity,
    PlanGoal,
    PlanText,
)
from governance.models.rotation import (
    RotationPlace,
    RotationRule,
)
from governance.models.vote import (
    Ballot,
    Vote,
)
from governance.models.wheel import (
    WheelStep,
    WheelTask,
)

__all__ = [
    "ActionPoint",
    "ActivityStatus",
    "AgendaItem",
    "ApprovedMinutes",
    "Approver",
    "Attendance",
    "Ballot",
    "Body",
    "BodyCalendar",
    "BodyKind",
    "BodyLetter",
    "Circle",
    "CircleMember",
    "Cluster",
    "Commitment",
    "Disqualification",
    "Guest",
    "GuestContact",
    "HandOver",
    "Holder",
    "HolderContact",
    "HolderProposal",
    "Idea",
    "IdeaComment",
    "IdeaProposer",
    "IdeaSupport",
    "IdeaText",
    "Mandate",
    "MandateRole",
    "Meeting",
    "MembershipApplication",
    "MembershipCertificate",
    "MembershipTerms",
    "MinutesVersion",
    "NoticeAnswer",
    "Office",
    "OpenEvent",
    "OpenPage",
    "OpenPart",
    "OperationalPlan",
    "PageAddress",
    "PageVersion",
    "Paper",
    "PaperVersion",
    "PlanActivity",
    "PlanGoal",
    "PlanText",
    "Publishing",
    "Resignation",
    "Resolution",
    "RotationPlace",
    "RotationRule",
    "StandingItem",
    "Vote",
    "WheelStep",
    "WheelTask",
]
