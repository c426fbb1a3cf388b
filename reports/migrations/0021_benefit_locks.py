# ruff: noqa: S608 - made of constants
"""Who reads and writes surveys, market prices and the figures of years.

A member's replies are read by the member alone; everybody else is told sums of five members or
more, by `app.survey_results`. Questions stand as they were once the survey is open, and nobody
replies to one that is not open.
"""

from django.db import migrations

from network.schema import lock

SURVEY = {"survey_id": "reports_survey"}
ASKED = {**SURVEY, "membership_id": "members_membership"}
READERS = ["whole", "money", "reports"]
DRAFTED = (
    "((SELECT app.whole()) AND EXISTS (SELECT 1 FROM reports_survey s"
    " WHERE s.network_id = reports_surveyquestion.network_id AND s.id = survey_id"
    " AND s.opened_at IS NULL))"
)


def answering(table: str) -> dict[str, str]:
    """For one's own authority, while the survey is open and it is asked."""
    return {
        "answering": (
            "(membership_id = ANY ((SELECT app.memberships())::bigint[])"
            " AND EXISTS (SELECT 1 FROM reports_surveyrequest q"
            f" WHERE q.network_id = {table}.network_id AND q.survey_id = {table}.survey_id"
            f" AND q.membership_id = {table}.membership_id)"
            f" AND EXISTS (SELECT 1 FROM reports_survey s WHERE s.network_id = {table}.network_id"
            f" AND s.id = {table}.survey_id AND s.opened_at IS NOT NULL AND s.closed_at IS NULL))"
        )
    }


class Migration(migrations.Migration):
    dependencies = [("reports", "0020_benefit_and_surveys")]

    operations = [
        lock(
            "reports_marketprice",
            read=["everyone"],
            write=["whole"],
            keys={"course_id": "courses_course"},
        ),
        lock("reports_yearfigures", read=READERS, write=[]),
        lock("reports_survey", read=["everyone"], write=["whole"]),
        lock(
            "reports_surveyquestion",
            read=["everyone"],
            write=["drafted"],
            clauses={"drafted": DRAFTED},
            keys=SURVEY,
        ),
        lock("reports_surveyrequest", read=[*READERS, "ours"], write=["whole"], keys=ASKED),
        lock(
            "reports_surveyanswer",
            read=[*READERS, "ours"],
            write=["answering"],
            clauses=answering("reports_surveyanswer"),
            keys={**ASKED, "person_id": "members_person"},
        ),
        lock(
            "reports_surveyreply",
            read=["ours"],
            write=["answering"],
            clauses=answering("reports_surveyreply"),
            keys={**ASKED, "question_id": "reports_surveyquestion"},
        ),
    ]
