"""What the database refuses of minutes, votes and approvals, and what it writes by itself."""

from django.db import migrations

MINUTES = """
-- Minutes are written while the meeting goes on and until somebody is asked to approve them.
CREATE FUNCTION app.keep_minutes_version() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    now_in text;
BEGIN
    SELECT m.state INTO now_in FROM public.governance_meeting m
     WHERE m.network_id = NEW.network_id AND m.id = NEW.meeting_id FOR SHARE;
    IF now_in IS NULL THEN
        RETURN NEW;  -- the composite key refuses it at the end of the transaction
    END IF;
    IF now_in <> 'open' AND now_in <> 'closed' THEN
        RAISE EXCEPTION 'minutes are written from the meeting until their approval'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_minutes_closed';
    END IF;
    IF EXISTS (SELECT FROM public.governance_approver p
                WHERE p.network_id = NEW.network_id AND p.meeting_id = NEW.meeting_id
                  AND (p.state = 'asked' OR p.state = 'approved'))
    THEN
        RAISE EXCEPTION 'the minutes are with those who approve them'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_minutes_out';
    END IF;
    IF NOT EXISTS (SELECT FROM public.governance_agendaitem i
                    WHERE i.network_id = NEW.network_id AND i.id = NEW.item_id
                      AND i.meeting_id = NEW.meeting_id)
    THEN
        RAISE EXCEPTION 'the item is not on the agenda of this meeting'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_resolution_agenda';
    END IF;
    RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION app.keep_minutes_version FROM PUBLIC;
CREATE TRIGGER governance_minutesversion_write BEFORE INSERT ON governance_minutesversion
    FOR EACH ROW EXECUTE FUNCTION app.keep_minutes_version();
CREATE TRIGGER governance_disqualification_keep BEFORE INSERT OR UPDATE OR DELETE
    ON governance_disqualification FOR EACH ROW EXECUTE FUNCTION app.keep_of_meeting();

-- All that the minutes of a meeting say, from the rows that the reader sees; approval hashes it.
CREATE FUNCTION app.minutes_content(network bigint, meeting bigint) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT jsonb_build_object(
        'body', b.name, 'body_en', b.name_en, 'kind', m.kind, 'title', m.title,
        'starts', to_char(m.starts AT TIME ZONE 'Europe/Stockholm', 'YYYY-MM-DD"T"HH24:MI'),
        'ends', to_char(m.ends AT TIME ZONE 'Europe/Stockholm', 'YYYY-MM-DD"T"HH24:MI'),
        'place', m.place, 'chair', m.chair_name, 'secretary', m.secretary_name,
        'registry', m.registry,
        'mandates', (SELECT count(*) FROM public.governance_mandate t
            WHERE t.network_id = m.network_id AND t.body_id = b.id AND t.votes
              AND (m.starts AT TIME ZONE 'Europe/Stockholm')::date
                  BETWEEN t.since AND coalesce(t.until, 'infinity')),
        'actions', (SELECT coalesce(jsonb_agg(jsonb_build_object(
                'what', p.what, 'who', p.name, 'due', p.due, 'paragraph', i.paragraph)
                ORDER BY i.paragraph NULLS LAST, p.id), '[]')
            FROM public.governance_actionpoint p
            LEFT JOIN public.governance_agendaitem i
                ON i.network_id = p.network_id AND i.id = p.item_id
            WHERE p.network_id = m.network_id AND p.meeting_id = m.id
              AND p.dropped_at IS NULL),
        'attendance', (SELECT coalesce(jsonb_agg(jsonb_build_object(
                'name', a.name, 'mandate', a.mandate_id IS NOT NULL,
                'organisation', coalesce(u.name, a.organisation), 'post', coalesce(h.title, ''),
                'rank', coalesce(h.rank, ''), 'presence', a.presence,
                'from', a.from_paragraph, 'to', a.to_paragraph)
                ORDER BY a.mandate_id NULLS LAST, a.id), '[]')
            FROM public.governance_attendance a
            LEFT JOIN public.governance_holder h
                ON h.network_id = a.network_id AND h.id = a.holder_id
            LEFT JOIN public.governance_mandate t
                ON t.network_id = a.network_id AND t.id = a.mandate_id
            LEFT JOIN public.members_membership s
                ON s.network_id = t.network_id AND s.id = t.membership_id
            LEFT JOIN public.members_authority u ON u.id = s.authority_id
            WHERE a.network_id = m.network_id AND a.meeting_id = m.id),
        'items', (SELECT coalesce(jsonb_agg(jsonb_build_object(
                'item', i.id, 'paragraph', i.paragraph, 'title', i.title, 'kind', i.kind,
                'text', coalesce((SELECT v.text FROM public.governance_minutesversion v
                    WHERE v.network_id = i.network_id AND v.item_id = i.id AND NOT v.aside
                    ORDER BY v.number DESC LIMIT 1), ''),
                'resolution', (SELECT jsonb_build_object('outcome', r.outcome, 'text', r.text,
                        'takes_effect_on', r.takes_effect_on, 'votes_for', r.votes_for,
                        'votes_against', r.votes_against, 'abstained', r.abstained)
                    FROM public.governance_resolution r
                    WHERE r.network_id = i.network_id AND r.item_id = i.id),
                'votes', (SELECT coalesce(jsonb_agg(jsonb_build_object(
                        'question', v.question, 'for', v.votes_for, 'against', v.votes_against,
                        'abstained', v.abstained, 'discuss', v.to_discuss, 'carried', v.carried,
                        'chair_decided', v.chair_decided,
                        'ballots', (SELECT coalesce(jsonb_agg(jsonb_build_object(
                                'name', o.name, 'choice', o.choice, 'weight', o.weight,
                                'organisation', coalesce(u.name, '')) ORDER BY o.mandate_id), '[]')
                            FROM public.governance_ballot o
                            JOIN public.governance_mandate t
                                ON t.network_id = o.network_id AND t.id = o.mandate_id
                            LEFT JOIN public.members_membership s
                                ON s.network_id = t.network_id AND s.id = t.membership_id
                            LEFT JOIN public.members_authority u ON u.id = s.authority_id
                            WHERE o.network_id = v.network_id AND o.vote_id = v.id))
                        ORDER BY v.id), '[]')
                    FROM public.governance_vote v
                    WHERE v.network_id = i.network_id AND v.item_id = i.id
                      AND v.closed_at IS NOT NULL),
                'disqualified', (SELECT coalesce(jsonb_agg(jsonb_build_object(
                        'name', d.name, 'reason', d.reason) ORDER BY d.id), '[]')
                    FROM public.governance_disqualification d
                    WHERE d.network_id = i.network_id AND d.item_id = i.id))
                ORDER BY i.paragraph NULLS LAST, i.position, i.id), '[]')
            FROM public.governance_agendaitem i
            WHERE i.network_id = m.network_id AND i.meeting_id = m.id))
      FROM public.governance_meeting m
      JOIN public.governance_body b ON b.network_id = m.network_id AND b.id = m.body_id
     WHERE m.network_id = $1 AND m.id = $2
$$;

CREATE FUNCTION app.digest_of(content jsonb) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT encode(sha256(convert_to($1::text, 'UTF8')), 'hex')
$$;
"""

VOTES = """
-- A vote belongs to an item of a meeting that goes on; when it closes, its ballots are counted.
CREATE FUNCTION app.keep_vote() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    it public.governance_vote := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    about record;
    chair text;
BEGIN
    SELECT m.state, m.kind, m.chair_name, m.starts, m.body_id, b.chair_decides_ties,
           b.discussion_wins INTO about
      FROM public.governance_meeting m
      JOIN public.governance_body b ON b.network_id = m.network_id AND b.id = m.body_id
     WHERE m.network_id = it.network_id AND m.id = it.meeting_id FOR SHARE OF m;
    IF NOT FOUND THEN
        RETURN it;  -- the composite key refuses it at the end of the transaction
    END IF;
    IF about.state <> 'open' THEN
        RAISE EXCEPTION 'a body votes while its meeting goes on'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_resolution_open';
    END IF;
    IF TG_OP <> 'INSERT' AND OLD.closed_at IS NOT NULL THEN
        RAISE EXCEPTION 'a vote that has closed stands'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_vote_closed';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    IF NOT EXISTS (SELECT FROM public.governance_agendaitem i
                    WHERE i.network_id = NEW.network_id AND i.id = NEW.item_id
                      AND i.meeting_id = NEW.meeting_id)
        OR (TG_OP = 'UPDATE' AND NEW.item_id <> OLD.item_id)
    THEN
        RAISE EXCEPTION 'the item is not on the agenda of this meeting'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_resolution_agenda';
    END IF;
    NEW.votes_for := NULL; NEW.votes_against := NULL; NEW.abstained := NULL;
    NEW.to_discuss := NULL; NEW.carried := NULL; NEW.chair_decided := false;
    IF NEW.closed_at IS NULL THEN
        RETURN NEW;
    END IF;
    SELECT coalesce(sum(o.weight) FILTER (WHERE o.choice = 'yes'), 0),
           coalesce(sum(o.weight) FILTER (WHERE o.choice = 'no'), 0),
           coalesce(sum(o.weight) FILTER (WHERE o.choice = 'abstain'), 0),
           coalesce(sum(o.weight) FILTER (WHERE o.choice = 'discuss'), 0)
      INTO NEW.votes_for, NEW.votes_against, NEW.abstained, NEW.to_discuss
      FROM public.governance_ballot o
     WHERE o.network_id = NEW.network_id AND o.vote_id = NEW.id;
    IF NEW.to_discuss > 0 AND about.discussion_wins THEN
        RETURN NEW;  -- it is neither carried nor rejected: it moves on to a meeting
    END IF;
    NEW.carried := NEW.votes_for > NEW.votes_against;
    IF NEW.votes_for = NEW.votes_against AND NEW.votes_for > 0 AND about.chair_decides_ties THEN
        SELECT o.choice INTO chair FROM public.governance_ballot o
          LEFT JOIN public.governance_holder h
            ON h.network_id = o.network_id AND h.id = o.holder_id
         WHERE o.network_id = NEW.network_id AND o.vote_id = NEW.id
           AND CASE WHEN about.chair_name <> '' THEN o.name = about.chair_name
               ELSE EXISTS (SELECT FROM public.governance_office f
                    WHERE f.network_id = o.network_id AND f.body_id = about.body_id
                      AND f.duty = 'chair' AND f.person_id = h.person_id
                      AND (about.starts AT TIME ZONE 'Europe/Stockholm')::date
                          BETWEEN f.since AND coalesce(f.until, 'infinity')) END
         ORDER BY o.id LIMIT 1;
        NEW.chair_decided := chair = 'yes' OR chair = 'no';
        NEW.chair_decided := coalesce(NEW.chair_decided, false);
        NEW.carried := coalesce(chair = 'yes', false);
    END IF;
    RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION app.keep_vote FROM PUBLIC;
CREATE TRIGGER governance_vote_keep BEFORE INSERT OR UPDATE OR DELETE ON governance_vote
    FOR EACH ROW EXECUTE FUNCTION app.keep_vote();

-- One ballot for each mandate that takes part in the item, until the vote closes.
CREATE FUNCTION app.keep_ballot() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    it public.governance_ballot := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    the_vote public.governance_vote;
    about record;
    here record;
BEGIN
    SELECT * INTO the_vote FROM public.governance_vote v
     WHERE v.network_id = it.network_id AND v.id = it.vote_id FOR SHARE;
    IF NOT FOUND THEN
        RETURN it;  -- the composite key refuses it at the end of the transaction
    END IF;
    IF the_vote.closed_at IS NOT NULL THEN
        RAISE EXCEPTION 'no ballot comes after the vote has closed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_ballot_closed';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' AND (OLD.vote_id, OLD.mandate_id, OLD.network_id)
        IS DISTINCT FROM (NEW.vote_id, NEW.mandate_id, NEW.network_id)
    THEN
        RAISE EXCEPTION 'a ballot stays with its mandate'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    SELECT m.kind, m.body_id, i.paragraph,
           (m.starts AT TIME ZONE 'Europe/Stockholm')::date AS day INTO about
      FROM public.governance_meeting m
      JOIN public.governance_agendaitem i ON i.network_id = m.network_id AND i.id = the_vote.item_id
     WHERE m.network_id = NEW.network_id AND m.id = the_vote.meeting_id;
    NEW.meeting_id := the_vote.meeting_id;
    NEW.cast_by := app.uid();
    IF NOT EXISTS (SELECT FROM public.governance_mandate t
                    WHERE t.network_id = NEW.network_id AND t.id = NEW.mandate_id
                      AND t.body_id = about.body_id AND t.votes
                      AND about.day BETWEEN t.since AND coalesce(t.until, 'infinity'))
    THEN
        RAISE EXCEPTION 'the mandate does not vote in this body'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_ballot_mandate';
    END IF;
    IF EXISTS (SELECT FROM public.governance_disqualification d
                WHERE d.network_id = NEW.network_id AND d.item_id = the_vote.item_id
                  AND d.mandate_id = NEW.mandate_id)
    THEN
        RAISE EXCEPTION 'who is disqualified does not vote'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_ballot_disqualified';
    END IF;
    IF NEW.choice = 'discuss' AND about.kind <> 'written' THEN
        RAISE EXCEPTION 'at a meeting one discusses before one votes'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_ballot_discuss';
    END IF;
    IF about.kind = 'written' THEN
        SELECT h.id, h.name INTO here FROM public.governance_holder h
         WHERE h.network_id = NEW.network_id AND h.mandate_id = NEW.mandate_id
           AND app.today() BETWEEN h.since AND coalesce(h.until, 'infinity')
         ORDER BY h.person_id = ANY ((app.people())::bigint[]) DESC NULLS LAST,
                  h.rank = 'member' DESC, h.id LIMIT 1;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'nobody holds the mandate'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_ballot_absent';
        END IF;
        INSERT INTO public.governance_attendance
            (network_id, meeting_id, mandate_id, holder_id, name, organisation, presence)
        VALUES (NEW.network_id, NEW.meeting_id, NEW.mandate_id, here.id, here.name, '', 'digital')
        ON CONFLICT DO NOTHING;
    ELSE
        SELECT a.holder_id AS id, a.name INTO here FROM public.governance_attendance a
         WHERE a.network_id = NEW.network_id AND a.meeting_id = NEW.meeting_id
           AND a.mandate_id = NEW.mandate_id AND a.presence <> 'absent'
           AND (about.paragraph IS NULL OR about.paragraph
                BETWEEN coalesce(a.from_paragraph, 0) AND coalesce(a.to_paragraph, 32767));
        IF NOT FOUND THEN
            RAISE EXCEPTION 'only who takes part votes'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_ballot_absent';
        END IF;
    END IF;
    NEW.holder_id := here.id;
    NEW.name := here.name;
    NEW.weight := app.vote_weight(NEW.network_id, NEW.mandate_id, about.day);
    RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION app.keep_ballot FROM PUBLIC;
CREATE TRIGGER governance_ballot_keep BEFORE INSERT OR UPDATE OR DELETE ON governance_ballot
    FOR EACH ROW EXECUTE FUNCTION app.keep_ballot();

-- What is resolved says what the vote said, with its sums.
CREATE FUNCTION app.count_into_resolution() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    the_vote public.governance_vote;
BEGIN
    IF EXISTS (SELECT FROM public.governance_vote v WHERE v.network_id = NEW.network_id
                  AND v.item_id = NEW.item_id AND v.closed_at IS NULL)
    THEN
        RAISE EXCEPTION 'a vote on the item goes on'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_vote_open';
    END IF;
    SELECT * INTO the_vote FROM public.governance_vote v
     WHERE v.network_id = NEW.network_id AND v.item_id = NEW.item_id
     ORDER BY v.closed_at DESC, v.id DESC LIMIT 1;
    NEW.votes_for := the_vote.votes_for;
    NEW.votes_against := the_vote.votes_against;
    NEW.abstained := the_vote.abstained;
    IF the_vote.id IS NOT NULL
        AND (((NEW.outcome = 'carried' OR NEW.outcome = 'changed')
              AND the_vote.carried IS DISTINCT FROM true)
             OR (NEW.outcome = 'rejected' AND the_vote.carried IS DISTINCT FROM false))
    THEN
        RAISE EXCEPTION 'the vote said otherwise'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_resolution_vote';
    END IF;
    RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION app.count_into_resolution FROM PUBLIC;
CREATE TRIGGER governance_resolution_votes BEFORE INSERT OR UPDATE ON governance_resolution
    FOR EACH ROW EXECUTE FUNCTION app.count_into_resolution();
"""

APPROVAL = """
-- Who approves took part, answers themselves, and approves what stands; a comment takes the
-- minutes back from everybody.
CREATE FUNCTION app.keep_approver() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    it public.governance_approver := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    now_in text;
BEGIN
    -- Those who answer at once wait for each other here.
    SELECT m.state INTO now_in FROM public.governance_meeting m
     WHERE m.network_id = it.network_id AND m.id = it.meeting_id FOR NO KEY UPDATE;
    IF now_in IS NULL THEN
        RETURN it;  -- the composite key refuses it at the end of the transaction
    END IF;
    IF now_in <> 'open' AND now_in <> 'closed' THEN
        RAISE EXCEPTION 'minutes are approved after the meeting, once'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_approver_meeting';
    END IF;
    IF TG_OP = 'DELETE' THEN
        IF OLD.state = 'asked' OR OLD.state = 'approved' THEN
            RAISE EXCEPTION 'the minutes are with those who approve them'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_minutes_out';
        END IF;
        RETURN OLD;
    END IF;
    IF TG_OP = 'INSERT' OR NEW.state = 'chosen' THEN
        NEW.state := 'chosen'; NEW.asked_at := NULL; NEW.digest := '';
        IF TG_OP = 'INSERT' OR OLD.state <> 'returned' THEN NEW.answered_at := NULL; END IF;
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NOT EXISTS (SELECT FROM public.governance_attendance a
                        WHERE a.network_id = NEW.network_id AND a.meeting_id = NEW.meeting_id
                          AND a.holder_id = NEW.holder_id AND a.presence <> 'absent')
        THEN
            RAISE EXCEPTION 'who approves the minutes took part'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_approver_absent';
        END IF;
        RETURN NEW;
    END IF;
    IF (NEW.meeting_id, NEW.holder_id, NEW.network_id)
        IS DISTINCT FROM (OLD.meeting_id, OLD.holder_id, OLD.network_id)
    THEN
        RAISE EXCEPTION 'another approver is another row'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.state = OLD.state THEN
        NEW.digest := OLD.digest;
        RETURN NEW;
    END IF;
    IF NEW.state = 'asked' THEN
        IF now_in <> 'closed' OR (OLD.state <> 'chosen' AND OLD.state <> 'returned') THEN
            RAISE EXCEPTION 'minutes are sent for approval when the meeting has closed'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_approver_meeting';
        END IF;
        IF EXISTS (SELECT FROM public.governance_minutesversion v
                    WHERE v.network_id = NEW.network_id AND v.meeting_id = NEW.meeting_id
                      AND v.aside AND NOT EXISTS (
                        SELECT FROM public.governance_minutesversion s
                         WHERE s.network_id = v.network_id AND s.item_id = v.item_id
                           AND s.settles = v.number))
        THEN
            RAISE EXCEPTION 'two texts of an item wait for a choice'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_minutes_aside';
        END IF;
        NEW.asked_at := now(); NEW.answered_at := NULL; NEW.comment := ''; NEW.digest := '';
        RETURN NEW;
    END IF;
    IF NEW.state = 'approved' OR NEW.state = 'returned' THEN
        IF OLD.state <> 'asked' THEN
            RAISE EXCEPTION 'only who was asked answers'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_approver_order';
        END IF;
        IF NOT app.system() AND NOT (NEW.holder_id = ANY (app.own_holders())) THEN
            RAISE EXCEPTION 'each approves for themselves'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_approver_self';
        END IF;
        NEW.answered_at := now();
        NEW.digest := CASE NEW.state WHEN 'approved' THEN app.digest_of(
            app.minutes_content(NEW.network_id, NEW.meeting_id)) ELSE '' END;
    END IF;
    RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION app.keep_approver FROM PUBLIC;
CREATE TRIGGER governance_approver_keep BEFORE INSERT OR UPDATE OR DELETE ON governance_approver
    FOR EACH ROW EXECUTE FUNCTION app.keep_approver();

-- The last approval approves the meeting; one that is sent back takes the others back too.
CREATE FUNCTION app.after_approver() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.state = 'returned' AND OLD.state <> 'returned' THEN
        UPDATE public.governance_approver p SET state = 'chosen'
         WHERE p.network_id = NEW.network_id AND p.meeting_id = NEW.meeting_id
           AND p.id <> NEW.id AND (p.state = 'asked' OR p.state = 'approved');
    ELSIF NEW.state = 'approved' AND OLD.state <> 'approved' THEN
        IF NOT EXISTS (SELECT FROM public.governance_approver p
                        WHERE p.network_id = NEW.network_id AND p.meeting_id = NEW.meeting_id
                          AND p.state <> 'approved')
        THEN
            UPDATE public.governance_meeting m SET state = 'approved'
             WHERE m.network_id = NEW.network_id AND m.id = NEW.meeting_id AND m.state = 'closed';
        END IF;
    END IF;
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION app.after_approver FROM PUBLIC;
CREATE TRIGGER governance_approver_after AFTER UPDATE ON governance_approver
    FOR EACH ROW EXECUTE FUNCTION app.after_approver();

-- No meeting closes on an open vote; approved minutes are kept with their hash, whole.
CREATE FUNCTION app.keep_minutes_of_meeting() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    content jsonb;
    hash text;
BEGIN
    IF NEW.state = OLD.state THEN
        RETURN NULL;
    END IF;
    IF NEW.state = 'closed' THEN
        IF EXISTS (SELECT FROM public.governance_vote v WHERE v.network_id = NEW.network_id
                      AND v.meeting_id = NEW.id AND v.closed_at IS NULL)
        THEN
            RAISE EXCEPTION 'a vote goes on'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_vote_open';
        END IF;
        IF EXISTS (SELECT FROM public.governance_resolution r
                     JOIN LATERAL (SELECT v.carried FROM public.governance_vote v
                        WHERE v.network_id = r.network_id AND v.item_id = r.item_id
                        ORDER BY v.closed_at DESC, v.id DESC LIMIT 1) v ON true
                    WHERE r.network_id = NEW.network_id AND r.meeting_id = NEW.id
                      AND (((r.outcome = 'carried' OR r.outcome = 'changed')
                            AND v.carried IS DISTINCT FROM true)
                           OR (r.outcome = 'rejected' AND v.carried IS DISTINCT FROM false)))
        THEN
            RAISE EXCEPTION 'the vote said otherwise'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_resolution_vote';
        END IF;
        RETURN NULL;
    END IF;
    IF NEW.state <> 'approved' THEN
        RETURN NULL;
    END IF;
    content := app.minutes_content(NEW.network_id, NEW.id);
    hash := app.digest_of(content);
    IF EXISTS (SELECT FROM public.governance_approver p
                WHERE p.network_id = NEW.network_id AND p.meeting_id = NEW.id
                  AND (p.state <> 'approved' OR p.digest <> hash))
    THEN
        RAISE EXCEPTION 'not everybody has approved what the minutes say'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_minutes_approval';
    END IF;
    INSERT INTO public.governance_approvedminutes
        (network_id, meeting_id, content, approvals, digest, at)
    SELECT NEW.network_id, NEW.id, content,
           (SELECT coalesce(jsonb_agg(jsonb_build_object('name', p.name,
                'organisation', p.organisation, 'chairs', p.chairs, 'at',
                to_char(p.answered_at AT TIME ZONE 'Europe/Stockholm', 'YYYY-MM-DD"T"HH24:MI'))
                ORDER BY p.chairs DESC, p.id), '[]')
              FROM public.governance_approver p
             WHERE p.network_id = NEW.network_id AND p.meeting_id = NEW.id),
           hash, now();
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION app.keep_minutes_of_meeting FROM PUBLIC;
CREATE TRIGGER governance_meeting_minutes AFTER UPDATE ON governance_meeting
    FOR EACH ROW EXECUTE FUNCTION app.keep_minutes_of_meeting();
"""

BACK = """
DROP TRIGGER governance_meeting_minutes ON governance_meeting;
DROP FUNCTION app.keep_minutes_of_meeting;
DROP TRIGGER governance_approver_after ON governance_approver;
DROP FUNCTION app.after_approver;
DROP TRIGGER governance_approver_keep ON governance_approver;
DROP FUNCTION app.keep_approver;
DROP TRIGGER governance_resolution_votes ON governance_resolution;
DROP FUNCTION app.count_into_resolution;
DROP TRIGGER governance_ballot_keep ON governance_ballot;
DROP FUNCTION app.keep_ballot;
DROP TRIGGER governance_vote_keep ON governance_vote;
DROP FUNCTION app.keep_vote;
DROP FUNCTION app.minutes_content;
DROP FUNCTION app.digest_of;
DROP TRIGGER governance_disqualification_keep ON governance_disqualification;
DROP TRIGGER governance_minutesversion_write ON governance_minutesversion;
DROP FUNCTION app.keep_minutes_version;
"""


class Migration(migrations.Migration):
    dependencies = [("governance", "0031_minutes_locks")]

    operations = [migrations.RunSQL(MINUTES + VOTES + APPROVAL, BACK)]
