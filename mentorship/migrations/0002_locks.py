"""The locks on rounds, expressions of interest and the managers' answers."""

from django.db import migrations

from network.schema import lock

# An answer is about the interest's own person, so its policy may trust the copied key.
SAME_PERSON = """
ALTER TABLE mentorship_interest
    ADD CONSTRAINT mentorship_interest_of_person UNIQUE (network_id, id, person_id);
ALTER TABLE mentorship_manageranswer ADD CONSTRAINT mentorship_manageranswer_same_person
    FOREIGN KEY (network_id, interest_id, person_id)
    REFERENCES mentorship_interest (network_id, id, person_id) DEFERRABLE INITIALLY DEFERRED;
"""
ANY_PERSON = """
ALTER TABLE mentorship_manageranswer DROP CONSTRAINT mentorship_manageranswer_same_person;
ALTER TABLE mentorship_interest DROP CONSTRAINT mentorship_interest_of_person;
"""

AT_OWN_AUTHORITY = {
    "mine_there": "person_id = ANY ((SELECT app.people())::bigint[]) AND EXISTS ("
    "SELECT 1 FROM members_person p WHERE p.network_id = mentorship_interest.network_id"
    " AND p.id = mentorship_interest.person_id"
    " AND p.membership_id = mentorship_interest.membership_id)",
}
ANSWERERS = {
    "by_manager": "(user_id = (SELECT app.uid())"
    " AND person_id = ANY ((SELECT app.staff())::bigint[]))",
    "by_stand_in": "(user_id = (SELECT app.uid()) AND (SELECT app.whole())"
    " AND person_id <> ALL ((SELECT app.people())::bigint[]) AND EXISTS ("
    "SELECT 1 FROM members_person p WHERE p.network_id = mentorship_manageranswer.network_id"
    " AND p.id = mentorship_manageranswer.person_id AND p.manager_id IS NULL))",
}


class Migration(migrations.Migration):
    dependencies = [
        ("mentorship", "0001_rounds"),
        ("members", "0002_grants_and_locks"),
    ]

    operations = [
        lock("mentorship_mentorround", read=["everyone"], write=["whole"], remove=[]),
        lock(
            "mentorship_interest",
            read=["whole", "mine", "staff"],
            write=["whole", "mine"],
            insert=["mine_there"],
            remove=[],
            clauses=AT_OWN_AUTHORITY,
            keys={
                "round_id": "mentorship_mentorround",
                "person_id": "members_person",
                "membership_id": "members_membership",
            },
        ),
        lock(
            "mentorship_manageranswer",
            read=["whole", "mine", "staff"],
            write=[],
            insert=["by_manager", "by_stand_in"],
            remove=[],
            clauses=ANSWERERS,
            keys={
                "interest_id": "mentorship_interest",
                "person_id": "members_person",
            },
        ),
        migrations.RunSQL(SAME_PERSON, ANY_PERSON),
    ]
