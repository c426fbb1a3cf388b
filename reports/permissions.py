"""Who may read, write and order the reports."""

from members.permissions import answers_for_the_authority, coordinates_the_network
from network.permissions import allow, holding

# The same people as the database lets read documents of the kind report.
reads_reports = coordinates_the_network | holding("steering_member", "auditor", "economist")
# The committee's chair writes the foreword; the other texts are the coordinators' (reports.annual).
writes_reports = coordinates_the_network | holding("steering_member")

allow(
    {
        "see_reports": reads_reports,
        "order_report": reads_reports,
        "see_dashboard": reads_reports,
        # What each member got and gave.
        "see_benefits": reads_reports,
        "see_benefit": reads_reports | answers_for_the_authority,
        "keep_market_prices": coordinates_the_network,
        # What the members say that it gave them.
        "see_surveys": reads_reports | answers_for_the_authority,
        "keep_surveys": coordinates_the_network,
        "answer_survey": answers_for_the_authority,
        "write_report_foreword": writes_reports,
        "write_report_texts": coordinates_the_network,
        "order_regional_pack": writes_reports,
    }
)
