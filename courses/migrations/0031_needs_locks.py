"""Who reads and writes needs assessments, answers, plans and the council's decisions.

An answer is one authority's; the council and the steering committee read all of them, nobody else
another's. A line of an answer is written in while it is a draft; afterwards it may only be put to
another candidate, by who puts the needs together. A decided plan stands still.
"""

from django.db import migrations

from network.schema import lock

CAMPAIGN = {"campaign_id": "courses_campaign"}
CANDIDATE = {"candidate_id": "courses_candidate"}
MEMBER = {"membership_id": "members_membership"}
ANSWER = {"answer_id": "courses_needsanswer"}
PLAN = {"plan_id": "courses_plan"}
OVERSEE = ["whole", "council", "reports"]

KEPT = """
-- Lines and replies of an answer that is no draft stand still; a line may get another candidate.
CREATE FUNCTION app.before_need_line() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    old_line jsonb := CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE to_jsonb(OLD) END;
    new_line jsonb := CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE to_jsonb(NEW) END;
    line jsonb := coalesce(new_line, old_line);
    stands text;
    theirs bigint;
BEGIN
    SELECT a.state, a.membership_id INTO stands, theirs FROM public.courses_needsanswer a
     WHERE a.network_id = (line ->> 'network_id')::bigint AND a.id = (line ->> 'answer_id')::bigint
       FOR SHARE;
    IF TG_OP <> 'DELETE' AND theirs IS NOT NULL
       AND theirs <> (line ->> 'membership_id')::bigint THEN
        RAISE EXCEPTION 'a line belongs to the authority of its answer'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'courses_need_line_theirs';
    END IF;
    IF TG_OP = 'UPDATE' AND old_line - 'candidate_id' = new_line - 'candidate_id'
       AND (app.whole() OR app.system() OR stands = 'draft') THEN
        RETURN NEW;
    END IF;
    IF coalesce(stands, 'draft') <> 'draft' THEN
        RAISE EXCEPTION 'an answer that was sent is not written in'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'courses_needs_answer_closed';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER keeps_sent_answer BEFORE INSERT OR UPDATE OR DELETE ON courses_needline
    FOR EACH ROW EXECUTE FUNCTION app.before_need_line();
CREATE TRIGGER keeps_sent_answer BEFORE INSERT OR UPDATE OR DELETE ON courses_needsreply
    FOR EACH ROW EXECUTE FUNCTION app.before_need_line();

-- What the council decided stands: its runs, seats and rules are not changed any more, but for
-- the run that publishing makes.
CREATE FUNCTION app.before_plan_part() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    old_part jsonb := CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE to_jsonb(OLD) END;
    new_part jsonb := CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE to_jsonb(NEW) END;
    part jsonb := coalesce(new_part, old_part);
    stands text;
BEGIN
    SELECT p.state INTO stands FROM public.courses_plan p
     WHERE p.network_id = (part ->> 'network_id')::bigint
       AND p.id = CASE WHEN TG_TABLE_NAME = 'courses_plannedseats'
           THEN (SELECT r.plan_id FROM public.courses_plannedrun r
                  WHERE r.network_id = (part ->> 'network_id')::bigint
                    AND r.id = (part ->> 'planned_run_id')::bigint)
           ELSE (part ->> 'plan_id')::bigint END;
    IF coalesce(stands, 'variant') <> 'variant'
       AND NOT (TG_OP = 'UPDATE' AND old_part - 'run_id' = new_part - 'run_id') THEN
        RAISE EXCEPTION 'a decided plan stands still'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'courses_plan_stands';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER keeps_decided_plan BEFORE INSERT OR UPDATE OR DELETE ON courses_plannedrun
    FOR EACH ROW EXECUTE FUNCTION app.before_plan_part();
CREATE TRIGGER keeps_decided_plan BEFORE INSERT OR UPDATE OR DELETE ON courses_plannedseats
    FOR EACH ROW EXECUTE FUNCTION app.before_plan_part();
CREATE TRIGGER keeps_decided_plan BEFORE INSERT OR UPDATE OR DELETE ON courses_planrule
    FOR EACH ROW EXECUTE FUNCTION app.before_plan_part();
REVOKE ALL ON FUNCTION app.before_need_line, app.before_plan_part FROM PUBLIC;
"""
UNKEEP = "DROP FUNCTION app.before_need_line, app.before_plan_part CASCADE;"


class Migration(migrations.Migration):
    dependencies = [("courses", "0030_needs"), ("members", "0011_council")]

    operations = [
        lock(
            "courses_campaign",
            read=["everyone"],
            write=["whole"],
            keys={"previous_id": "courses_campaign"},
        ),
        lock("courses_campaignquestion", read=["everyone"], write=["whole"], keys=CAMPAIGN),
        lock(
            "courses_candidate",
            read=["everyone"],
            write=["whole"],
            keys={
                **CAMPAIGN,
                "course_id": "courses_course",
                "area_id": "courses_area",
                "merged_into_id": "courses_candidate",
            },
        ),
        lock("courses_costing", read=OVERSEE, write=["whole"], keys=CANDIDATE),
        lock(
            "courses_needsanswer",
            read=[*OVERSEE, "ours", "approves"],
            write=["whole", "ours", "approves"],
            insert=["whole", "ours"],
            remove=["whole", "ours"],
            clauses={"approves": "approver_id = ANY ((SELECT app.people())::bigint[])"},
            keys={
                **CAMPAIGN,
                **MEMBER,
                "approver_id": "members_person",
                "approved_by_id": "members_person",
            },
        ),
        lock(
            "courses_needline",
            read=[*OVERSEE, "ours", "approves"],
            write=["whole", "ours"],
            clauses={
                "approves": "answer_id IN (SELECT a.id FROM courses_needsanswer a"
                " WHERE a.approver_id = ANY ((SELECT app.people())::bigint[]))"
            },
            keys={**ANSWER, **MEMBER, **CANDIDATE, "area_id": "courses_area"},
        ),
        lock(
            "courses_needsreply",
            read=[*OVERSEE, "ours", "approves"],
            write=["whole", "ours"],
            clauses={
                "approves": "answer_id IN (SELECT a.id FROM courses_needsanswer a"
                " WHERE a.approver_id = ANY ((SELECT app.people())::bigint[]))"
            },
            keys={**ANSWER, **MEMBER, "question_id": "courses_campaignquestion"},
        ),
        lock(
            "courses_reopening",
            read=[*OVERSEE, "ours"],
            write=["whole"],
            keys={**ANSWER, **MEMBER},
            append_only=True,
        ),
        lock(
            "courses_plan",
            read=[*OVERSEE, "shown"],
            write=["whole"],
            clauses={"shown": "(state = 'published' OR state = 'replaced')"},
            keys=CAMPAIGN,
        ),
        lock("courses_planrule", read=OVERSEE, write=["whole"], keys={**PLAN, **CANDIDATE}),
        lock(
            "courses_plannedrun",
            read=[*OVERSEE, "shown"],
            write=["whole"],
            clauses={"shown": "run_id IS NOT NULL"},
            keys={
                **PLAN,
                **CANDIDATE,
                "host_id": "members_membership",
                "run_id": "courses_run",
            },
        ),
        lock(
            "courses_plannedseats",
            read=[*OVERSEE, "ours"],
            write=["whole"],
            keys={"planned_run_id": "courses_plannedrun", **MEMBER},
        ),
        lock(
            "courses_decision",
            read=["everyone"],
            write=["whole"],
            keys={**CANDIDATE, **PLAN},
            append_only=True,
        ),
        migrations.RunSQL(KEPT, UNKEEP),
    ]
