"""Coordinators write open pages; everybody reads the version whose day has come, and no other."""

from django.db import migrations

from network.schema import lock, show_openly

PAGE, VERSION = "governance_openpage", "governance_pageversion"
PUBLISHING, ADDRESS = "governance_publishing", "governance_pageaddress"

# What was said last of a page, of what has come into force: the version that everybody reads.
READ = (
    "(SELECT p.version_id FROM governance_publishing p"
    " WHERE p.network_id = {table}.network_id AND p.page_id = {key}"
    " AND p.since <= app.today() ORDER BY p.id DESC LIMIT 1)"
)
OPEN = (
    "EXISTS (SELECT 1 FROM governance_openpart o WHERE o.network_id = {table}.network_id"
    " AND o.part = '{part}'"
    " AND app.today() BETWEEN o.since AND coalesce(o.until, 'infinity'))"
)
ON = "app.today() BETWEEN {table}.since AND coalesce({table}.until, 'infinity')"


def _open(table: str, part: str) -> str:
    return OPEN.format(table=table, part=part)


ORDER = """
-- A version belongs to its page; a page keeps its kind and language; an address is its own.
CREATE FUNCTION app.keep_publishing() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.version_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM public.governance_pageversion v
         WHERE v.network_id = NEW.network_id AND v.id = NEW.version_id
           AND v.page_id = NEW.page_id)
    THEN
        RAISE EXCEPTION 'a page shows a version of its own'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_publishing_own';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER governance_publishing_own BEFORE INSERT ON governance_publishing
    FOR EACH ROW EXECUTE FUNCTION app.keep_publishing();

CREATE FUNCTION app.keep_open_page() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (NEW.kind, NEW.language, NEW.made_at) IS DISTINCT FROM
        (OLD.kind, OLD.language, OLD.made_at)
    THEN
        RAISE EXCEPTION 'a page stays in its language'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'governance_page_language';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER governance_openpage_stays BEFORE UPDATE ON governance_openpage
    FOR EACH ROW EXECUTE FUNCTION app.keep_open_page();
"""
NO_ORDER = """
DROP TRIGGER governance_openpage_stays ON governance_openpage;
DROP FUNCTION app.keep_open_page;
DROP TRIGGER governance_publishing_own ON governance_publishing;
DROP FUNCTION app.keep_publishing;
"""


class Migration(migrations.Migration):
    dependencies = [("governance", "0060_open_pages_and_map")]

    operations = [
        lock(PAGE, read=["whole"], write=["whole"], remove=[]),
        lock(
            VERSION,
            read=["whole"],
            write=[],
            insert=["whole"],
            keys={"page_id": PAGE},
            append_only=True,
        ),
        lock(
            PUBLISHING,
            read=["whole"],
            write=[],
            insert=["whole"],
            keys={"page_id": PAGE, "version_id": VERSION},
            append_only=True,
        ),
        lock(
            ADDRESS,
            read=["whole"],
            write=[],
            insert=["whole"],
            keys={"page_id": PAGE},
            append_only=True,
        ),
        lock("governance_openpart", read=["whole"], write=["whole"]),
        lock("governance_openevent", read=["everyone"], write=["whole"], remove=[]),
        migrations.RunSQL(ORDER, NO_ORDER),
        show_openly(PUBLISHING, clause="since <= app.today()"),
        show_openly(PAGE, clause=READ.format(table=PAGE, key=f"{PAGE}.id") + " IS NOT NULL"),
        show_openly(
            VERSION,
            clause=f"{VERSION}.id = " + READ.format(table=VERSION, key=f"{VERSION}.page_id"),
        ),
        show_openly(
            ADDRESS,
            clause=READ.format(table=ADDRESS, key=f"{ADDRESS}.page_id") + " IS NOT NULL",
        ),
        show_openly("governance_openpart", clause=ON.format(table="governance_openpart")),
        show_openly("governance_openevent", clause=_open("governance_openevent", "calendar")),
        show_openly("governance_bodykind", clause=_open("governance_bodykind", "bodies")),
        show_openly(
            "governance_body",
            clause=_open("governance_body", "bodies")
            + " AND "
            + ON.format(table="governance_body"),
        ),
        show_openly(
            "governance_mandate",
            clause=_open("governance_mandate", "bodies")
            + " AND "
            + ON.format(table="governance_mandate"),
        ),
    ]
