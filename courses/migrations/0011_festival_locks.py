"""The locks on festivals, proposed items, timetables and turns to host."""

from django.db import migrations

from network.schema import lock

AT_OWN_AUTHORITY = {
    "mine_there": "person_id = ANY ((SELECT app.people())::bigint[]) AND EXISTS ("
    "SELECT 1 FROM members_person p WHERE p.network_id = courses_festivalitem.network_id"
    " AND p.id = courses_festivalitem.person_id"
    " AND p.membership_id = courses_festivalitem.membership_id)",
    "accepted": "state = 'accepted'",
}

# Who proposes writes what is proposed; the answer, the time and the place are not theirs.
GUARD = """
CREATE FUNCTION app.guard_festival_item() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF app.whole() OR app.system() THEN RETURN NEW; END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.state IN ('draft', 'sent') AND NEW.slot_id IS NULL AND NEW.run_id IS NULL
           AND NOT NEW.pinned
        THEN RETURN NEW; END IF;
    ELSIF OLD.state IN ('draft', 'sent', 'change_asked')
          AND NEW.state IN ('draft', 'sent', 'withdrawn')
          AND (NEW.network_id, NEW.festival_id, NEW.membership_id, NEW.person_id, NEW.slot_id,
               NEW.place_id, NEW.pinned, NEW.run_id)
              IS NOT DISTINCT FROM
              (OLD.network_id, OLD.festival_id, OLD.membership_id, OLD.person_id, OLD.slot_id,
               OLD.place_id, OLD.pinned, OLD.run_id)
    THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'the answer is the coordinators'' to give'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'courses_festival_item_answered';
END $$;
CREATE TRIGGER guards_item BEFORE INSERT OR UPDATE ON courses_festivalitem
    FOR EACH ROW EXECUTE FUNCTION app.guard_festival_item();
"""
GUARD_TURN = """
CREATE FUNCTION app.guard_lookout_turn() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF app.whole() OR app.system()
       OR (NEW.network_id, NEW.series_id, NEW.membership_id, NEW.day, NEW.run_id)
          IS NOT DISTINCT FROM
          (OLD.network_id, OLD.series_id, OLD.membership_id, OLD.day, OLD.run_id)
    THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'a host fills in its turn and does not move it'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'courses_lookout_turn_moved';
END $$;
CREATE TRIGGER guards_turn BEFORE UPDATE ON courses_lookoutturn
    FOR EACH ROW EXECUTE FUNCTION app.guard_lookout_turn();
"""
UNGUARD = """
DROP TRIGGER guards_turn ON courses_lookoutturn;
DROP FUNCTION app.guard_lookout_turn;
DROP TRIGGER guards_item ON courses_festivalitem;
DROP FUNCTION app.guard_festival_item;
"""

FESTIVAL = {"festival_id": "courses_festival"}
PROPOSER = {"person_id": "members_person", "membership_id": "members_membership"}


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0010_festival_and_lookouts"),
        ("members", "0002_grants_and_locks"),
    ]

    operations = [
        lock(
            "courses_festival",
            read=["whole", "begun"],
            write=["whole"],
            clauses={"begun": "state <> 'planned'"},
        ),
        lock("courses_festivalplace", read=["everyone"], write=["whole"], keys=FESTIVAL),
        lock(
            "courses_festivalslot",
            read=["everyone"],
            write=["whole"],
            keys={**FESTIVAL, "host_id": "members_membership"},
        ),
        lock(
            "courses_festivalitem",
            read=["whole", "ours", "mine", "accepted"],
            write=["whole", "ours", "mine"],
            insert=["whole", "mine_there"],
            remove=[],
            clauses=AT_OWN_AUTHORITY,
            keys={
                **FESTIVAL,
                **PROPOSER,
                "slot_id": "courses_festivalslot",
                "place_id": "courses_festivalplace",
                "run_id": "courses_run",
            },
        ),
        lock(
            "courses_itemanswer",
            read=["whole", "ours", "mine"],
            write=["whole"],
            remove=[],
            keys={**PROPOSER, "item_id": "courses_festivalitem"},
            append_only=True,
        ),
        lock("courses_lookoutseries", read=["everyone"], write=["whole"]),
        lock(
            "courses_lookoutturn",
            read=["everyone"],
            write=["whole", "ours"],
            insert=["whole"],
            remove=["whole"],
            keys={
                "series_id": "courses_lookoutseries",
                "membership_id": "members_membership",
                "run_id": "courses_run",
            },
        ),
        lock(
            "courses_turnchange",
            read=["everyone"],
            write=["whole"],
            remove=[],
            keys={
                "turn_id": "courses_lookoutturn",
                "before_id": "members_membership",
                "after_id": "members_membership",
            },
            append_only=True,
        ),
        migrations.RunSQL(GUARD + GUARD_TURN, UNGUARD),
    ]
