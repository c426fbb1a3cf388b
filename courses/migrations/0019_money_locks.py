"""The locks on late fees, costs and settlements, and what of them is never changed again."""

from django.db import migrations

from network.schema import lock

KEEP = """
-- The hour of a withdrawal is the database's, the same as that of whom it lets move up: so the
-- late fee knows who took the seat. The portal itself may write of another hour.
CREATE FUNCTION app.time_withdrawal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT app.system() AND app.net() IS NOT NULL THEN
        NEW.at := now();
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER times_withdrawal BEFORE INSERT ON courses_withdrawal
    FOR EACH ROW EXECUTE FUNCTION app.time_withdrawal();

-- A policy that has begun only ends; another takes over from a day.
CREATE FUNCTION app.keep_late_fee_policy() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF coalesce(OLD.since, '-infinity') <= current_date AND OLD.laid_at <> now() AND (
        TG_OP = 'DELETE' OR to_jsonb(NEW) - 'until' <> to_jsonb(OLD) - 'until'
        OR coalesce(NEW.until, 'infinity') < current_date - 1
    ) THEN
        RAISE EXCEPTION 'a rule for late withdrawal that has begun stays as it is'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'courses_late_fee_begun';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER keeps_policy BEFORE UPDATE OR DELETE ON courses_latefeepolicy
    FOR EACH ROW EXECUTE FUNCTION app.keep_late_fee_policy();

CREATE FUNCTION app.keep_late_fee_tier() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    it public.courses_latefeetier;
BEGIN
    it := CASE WHEN TG_OP = 'INSERT' THEN NEW ELSE OLD END;
    IF EXISTS (
        SELECT FROM public.courses_latefeepolicy p
         WHERE p.network_id = it.network_id AND p.id = it.policy_id AND p.laid_at <> now()
           AND coalesce(p.since, '-infinity') <= current_date
    ) THEN
        RAISE EXCEPTION 'a rule for late withdrawal that has begun stays as it is'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'courses_late_fee_begun';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
REVOKE ALL ON FUNCTION app.keep_late_fee_tier FROM PUBLIC;
CREATE TRIGGER keeps_tier BEFORE INSERT OR UPDATE OR DELETE ON courses_latefeetier
    FOR EACH ROW EXECUTE FUNCTION app.keep_late_fee_tier();

-- What was settled was settled by these lines, and no seat is missed after that. The run's row
-- is held, so that a settlement at the same moment waits, or is seen.
CREATE FUNCTION app.keep_settled() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    the_row jsonb := CASE WHEN TG_OP = 'DELETE' THEN to_jsonb(OLD) ELSE to_jsonb(NEW) END;
BEGIN
    PERFORM FROM public.courses_run r
      WHERE r.network_id = (the_row ->> 'network_id')::bigint
        AND r.id = (the_row ->> 'run_id')::bigint FOR SHARE;
    IF EXISTS (
        SELECT FROM public.courses_settlement s
         WHERE s.network_id = (the_row ->> 'network_id')::bigint
           AND s.run_id = (the_row ->> 'run_id')::bigint
    ) THEN
        RAISE EXCEPTION 'the run is settled'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'courses_run_settled';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
REVOKE ALL ON FUNCTION app.keep_settled FROM PUBLIC;
CREATE TRIGGER keeps_settled BEFORE INSERT OR UPDATE OR DELETE ON courses_costline
    FOR EACH ROW EXECUTE FUNCTION app.keep_settled();
CREATE TRIGGER keeps_settled BEFORE INSERT OR UPDATE OR DELETE ON courses_noshow
    FOR EACH ROW EXECUTE FUNCTION app.keep_settled();

-- A settlement is the sum of its shares: at self-cost they and the late fees are the cost.
CREATE FUNCTION app.check_settlement() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    the_settlement bigint := (to_jsonb(NEW) ->> TG_ARGV[0])::bigint;
    laid record;
    shares record;
BEGIN
    SELECT * INTO laid FROM public.courses_settlement s
     WHERE s.network_id = NEW.network_id AND s.id = the_settlement;
    SELECT coalesce(sum(p.final), 0) AS final, coalesce(sum(p.late), 0) AS late,
           coalesce(sum(p.seats), 0) AS seats INTO shares
      FROM public.courses_settlementshare p
     WHERE p.network_id = NEW.network_id AND p.settlement_id = the_settlement;
    IF laid.charged <> shares.final OR laid.late <> shares.late OR laid.seats <> shares.seats
       OR (laid.basis = 'self_cost' AND shares.seats > 0
           AND shares.final <> greatest(laid.cost - shares.late, 0))
    THEN
        RAISE EXCEPTION 'the shares do not add up to the settlement'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION app.check_settlement FROM PUBLIC;
CREATE CONSTRAINT TRIGGER courses_settlement_sum AFTER INSERT ON courses_settlement
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.check_settlement('id');
CREATE CONSTRAINT TRIGGER courses_share_sum AFTER INSERT ON courses_settlementshare
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION app.check_settlement('settlement_id');
"""

UNDO = """
DROP TRIGGER courses_share_sum ON courses_settlementshare;
DROP TRIGGER courses_settlement_sum ON courses_settlement;
DROP FUNCTION app.check_settlement;
DROP TRIGGER keeps_settled ON courses_noshow;
DROP TRIGGER keeps_settled ON courses_costline;
DROP FUNCTION app.keep_settled;
DROP TRIGGER keeps_tier ON courses_latefeetier;
DROP FUNCTION app.keep_late_fee_tier;
DROP TRIGGER keeps_policy ON courses_latefeepolicy;
DROP FUNCTION app.keep_late_fee_policy;
DROP TRIGGER times_withdrawal ON courses_withdrawal;
DROP FUNCTION app.time_withdrawal;
"""

RUN = {"run_id": "courses_run"}
ENROLMENT = {"enrolment_id": "courses_enrolment"}
MEMBERSHIP = {"membership_id": "members_membership"}
FOLLOWERS = ["whole", "money", "reports"]
# The own shares are all that an authority sees through their policy.
SHARED = (
    "id IN (SELECT p.settlement_id FROM courses_settlementshare p"
    " WHERE p.membership_id = ANY ((SELECT app.memberships())::bigint[]))"
)


class Migration(migrations.Migration):
    dependencies = [("courses", "0018_money")]

    operations = [
        lock(
            "courses_latefee",
            read=["whole", "ours", "mine"],
            write=["whole"],
            insert=[],
            remove=[],
            keys={
                **RUN,
                **ENROLMENT,
                **MEMBERSHIP,
                "person_id": "members_person",
                "replaced_by_id": "courses_enrolment",
            },
        ),
        lock("courses_noshow", read=["whole"], write=["whole"], keys={**RUN, **ENROLMENT}),
        lock("courses_costline", read=FOLLOWERS, write=["whole", "money"], keys=RUN),
        lock(
            "courses_settlement",
            read=[*FOLLOWERS, "shared"],
            write=["whole"],
            clauses={"shared": SHARED},
            keys=RUN,
            append_only=True,
        ),
        lock(
            "courses_settlementshare",
            read=[*FOLLOWERS, "ours"],
            write=["whole"],
            keys={**RUN, **MEMBERSHIP, "settlement_id": "courses_settlement"},
            append_only=True,
        ),
        lock(
            "courses_runmove",
            read=["everyone"],
            write=["whole"],
            keys={**RUN, "next_run_id": "courses_run"},
            append_only=True,
        ),
        migrations.RunSQL(KEEP, UNDO),
    ]
