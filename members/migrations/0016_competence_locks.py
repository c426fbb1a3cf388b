"""The competences that each network begins with, and the lock on them."""

from django.db import migrations

from network.schema import lock

# The areas that expressions of interest held as fixed words; from here each network names its own.
USUAL = """
INSERT INTO members_competence (network_id, code, name, name_en)
SELECT n.id, c.code, c.name, c.name_en FROM network_network n CROSS JOIN (VALUES
    ('change', 'Förändringsledning', 'Leading change'),
    ('talks', 'Svåra samtal', 'Difficult talks'),
    ('self', 'Mig själv som ledare', 'Myself as a leader'),
    ('group', 'Gruppens utveckling', 'Building a team'),
    ('distance', 'Leda på distans', 'Leading at a distance'),
    ('strategy', 'Strategi och planering', 'Strategy and planning'),
    ('money', 'Budget och uppföljning', 'Budget and follow-up'),
    ('role', 'Tjänstemannarollen', 'The civil servant''s role'),
    ('law', 'Arbetsrätt och arbetsmiljö', 'Labour law and work environment'),
    ('balance', 'Tid och balans', 'Time and balance')
) AS c (code, name, name_en);
-- The keys are looked at now: a table with rows that wait for it cannot be locked.
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""


class Migration(migrations.Migration):
    dependencies = [("members", "0015_competences")]

    operations = [
        migrations.RunSQL(USUAL, migrations.RunSQL.noop),
        lock("members_competence", read=["everyone"], write=["whole"], remove=[]),
    ]
