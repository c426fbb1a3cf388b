"""A decided plan and a dated rule have their decision; those from before one brought in for each."""

from django.db import migrations, models

from network.schema import composite_key, lock

BRING_IN = """
ALTER TABLE courses_latefeepolicy DISABLE TRIGGER keeps_policy;
DO $$
DECLARE
    it record;
    entered bigint;
BEGIN
    FOR it IN
        SELECT p.network_id, p.id, 'courses_plan' AS held_in, 'course_plan' AS kind,
               'Kursplan ' || c.year || ': ' || p.name AS title, p.decided_at::date AS day,
               'Utbildningsrådet' AS body
          FROM courses_plan p
          JOIN courses_campaign c ON c.network_id = p.network_id AND c.id = p.campaign_id
         WHERE p.state <> 'variant'
        UNION ALL
        SELECT l.network_id, l.id, 'courses_latefeepolicy', 'late_fee_rule', l.name, l.since,
               'Nätverket'
          FROM courses_latefeepolicy l WHERE l.since IS NOT NULL
        UNION ALL
        SELECT s.network_id, s.id, 'courses_sharepolicy', 'share_rule',
               'Regel för andelar', s.since, 'Utbildningsrådet'
          FROM courses_sharepolicy s WHERE s.since IS NOT NULL
        ORDER BY 6, 3, 2
    LOOP
        INSERT INTO members_decision
            (network_id, year, number, title, text, decided_on, takes_effect_on, origin, body,
             reference, entered_at)
        VALUES (it.network_id, 0, 0, it.title, it.title, it.day, it.day, 'brought_in', it.body,
                '', now())
        RETURNING id INTO entered;
        INSERT INTO members_decisioneffect
            (network_id, decision_id, kind, subject_id, words, "on", state, done_at, fault)
        VALUES (it.network_id, entered, it.kind, it.id, it.title, it.day, 'done', now(), '');
        EXECUTE format('UPDATE %I SET by_decision_id = $1 WHERE id = $2', it.held_in)
            USING entered, it.id;
    END LOOP;
END $$;
ALTER TABLE courses_latefeepolicy ENABLE TRIGGER keeps_policy;
SET CONSTRAINTS ALL IMMEDIATE;
"""
# The register is append-only, so going back leaves what was brought in.
LEAVE = "SELECT 1;"
TABLES = ("courses_plan", "courses_latefeepolicy", "courses_sharepolicy")
KEYS = "".join(composite_key(table, "by_decision_id", "members_decision") for table in TABLES)
NO_KEYS = "".join(
    f"ALTER TABLE {table} DROP CONSTRAINT {table}_by_decision_id_in_network;"
    f" DROP INDEX {table}_by_decision_id_idx;"
    for table in TABLES
)


class Migration(migrations.Migration):
    dependencies = [("courses", "0045_decided_plans")]

    operations = [
        migrations.RunSQL(BRING_IN, LEAVE),
        migrations.AddConstraint(
            model_name="latefeepolicy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("since", None), ("by_decision__isnull", False), _connector="OR"
                ),
                name="courses_late_fee_decided",
                violation_error_message="The rule changes by a decision.",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "variant"), ("by_decision__isnull", False), _connector="OR"
                ),
                name="courses_plan_decided",
                violation_error_message="A plan is decided by a decision of the network.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sharepolicy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("since", None), ("by_decision__isnull", False), _connector="OR"
                ),
                name="courses_share_policy_decided",
                violation_error_message="The rule changes by a decision.",
            ),
        ),
        migrations.RunSQL(KEYS, NO_KEYS),
        lock("courses_proposedpolicy", read=["everyone"], write=["whole"]),
    ]
