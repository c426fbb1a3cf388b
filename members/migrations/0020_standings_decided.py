"""Each standing rests on a decision: those from before on one that is brought in for them."""

import django.db.models.deletion
from django.db import migrations

import network.scope
from network.schema import composite_key, condition, lock

# The decision that standings from before rest on: what the register of members said.
BRING_IN = """
INSERT INTO members_decision
    (network_id, year, number, title, text, decided_on, takes_effect_on, origin, body, reference,
     entered_at)
SELECT s.network_id, 0, 0, 'Medlemmarna som de var',
       'Medlemmar och associerade parter enligt medlemsregistret när beslutsregistret infördes.',
       coalesce(min(s.since), current_date), coalesce(min(s.since), current_date), 'brought_in',
       'Nätverket', 'Medlemsregistret', now()
  FROM members_standing s GROUP BY s.network_id;
UPDATE members_standing s SET by_decision_id = d.id FROM members_decision d
 WHERE d.network_id = s.network_id AND d.title = 'Medlemmarna som de var'
   AND d.origin = 'brought_in';
SET CONSTRAINTS ALL IMMEDIATE;
"""
# The register is append-only, so going back leaves what was brought in.
LEAVE = "SELECT 1;"

KEEP = """
-- Another kind or level of membership rests on another decision.
CREATE FUNCTION app.keep_standing() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (NEW.kind, NEW.level) IS DISTINCT FROM (OLD.kind, OLD.level)
        AND NEW.by_decision_id = OLD.by_decision_id
    THEN
        RAISE EXCEPTION 'a standing changes by a decision'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'members_standing_decided';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER members_standing_keep BEFORE UPDATE ON members_standing
    FOR EACH ROW EXECUTE FUNCTION app.keep_standing();
"""
UNKEEP = """
DROP TRIGGER members_standing_keep ON members_standing;
DROP FUNCTION app.keep_standing;
"""

# Who keeps the fee models tells the register what a decision has changed there.
MAY_TELL = condition(["whole", "money"])
MIGHT_TELL = condition(["whole"])


def _tellers(clause: str) -> str:
    return f"""
DROP POLICY adds ON members_decisioneffect;
DROP POLICY writes ON members_decisioneffect;
CREATE POLICY adds ON members_decisioneffect FOR INSERT TO portal_app WITH CHECK ({clause});
CREATE POLICY writes ON members_decisioneffect FOR UPDATE TO portal_app
    USING ({clause}) WITH CHECK ({clause});
"""


PROPOSAL, LINE = "members_proposedstanding", "members_proposedstandingline"


class Migration(migrations.Migration):
    dependencies = [("members", "0019_proposed_standings")]

    operations = [
        migrations.RunSQL(BRING_IN, LEAVE),
        migrations.AlterField(
            model_name="standing",
            name="by_decision",
            field=network.scope.TenantKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="members.decision",
                verbose_name="decision",
            ),
        ),
        migrations.RunSQL(
            composite_key("members_standing", "by_decision_id", "members_decision"),
            "ALTER TABLE members_standing DROP CONSTRAINT"
            " members_standing_by_decision_id_in_network;"
            " DROP INDEX members_standing_by_decision_id_idx;",
        ),
        migrations.RunSQL(KEEP, UNKEEP),
        migrations.RunSQL(_tellers(MAY_TELL), _tellers(MIGHT_TELL)),
        lock(PROPOSAL, read=["everyone"], write=["whole"]),
        lock(
            LINE,
            read=["everyone"],
            write=["whole"],
            keys={"proposal_id": PROPOSAL, "membership_id": "members_membership"},
        ),
    ]
