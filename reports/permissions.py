"""Who may read and order the reports."""

from members.permissions import coordinates_the_network
from network.permissions import allow, holding

# The same people as the database lets read documents of the kind report.
reads_reports = coordinates_the_network | holding("steering_member", "auditor", "economist")

allow({"see_reports": reads_reports, "order_report": reads_reports})
