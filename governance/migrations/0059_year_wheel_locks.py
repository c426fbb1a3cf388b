"""The usual year of each network, who reads and keeps the wheel, and what a task never changes."""

from django.db import migrations

from network.schema import lock

STEP, TASK = "governance_wheelstep", "governance_wheeltask"

# The year that every start page showed; from here each network changes its own.
USUAL = """
INSERT INTO governance_wheelstep (network_id, usual, title, title_en, first_month, first_day,
    last_month, last_day, role, what, what_en, link)
SELECT n.id, s.usual, s.title, s.title_en, s.first_month, 1, s.last_month, s.last_day, s.role,
    '', '', s.link
  FROM network_network n CROSS JOIN (VALUES
    ('fees', 'Medlemsavgifter och uppstart', 'Membership fees and kick-off',
        1, 1, 31, 'network_coordinator', '/fees/'),
    ('report', 'Verksamhetsberättelse', 'Annual report',
        2, 3, 31, 'network_coordinator', '/reports/'),
    ('spring', 'Styrgruppen: läge och ekonomi', 'Steering committee: state and economy',
        4, 5, 31, 'network_coordinator', '/governance/meetings/'),
    ('needs', 'Behovsinventering för nästa år', 'Needs assessment for next year',
        8, 10, 31, 'education_coordinator', '/courses/needs/'),
    ('council', 'Utbildningsrådet prioriterar', 'The educational council sets priorities',
        10, 11, 30, 'education_coordinator', '/governance/meetings/'),
    ('autumn', 'Styrgruppen: plan, budget och avgifter',
        'Steering committee: plan, budget and fees',
        11, 12, 31, 'network_coordinator', '/governance/plan/')
) AS s (usual, title, title_en, first_month, last_month, last_day, role, link);
-- The keys are looked at now: a table with rows that wait for it cannot be locked.
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""

KEEP = """
CREATE FUNCTION app.keep_wheel_task() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (NEW.network_id, NEW.step_id, NEW.year) IS DISTINCT FROM
        (OLD.network_id, OLD.step_id, OLD.year)
    THEN
        RAISE EXCEPTION 'a task stays with its step and its year'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    -- Who it is for says that it is done; whose it is and when it is due are the network's.
    IF current_user <> 'portal_owner' AND NOT app.system() AND NOT app.whole()
        AND (NEW.title, NEW.title_en, NEW.starts, NEW.due, NEW.person_id, NEW.name, NEW.made_at)
            IS DISTINCT FROM
            (OLD.title, OLD.title_en, OLD.starts, OLD.due, OLD.person_id, OLD.name, OLD.made_at)
    THEN
        RAISE EXCEPTION 'only a coordinator changes what a task is'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_wheel_task_keeper';
    END IF;
    -- What was done in a year stands: its words, its day and its title change only by opening it.
    IF OLD.state <> 'open' AND NEW.state <> 'open'
        AND (NEW.state, NEW.title, NEW.title_en, NEW.starts, NEW.due, NEW.words, NEW.over_at,
            NEW.over_by)
            IS DISTINCT FROM
            (OLD.state, OLD.title, OLD.title_en, OLD.starts, OLD.due, OLD.words, OLD.over_at,
            OLD.over_by)
    THEN
        RAISE EXCEPTION 'the task is over'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_wheel_task_stands';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER governance_wheel_task_keep BEFORE UPDATE ON governance_wheeltask
    FOR EACH ROW EXECUTE FUNCTION app.keep_wheel_task();
"""
NO_KEEP = """
DROP TRIGGER governance_wheel_task_keep ON governance_wheeltask;
DROP FUNCTION app.keep_wheel_task;
"""


class Migration(migrations.Migration):
    dependencies = [("governance", "0058_year_wheel")]

    operations = [
        migrations.RunSQL(USUAL, migrations.RunSQL.noop),
        lock(
            STEP,
            read=["everyone"],
            write=["whole"],
            remove=[],
            keys={"body_id": "governance_body"},
        ),
        lock(
            TASK,
            read=["whole", "reports", "mine"],
            write=["whole", "mine"],
            insert=["whole"],
            remove=["whole"],
            keys={"step_id": STEP, "person_id": "members_person"},
        ),
        migrations.RunSQL(KEEP, NO_KEEP),
    ]
