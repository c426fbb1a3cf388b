"""What an outside party may do by the address of its agreement.

The address opens no scope: three functions find its loan by the digest of the address, and read
or add for that loan and that side alone. A comment is never rewritten, only settled.
"""

from django.db import migrations

from network.schema import lock

OURS = "((SELECT app.memberships())::bigint[])"
HR = (
    "EXISTS (SELECT 1 FROM loans_loan l"  # noqa: S608 - made of the tables' own names
    " WHERE l.network_id = loans_agreementaddress.network_id"
    " AND l.id = loans_agreementaddress.loan_id"
    f" AND (l.lender_id = ANY ({OURS}) OR l.borrower_id = ANY ({OURS})))"
)

SETTLED = """
REVOKE UPDATE ON loans_comment FROM portal_app;
GRANT UPDATE (settled_at) ON loans_comment TO portal_app;
"""
NOT_SETTLED = """
GRANT UPDATE ON loans_comment TO portal_app;
"""

OUTSIDE = """
-- What the holder of an address may know: the newest version, what has been said about the
-- agreement, who has signed. NULL for an address that is none.
CREATE FUNCTION app.agreement_at(p_net bigint, p_digest bytea) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT jsonb_build_object(
        'is_open', a.ended_at IS NULL AND a.expires_at > now(),
        'side', a.side, 'loan', l.id, 'stage', l.stage, 'party', t.name,
        'contact', t.contact, 'until', a.expires_at,
        'number', w.number, 'digest', w.digest, 'content', w.content, 'text', w.content::text,
        'written_by', w.by_name, 'written_at', w.at,
        'signatures', (SELECT coalesce(jsonb_agg(jsonb_build_object(
                'side', s.side, 'how', s.how, 'by_name', s.by_name, 'by_title', s.by_title,
                'at', s.at) ORDER BY s.at, s.id), '[]')
            FROM public.loans_signature s
           WHERE s.network_id = w.network_id AND s.wording_id = w.id AND s.fell_at IS NULL),
        'comments', (SELECT coalesce(jsonb_agg(jsonb_build_object(
                'clause', c.clause, 'side', c.side, 'by_name', c.by_name, 'text', c.text,
                'at', c.at, 'settled', c.settled_at IS NOT NULL) ORDER BY c.at, c.id), '[]')
            FROM public.loans_comment c
            JOIN public.loans_wording v ON v.network_id = c.network_id AND v.id = c.wording_id
           WHERE v.network_id = l.network_id AND v.loan_id = l.id))
      FROM public.loans_agreementaddress a
      JOIN public.loans_loan l ON l.network_id = a.network_id AND l.id = a.loan_id
      JOIN public.loans_outsideparty t ON t.network_id = l.network_id
       AND t.id = CASE a.side WHEN 'lender' THEN l.lender_party_id ELSE l.borrower_party_id END
      JOIN LATERAL (SELECT * FROM public.loans_wording x
                     WHERE x.network_id = l.network_id AND x.loan_id = l.id
                     ORDER BY x.number DESC LIMIT 1) w ON true
     WHERE a.network_id = p_net AND a.digest = p_digest
$$;

-- A comment from the holder of an address; at most two hundred of them.
CREATE FUNCTION app.comment_at(
    p_net bigint, p_digest bytea, p_clause text, p_text text, p_name text
) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    address public.loans_agreementaddress;
    wording bigint;
BEGIN
    SELECT a.* INTO address FROM public.loans_agreementaddress a
     WHERE a.network_id = p_net AND a.digest = p_digest FOR UPDATE;
    IF NOT FOUND THEN RETURN 'unknown'; END IF;
    IF address.ended_at IS NOT NULL OR address.expires_at <= now() OR NOT EXISTS (
        SELECT FROM public.loans_loan l
         WHERE l.network_id = p_net AND l.id = address.loan_id
           AND (l.stage = 'draft' OR l.stage = 'review'))
    THEN RETURN 'over'; END IF;
    IF (SELECT count(*) FROM public.loans_comment c
          JOIN public.loans_wording w ON w.network_id = c.network_id AND w.id = c.wording_id
         WHERE w.network_id = p_net AND w.loan_id = address.loan_id AND c.user_id IS NULL) >= 200
    THEN RETURN 'full'; END IF;
    -- A double click has one effect.
    IF EXISTS (SELECT FROM public.loans_comment c
                 JOIN public.loans_wording w ON w.network_id = c.network_id AND w.id = c.wording_id
                WHERE w.network_id = p_net AND w.loan_id = address.loan_id AND c.user_id IS NULL
                  AND c.clause = p_clause AND c.text = p_text
                  AND c.at > now() - interval '10 minutes')
    THEN RETURN 'kept'; END IF;
    SELECT w.id INTO wording FROM public.loans_wording w
     WHERE w.network_id = p_net AND w.loan_id = address.loan_id ORDER BY w.number DESC LIMIT 1;
    INSERT INTO public.loans_comment (network_id, wording_id, clause, side, by_name, text, at)
    VALUES (p_net, wording, p_clause, address.side, p_name, p_text, now());
    INSERT INTO public.network_errand
        (network_id, name, key, facts, due_at, attempts, error, created_at)
    VALUES (p_net, 'loans.begin_news',
        'outside-' || address.loan_id || '-' || extract(epoch FROM now())::bigint,
        jsonb_build_object('loan_id', address.loan_id), now(), 0, '', now())
    ON CONFLICT DO NOTHING;
    RETURN 'kept';
END $$;

-- The signed paper of the holder of an address, on the version that they read; the errand tells
-- the other side, and looks how far the loan has come.
CREATE FUNCTION app.sign_at(
    p_net bigint, p_digest bytea, p_wording_digest text, p_file text, p_content bytea,
    p_sha256 text, p_name text, p_title text
) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    address public.loans_agreementaddress;
    wording public.loans_wording;
    kept bigint;
    given bigint;
BEGIN
    IF app.net() IS NOT NULL THEN
        RAISE EXCEPTION 'an address is used outside every scope'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT a.* INTO address FROM public.loans_agreementaddress a
     WHERE a.network_id = p_net AND a.digest = p_digest FOR UPDATE;
    IF NOT FOUND THEN RETURN 'unknown'; END IF;
    IF address.ended_at IS NOT NULL OR address.expires_at <= now() THEN RETURN 'over'; END IF;
    PERFORM FROM public.loans_loan l
      WHERE l.network_id = p_net AND l.id = address.loan_id
        AND (l.stage = 'draft' OR l.stage = 'review') FOR UPDATE;
    IF NOT FOUND THEN RETURN 'over'; END IF;
    SELECT w.* INTO wording FROM public.loans_wording w
     WHERE w.network_id = p_net AND w.loan_id = address.loan_id ORDER BY w.number DESC LIMIT 1;
    IF wording.digest <> p_wording_digest THEN RETURN 'newer'; END IF;
    IF EXISTS (SELECT FROM public.loans_signature s
                WHERE s.network_id = p_net AND s.wording_id = wording.id
                  AND s.side = address.side AND s.fell_at IS NULL)
    THEN RETURN 'signed'; END IF;
    -- The portal itself lays the paper in, as it does for nobody else: no scope is open here.
    PERFORM app.set_scope(p_net, NULL, false, false, false, true, '{}', '{}', '{}');
    INSERT INTO public.loans_agreementfile
        (network_id, wording_id, kind, side, name, content, sha256, at)
    VALUES (p_net, wording.id, 'uploaded', address.side, p_file, p_content, p_sha256, now())
    RETURNING id INTO kept;
    INSERT INTO public.loans_signature
        (network_id, wording_id, side, how, digest, file_id, by_name, by_title, at)
    VALUES (p_net, wording.id, address.side, 'upload', wording.digest, kept, p_name, p_title, now())
    RETURNING id INTO given;
    PERFORM app.leave();
    INSERT INTO public.network_errand
        (network_id, name, key, facts, due_at, attempts, error, created_at)
    VALUES (p_net, 'loans.follow_signature', given::text,
        jsonb_build_object('signature_id', given), now(), 0, '', now())
    ON CONFLICT DO NOTHING;
    RETURN 'kept';
END $$;
REVOKE ALL ON FUNCTION app.agreement_at, app.comment_at, app.sign_at FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.agreement_at, app.comment_at, app.sign_at TO portal_app;
"""
NOT_OUTSIDE = "DROP FUNCTION app.sign_at, app.comment_at, app.agreement_at;"


class Migration(migrations.Migration):
    dependencies = [
        ("loans", "0030_agreement_address"),
    ]

    operations = [
        lock(
            "loans_agreementaddress",
            read=["whole", "hr"],
            write=["whole", "hr"],
            remove=[],
            clauses={"hr": HR},
            keys={"loan_id": "loans_loan"},
        ),
        migrations.RunSQL(SETTLED, NOT_SETTLED),
        migrations.RunSQL(OUTSIDE, NOT_OUTSIDE),
    ]
