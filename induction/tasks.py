"""What the worker does for the manager induction programme."""

from induction import emails
from induction.actions import certificate
from induction.models import Participation
from network.actions.errand import errand


@errand("induction.invite")
def write_invitation(participation_id: int) -> None:
    """Write to the invited and to their manager; the link is the system's to make."""
    it = (
        Participation.objects.select_related("programme", "network", "person__manager__user")
        .select_related("person__user")
        .get(pk=participation_id)
    )
    emails.write_invitation(it)
    emails.write_to_manager(it)


@errand("induction.issue_certificate")
def issue_certificate(participation_id: int) -> None:
    """Issue the certificate of a completed programme, and write to the person."""
    found = Participation.objects.with_all().select_related("network", "person__user")
    certificate.issue(found.get(pk=participation_id))
