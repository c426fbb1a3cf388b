"""Who reads and writes procurements, contracts and suppliers.

The council, the steering committee and the economists read them; an authority reads the contracts
that it may call off from, with their prices. Nobody but the coordinators writes.
"""

from django.db import migrations

from network.schema import composite_key, lock

PROCUREMENT = {"procurement_id": "courses_procurement"}
MEMBER = {"membership_id": "members_membership"}
OVERSEE = ["whole", "council", "reports", "money"]
RIGHTS = (
    "SELECT r.procurement_id FROM courses_calloffright r"
    " WHERE r.membership_id = ANY ((SELECT app.memberships())::bigint[])"
)
CALLED = {"called": f"procurement_id IN ({RIGHTS})"}
SOLD_BY = f"SELECT p.supplier_id FROM courses_procurement p WHERE p.id IN ({RIGHTS})"  # noqa: S608

# A decided plan still learns which run it became, and which contract pays for it.
STANDS = """
CREATE OR REPLACE FUNCTION app.before_plan_part() RETURNS trigger
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
       AND NOT (TG_OP = 'UPDATE' AND old_part - {later} = new_part - {later}) THEN
        RAISE EXCEPTION 'a decided plan stands still'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'courses_plan_stands';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("courses", "0043_procurement")]

    operations = [
        lock(
            "courses_supplier",
            read=[*OVERSEE, "called"],
            write=["whole"],
            clauses={"called": f"id IN ({SOLD_BY})"},
        ),
        lock(
            "courses_samekind",
            read=["everyone"],
            write=["whole"],
            keys={"area_id": "courses_area"},
        ),
        lock("courses_purchaselimit", read=["everyone"], write=["whole"]),
        lock(
            "courses_procurement",
            read=[*OVERSEE, "called"],
            write=["whole"],
            clauses={"called": f"id IN ({RIGHTS})"},
            keys={
                "buyer_id": "members_membership",
                "same_kind_id": "courses_samekind",
                "supplier_id": "courses_supplier",
            },
        ),
        lock(
            "courses_contractoption",
            read=[*OVERSEE, "called"],
            write=["whole"],
            clauses=CALLED,
            keys=PROCUREMENT,
        ),
        lock(
            "courses_contractprice",
            read=[*OVERSEE, "called"],
            write=["whole"],
            clauses=CALLED,
            keys=PROCUREMENT,
        ),
        lock(
            "courses_procurementcandidate",
            read=[*OVERSEE, "called"],
            write=["whole"],
            clauses=CALLED,
            keys={
                **PROCUREMENT,
                "candidate_id": "courses_candidate",
                "course_id": "courses_course",
            },
        ),
        lock(
            "courses_calloffright",
            read=[*OVERSEE, "ours"],
            write=["whole"],
            keys={**PROCUREMENT, **MEMBER},
        ),
        *(
            migrations.RunSQL(
                composite_key(table, "procurement_id", "courses_procurement"),
                f"ALTER TABLE {table} DROP CONSTRAINT {table}_procurement_id_in_network;"
                f" DROP INDEX {table}_procurement_id_idx;",
            )
            for table in ("courses_costline", "courses_plannedrun")
        ),
        migrations.RunSQL(
            STANDS.replace("{later}", "'run_id' - 'procurement_id'"),
            STANDS.replace("{later}", "'run_id'"),
        ),
    ]
