"""The role matrix: every verb of the house against every role, as docs/roles.md shows it."""

from members.models import Role
from network.models import Network, User
from network.permissions import Rule, all_rules
from network.scope import Scope
from network.seat import Seat

COLUMNS: tuple[tuple[str, str | None], ...] = (
    ("employee", None),
    ("local coordinator", Role.Kind.LOCAL_COORDINATOR),
    ("HR signer", Role.Kind.HR_SIGNER),
    ("education coordinator", Role.Kind.EDUCATION_COORDINATOR),
    ("network coordinator", Role.Kind.NETWORK_COORDINATOR),
    ("economist", Role.Kind.ECONOMIST),
    ("steering member", Role.Kind.STEERING_MEMBER),
    ("council member", Role.Kind.COUNCIL_MEMBER),
    ("auditor", Role.Kind.AUDITOR),
)
HEAD = """# Who may do what

Made from the rules in each room's `permissions.py` by `manage.py write_roles`; do not edit.
**yes** holds for every record of the network, **own** for one's own or one's authority's records
only. Everybody else gets nothing, and the database's policies hold the same walls once more.
"""


def _seat(role: str | None) -> Seat:
    scope = Scope(
        network_id=0,
        user_id=0,
        whole=role in (Role.Kind.NETWORK_COORDINATOR, Role.Kind.EDUCATION_COORDINATOR),
        money=role == Role.Kind.ECONOMIST,
        reports=role in (Role.Kind.STEERING_MEMBER, Role.Kind.AUDITOR),
        memberships=frozenset({1})
        if role in (Role.Kind.LOCAL_COORDINATOR, Role.Kind.HR_SIGNER)
        else frozenset(),
        people=frozenset({1}),
        roles=frozenset({str(role)} if role else ()),
    )
    return Seat(User(), Network(), scope)


def cell(rule: Rule, role: str | None) -> str:
    """What a role may by one rule: yes, own or nothing."""
    seat = _seat(role)
    held = [part for part in rule.parts or (rule,) if part.holds(seat)]
    if any(not part.own for part in held):
        return "yes"
    return "own" if held else ""


def matrix() -> str:
    """The whole table as Markdown, verb by verb."""
    lines = [HEAD, "| verb | " + " | ".join(name for name, _role in COLUMNS) + " |"]
    lines.append("|---" * (len(COLUMNS) + 1) + "|")
    for verb, rule in sorted(all_rules().items()):
        cells = " | ".join(cell(rule, role) or "–" for _name, role in COLUMNS)
        lines.append(f"| `{verb}` | {cells} |")
    return "\n".join(lines) + "\n"
