"""Guests are told when their run is called off, put off or moved, whatever path wrote it."""

from django.db import migrations

TELL = """
CREATE FUNCTION app.tell_guests() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO public.network_errand
        (network_id, name, key, facts, due_at, attempts, error, created_at)
    SELECT g.network_id, 'courses.tell_guest_news',
           'guest-news:' || g.id || ':' || NEW.state || ':' || NEW.revision,
           jsonb_build_object('guest', g.id), now(), 0, '', now()
      FROM public.courses_guestseat g
     WHERE g.network_id = NEW.network_id AND g.run_id = NEW.id AND g.state = 'confirmed'
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER tells_guests AFTER UPDATE ON courses_run FOR EACH ROW
    WHEN (NEW.guests_taken > 0 AND (
        NEW.revision > OLD.revision
        OR NEW.state <> OLD.state AND NEW.state IN ('cancelled', 'postponed')))
    EXECUTE FUNCTION app.tell_guests();
REVOKE ALL ON FUNCTION app.tell_guests FROM PUBLIC;
"""


class Migration(migrations.Migration):
    dependencies = [("courses", "0014_course_search")]

    operations = [migrations.RunSQL(TELL, "DROP FUNCTION app.tell_guests CASCADE;")]
