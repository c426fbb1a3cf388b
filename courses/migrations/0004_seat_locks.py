"""The locks on the seat engine's further tables."""

from django.db import migrations

from network.schema import lock

RUN = {"run_id": "courses_run"}
PERSON = {"person_id": "members_person", "membership_id": "members_membership"}
ENROLMENT = {"enrolment_id": "courses_enrolment"}
MEMBER = {"membership_id": "members_membership"}
SEES_PERSON = ["whole", "ours", "mine", "staff"]

# What only the engine writes, through its functions and triggers.
ENGINE_ONLY = """
REVOKE INSERT, UPDATE, DELETE ON courses_offer, courses_approval, courses_sessioncount
    FROM portal_app;
REVOKE UPDATE, DELETE ON courses_allotment, courses_allotmentmove, courses_enrolmentgroup,
    courses_priority FROM portal_app;
REVOKE UPDATE ON courses_sessionseat FROM portal_app;
"""
GIVE_BACK = """
GRANT UPDATE ON courses_sessionseat TO portal_app;
GRANT UPDATE, DELETE ON courses_allotment, courses_allotmentmove, courses_enrolmentgroup,
    courses_priority TO portal_app;
GRANT INSERT, UPDATE, DELETE ON courses_offer, courses_approval, courses_sessioncount
    TO portal_app;
"""

# The keys of the columns that an enrolment got; the tables they point to are locked below.
KEYS = """
ALTER TABLE courses_enrolment
    ADD CONSTRAINT courses_enrolment_group_id_in_network FOREIGN KEY (network_id, group_id)
        REFERENCES courses_enrolmentgroup (network_id, id) DEFERRABLE INITIALLY DEFERRED,
    ADD CONSTRAINT courses_enrolment_allotment_id_in_network FOREIGN KEY (network_id, allotment_id)
        REFERENCES courses_allotment (network_id, id) DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX courses_enrolment_group_id_idx ON courses_enrolment (network_id, group_id)
    WHERE group_id IS NOT NULL;
CREATE INDEX courses_enrolment_allotment_id_idx ON courses_enrolment (network_id, allotment_id)
    WHERE allotment_id IS NOT NULL;
"""
NO_KEYS = """
DROP INDEX courses_enrolment_allotment_id_idx, courses_enrolment_group_id_idx;
ALTER TABLE courses_enrolment DROP CONSTRAINT courses_enrolment_allotment_id_in_network,
    DROP CONSTRAINT courses_enrolment_group_id_in_network;
"""


class Migration(migrations.Migration):
    dependencies = [("courses", "0003_seats_in_full")]

    operations = [
        lock(
            "courses_allotment",
            read=["whole", "ours"],
            write=["whole"],
            remove=[],
            keys={**RUN, **MEMBER},
        ),
        lock(
            "courses_allotmentmove",
            read=["whole", "ours", "received"],
            write=["whole", "ours"],
            remove=[],
            clauses={"received": "receiver_id = ANY ((SELECT app.memberships())::bigint[])"},
            keys={**RUN, **MEMBER, "receiver_id": "members_membership"},
        ),
        lock(
            "courses_enrolmentgroup",
            read=["everyone"],
            write=["whole", "ours"],
            remove=[],
            keys={**RUN, **MEMBER},
        ),
        lock(
            "courses_offer",
            read=SEES_PERSON,
            write=[],
            keys={**RUN, **PERSON, **ENROLMENT},
        ),
        lock(
            "courses_priority",
            read=["whole", "ours", "mine"],
            write=["whole"],
            remove=[],
            keys={**RUN, **PERSON, **ENROLMENT},
        ),
        lock("courses_approvalrule", read=["everyone"], write=["whole", "ours"], keys=MEMBER),
        lock(
            "courses_approval",
            read=[*SEES_PERSON, "asked"],
            write=[],
            clauses={"asked": "asked_id = ANY ((SELECT app.people())::bigint[])"},
            keys={**RUN, **PERSON, **ENROLMENT, "asked_id": "members_person"},
        ),
        lock(
            "courses_sessioncount",
            read=["everyone"],
            write=[],
            keys={**RUN, "session_id": "courses_session"},
        ),
        lock(
            "courses_sessionseat",
            read=SEES_PERSON,
            write=["whole", "ours", "mine"],
            keys={**RUN, **PERSON, **ENROLMENT, "session_id": "courses_session"},
        ),
        migrations.RunSQL(KEYS, NO_KEYS),
        migrations.RunSQL(ENGINE_ONLY, GIVE_BACK),
    ]
