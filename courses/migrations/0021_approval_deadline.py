"""How long an approval is waited for, and finding a colleague to hand a seat to."""

from django.db import migrations

DEADLINE = """
-- The last time to answer: the end of the day that many days later, yet before the course
-- begins; whoever enrols in the last hours leaves an hour to answer.
CREATE FUNCTION app.before_approval() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    rule_days integer;
    begins timestamptz;
BEGIN
    SELECT r.days INTO rule_days FROM public.courses_approvalrule r
     WHERE r.network_id = NEW.network_id AND r.membership_id = NEW.membership_id
       AND app.today() BETWEEN coalesce(r.since, '-infinity') AND coalesce(r.until, 'infinity');
    SELECT r.begins_at INTO begins FROM public.courses_run r
     WHERE r.network_id = NEW.network_id AND r.id = NEW.run_id;
    NEW.answer_by := greatest(
        least(
            ((NEW.asked_at AT TIME ZONE 'Europe/Stockholm')::date + coalesce(rule_days, 7)
                + time '23:59') AT TIME ZONE 'Europe/Stockholm',
            begins),
        NEW.asked_at + interval '1 hour');
    RETURN NEW;
END $$;
CREATE TRIGGER sets_deadline BEFORE INSERT ON courses_approval
    FOR EACH ROW EXECUTE FUNCTION app.before_approval();

-- The id of a colleague by mail address, for somebody who hands over a seat: only of the seat's
-- own authority, only who works there today, and only to who may act for the seat.
CREATE FUNCTION app.colleague(p_enrolment bigint, p_email text) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT p.id FROM public.members_person p
      JOIN public.courses_enrolment e
        ON e.network_id = p.network_id AND e.membership_id = p.membership_id
     WHERE e.network_id = app.net() AND e.id = p_enrolment AND p.id <> e.person_id
       AND lower(p.email) = lower(p_email)
       AND app.today() BETWEEN coalesce(p.since, '-infinity') AND coalesce(p.until, 'infinity')
       AND app.may_act_for(e.network_id, e.person_id, e.membership_id)
$$;

REVOKE ALL ON FUNCTION app.before_approval, app.colleague FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.colleague TO portal_app;
-- Row-level security lets only the system scope do it.
GRANT UPDATE (reminded_at) ON courses_approval TO portal_app;
"""

BACK = """
REVOKE UPDATE (reminded_at) ON courses_approval FROM portal_app;
DROP FUNCTION app.colleague;
DROP FUNCTION app.before_approval CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("courses", "0020_approval_days")]

    operations = [migrations.RunSQL(DEADLINE, BACK)]
