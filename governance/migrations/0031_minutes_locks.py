"""Who reads and writes minutes, votes and approvals, and what the database holds of them."""

from importlib import import_module

from django.db import migrations

from network.schema import lock

MEETING, ITEM = "governance_meeting", "governance_agendaitem"
MANDATE, HOLDER, VOTE = "governance_mandate", "governance_holder", "governance_vote"
OF_ITEM = {"item_id": ITEM, "meeting_id": MEETING}
KEPT_MEETING = " AND m.body_id = ANY ((SELECT app.bodies_kept())::bigint[])"
SAT_MEETING = " AND m.body_id = ANY ((SELECT app.bodies())::bigint[])"

_before = import_module("governance.migrations.0002_locks")
_first = _before.ORDER.index("CREATE FUNCTION app.item_is_quorate")
_last = _before.ORDER.index("REVOKE ALL ON FUNCTION app.item_is_quorate")
QUORUM_BEFORE = _before.ORDER[_first:_last].replace("CREATE", "CREATE OR REPLACE", 1)

PLACES = """
-- The mandates that the scope's own people hold on a meeting's item: who attends it for the
-- mandate; in writing the ordinary member, or a deputy where there is none.
CREATE FUNCTION app.mandates_to_vote(meeting bigint) RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(DISTINCT h.mandate_id), '{}')
      FROM public.governance_meeting m
      JOIN public.governance_mandate t ON t.network_id = m.network_id AND t.body_id = m.body_id
      JOIN public.governance_holder h ON h.network_id = t.network_id AND h.mandate_id = t.id
     WHERE m.network_id = app.net() AND m.id = $1
       AND h.person_id = ANY ((app.people())::bigint[])
       AND CASE m.kind WHEN 'written' THEN
           app.today() BETWEEN h.since AND coalesce(h.until, 'infinity')
           AND (h.rank = 'member' OR NOT EXISTS (
               SELECT FROM public.governance_holder o
                WHERE o.network_id = t.network_id AND o.mandate_id = t.id AND o.rank = 'member'
                  AND app.today() BETWEEN o.since AND coalesce(o.until, 'infinity')))
       ELSE EXISTS (
           SELECT FROM public.governance_attendance a
            WHERE a.network_id = m.network_id AND a.meeting_id = m.id AND a.mandate_id = t.id
              AND a.holder_id = h.id AND a.presence <> 'absent') END
$$;
REVOKE ALL ON FUNCTION app.mandates_to_vote FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.mandates_to_vote TO portal_app;

-- As what the scope's own people are named where somebody holds a mandate.
CREATE FUNCTION app.own_holders() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(h.id), '{}') FROM public.governance_holder h
     WHERE h.network_id = app.net() AND h.person_id = ANY ((app.people())::bigint[])
$$;
REVOKE ALL ON FUNCTION app.own_holders FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.own_holders TO portal_app;

-- How many votes a mandate has: one, or what the body gives the member's level on the day.
CREATE FUNCTION app.vote_weight(network bigint, mandate bigint, day date) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE b.votes_by WHEN 'level' THEN coalesce((
               SELECT (b.level_votes ->> s.level)::integer FROM public.members_standing s
                WHERE s.network_id = t.network_id AND s.membership_id = t.membership_id
                  AND $3 BETWEEN coalesce(s.since, '-infinity') AND coalesce(s.until, 'infinity')
           ), 1) ELSE 1 END
      FROM public.governance_mandate t
      JOIN public.governance_body b ON b.network_id = t.network_id AND b.id = t.body_id
     WHERE t.network_id = $1 AND t.id = $2
$$;
REVOKE ALL ON FUNCTION app.vote_weight FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.vote_weight TO portal_app;

-- Who is disqualified leaves the quorum of the item: neither among those present, nor those of
-- whom more than a share must be.
CREATE OR REPLACE FUNCTION app.item_is_quorate(network bigint, meeting bigint, item bigint)
RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT count(*) FILTER (WHERE a.id IS NOT NULL) * 100 > count(*) * b.quorum_percent
      FROM public.governance_meeting m
      JOIN public.governance_body b ON b.network_id = m.network_id AND b.id = m.body_id
      JOIN public.governance_mandate t ON t.network_id = m.network_id AND t.body_id = b.id
           AND t.votes AND (m.starts AT TIME ZONE 'Europe/Stockholm')::date
               BETWEEN t.since AND coalesce(t.until, 'infinity')
           AND NOT EXISTS (SELECT FROM public.governance_disqualification d
                            WHERE d.network_id = m.network_id AND d.item_id = $3
                              AND d.mandate_id = t.id)
      LEFT JOIN public.governance_agendaitem i ON i.network_id = m.network_id AND i.id = $3
      LEFT JOIN public.governance_attendance a ON a.network_id = m.network_id
           AND a.meeting_id = m.id AND a.mandate_id = t.id AND a.presence <> 'absent'
           AND (i.paragraph IS NULL OR i.paragraph BETWEEN coalesce(a.from_paragraph, 0)
                AND coalesce(a.to_paragraph, 32767))
     WHERE m.network_id = $1 AND m.id = $2
     GROUP BY b.quorum_percent
$$;
"""
NO_PLACES = """
DROP FUNCTION app.vote_weight;
DROP FUNCTION app.own_holders;
DROP FUNCTION app.mandates_to_vote;
"""


def of_meeting(table: str, extra: str) -> str:
    """The row's meeting is one that the reader sees, and one more condition."""
    return str(_before.of_meeting(table, extra))


def _open(table: str, **more: str) -> dict[str, str]:
    return {
        "sits": of_meeting(table, SAT_MEETING),
        "kept": of_meeting(table, KEPT_MEETING),
        **more,
    }


class Migration(migrations.Migration):
    dependencies = [("governance", "0030_minutes_and_votes")]

    operations = [
        migrations.RunSQL(PLACES, QUORUM_BEFORE + NO_PLACES),
        lock(
            "governance_minutesversion",
            read=["whole", "sits"],
            write=["whole", "kept"],
            clauses=_open("governance_minutesversion"),
            keys=OF_ITEM,
            append_only=True,
        ),
        lock(
            "governance_disqualification",
            read=["whole", "sits"],
            write=["whole", "kept"],
            clauses=_open("governance_disqualification"),
            keys={**OF_ITEM, "mandate_id": MANDATE},
        ),
        lock(
            VOTE,
            read=["whole", "sits"],
            write=["whole", "kept"],
            clauses=_open(VOTE),
            keys=OF_ITEM,
        ),
        lock(
            "governance_ballot",
            read=["whole", "sits"],
            write=["whole", "kept", "own"],
            clauses=_open(
                "governance_ballot", own="mandate_id = ANY (app.mandates_to_vote(meeting_id))"
            ),
            keys={
                "vote_id": VOTE,
                "meeting_id": MEETING,
                "mandate_id": MANDATE,
                "holder_id": HOLDER,
            },
        ),
        lock(
            "governance_approver",
            read=["whole", "sits"],
            write=["whole", "kept", "own"],
            insert=["whole", "kept"],
            remove=["whole", "kept"],
            clauses=_open(
                "governance_approver",
                own="holder_id = ANY ((SELECT app.own_holders())::bigint[])",
            ),
            keys={"meeting_id": MEETING, "holder_id": HOLDER},
        ),
        lock(
            "governance_approvedminutes",
            read=["whole", "of_meeting"],
            write=[],
            clauses={"of_meeting": of_meeting("governance_approvedminutes", "")},
            keys={"meeting_id": MEETING},
            append_only=True,
        ),
    ]
