"""Who reads and writes what of a loan, and the order in which a loan may come about.

Interest is the person's and the manager's until the manager's yes; an agreement is its two
parties', the person's, the manager's and the coordinators'; what a loan costs is its two
parties' and the economist's.
"""

from django.db import migrations

from network.schema import lock

NOTICE, APPROACH, INTEREST = "loans_notice", "loans_approach", "loans_interest"
LOAN, WORDING, STATEMENT = "loans_loan", "loans_wording", "loans_statement"
PERSON, MEMBERSHIP, PARTY = "members_person", "members_membership", "loans_outsideparty"

PEOPLE = "((SELECT app.people())::bigint[])"
STAFF = "((SELECT app.staff())::bigint[])"
OURS = "((SELECT app.memberships())::bigint[])"
ON_THE_BOARD = "published_at IS NOT NULL"
OWN_DRAFT = f"""(written_by_id = ANY ({PEOPLE}) AND published_at IS NULL AND EXISTS (
SELECT 1 FROM members_person p WHERE p.network_id = loans_notice.network_id
   AND p.id = loans_notice.written_by_id AND p.membership_id = loans_notice.membership_id))"""  # noqa: S608 - made of the tables' own names


def notice_of(table: str) -> str:
    """The row's notice is one's own authority's."""
    return (
        "EXISTS (SELECT 1 FROM loans_notice n"  # noqa: S608 - made of the tables' own names
        f" WHERE n.network_id = {table}.network_id AND n.id = {table}.notice_id"
        f" AND n.membership_id = ANY ({OURS}))"
    )


def person_without_manager(table: str) -> str:
    """The row is about somebody of one's own authority for whom no manager is registered."""
    return (
        "EXISTS (SELECT 1 FROM members_person p"  # noqa: S608 - made of the tables' own names
        f" WHERE p.network_id = {table}.network_id AND p.id = {table}.person_id"
        f" AND p.manager_id IS NULL AND p.membership_id = ANY ({OURS}))"
    )


APPROACHED_BY_US = f"""EXISTS (SELECT 1 FROM loans_approach a
 WHERE a.network_id = loans_interest.network_id AND a.id = loans_interest.approach_id
   AND a.membership_id = ANY ({OURS}))"""  # noqa: S608 - made of the tables' own names
AGREED = "app.loan_interest_agreed(id)"
INTERESTS = {
    "agreed_near": f"({AGREED} AND (membership_id = ANY ({OURS}) OR {notice_of(INTEREST)}"
    f" OR {APPROACHED_BY_US}))",
    "agreed_whole": f"({AGREED} AND (SELECT app.whole()))",
    "outside_whole": "(person_id IS NULL AND (SELECT app.whole()))",
    "managerless": person_without_manager(INTEREST),
    "named_by_hr": f"(approach_id IS NOT NULL AND membership_id = ANY ({OURS}))",
    "chosen_by": notice_of(INTEREST),
}
OF_INTEREST = """EXISTS (SELECT 1 FROM loans_interest i
 WHERE i.network_id = loans_consent.network_id AND i.id = loans_consent.interest_id)"""
CONSENTS = {
    "of_interest": OF_INTEREST,
    "managerless": person_without_manager("loans_consent"),
    "outside_whole": "(person_id IS NULL AND (SELECT app.whole()))",
}
PARTIES = {
    "lends": f"lender_id = ANY ({OURS})",
    "borrows": f"borrower_id = ANY ({OURS})",
    "leads": f"leader_id = ANY ({PEOPLE})",
}


def of_loan(table: str, extra: str = "") -> str:
    """The row's loan is one that the reader sees; the loan's own policies answer that."""
    return (
        "EXISTS (SELECT 1 FROM loans_loan l"  # noqa: S608 - made of the tables' own names
        f" WHERE l.network_id = {table}.network_id AND l.id = {table}.loan_id{extra})"
    )


def of_wording(table: str, extra: str = "") -> str:
    """The same for what hangs on a wording."""
    return (
        "EXISTS (SELECT 1 FROM loans_wording w"  # noqa: S608 - made of the tables' own names
        " JOIN loans_loan l ON l.network_id = w.network_id AND l.id = w.loan_id"
        f" WHERE w.network_id = {table}.network_id AND w.id = {table}.wording_id{extra})"
    )


HR = f" AND (l.lender_id = ANY ({OURS}) OR l.borrower_id = ANY ({OURS}))"
LEADING = (
    f" AND (l.lender_id = ANY ({OURS}) OR l.borrower_id = ANY ({OURS})"
    f" OR l.leader_id = ANY ({PEOPLE}))"
)
LENDING = f" AND l.lender_id = ANY ({OURS})"
OF_STATEMENT = """EXISTS (SELECT 1 FROM loans_statement s
 WHERE s.network_id = loans_statementline.network_id AND s.id = loans_statementline.statement_id)"""
LENDING_STATEMENT = f"""EXISTS (SELECT 1 FROM loans_statement s
  JOIN loans_loan l ON l.network_id = s.network_id AND l.id = s.loan_id
 WHERE s.network_id = loans_statementline.network_id AND s.id = loans_statementline.statement_id
   AND s.approved_at IS NULL AND l.lender_id = ANY ({OURS}))"""  # noqa: S608 - made of the tables' own names

AGREEING = """
-- Whether the manager's yes stands. A policy of the interest asks it, and the consent's own
-- policy asks for the interest: a plain sub-select would go round in a ring.
CREATE FUNCTION app.loan_interest_agreed(interest bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM public.loans_consent c
                    WHERE c.network_id = (SELECT app.net()) AND c.interest_id = $1
                      AND c.given AND c.withdrawn_at IS NULL)
$$;
REVOKE ALL ON FUNCTION app.loan_interest_agreed FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.loan_interest_agreed TO portal_app;
"""
NOT_AGREEING = "DROP FUNCTION app.loan_interest_agreed;"


class Migration(migrations.Migration):
    dependencies = [
        ("loans", "0001_programme"),
        ("members", "0016_competence_locks"),
    ]

    operations = [
        migrations.RunSQL(AGREEING, NOT_AGREEING),
        lock("loans_outsideparty", read=["everyone"], write=["whole"], remove=[]),
        lock("loans_sisternetwork", read=["everyone"], write=["whole"]),
        lock("loans_loanterms", read=["everyone"], write=["whole"]),
        lock("loans_agreementtemplate", read=["everyone"], write=["whole"]),
        lock(
            NOTICE,
            read=["on_the_board", "whole", "ours", "own_draft"],
            write=["whole", "ours", "own_draft"],
            clauses={"on_the_board": ON_THE_BOARD, "own_draft": OWN_DRAFT},
            keys={
                "membership_id": MEMBERSHIP,
                "party_id": PARTY,
                "contact_id": PERSON,
                "written_by_id": PERSON,
            },
        ),
        lock(
            "loans_savedsearch",
            read=["mine"],
            write=["mine"],
            keys={"person_id": PERSON},
        ),
        lock(
            APPROACH,
            read=["whole", "ours", "owner"],
            write=["whole", "ours", "owner"],
            insert=["whole", "ours"],
            remove=[],
            clauses={"owner": notice_of(APPROACH)},
            keys={
                "notice_id": NOTICE,
                "membership_id": MEMBERSHIP,
                "party_id": PARTY,
                "person_id": PERSON,
            },
        ),
        lock(
            INTEREST,
            read=[
                *("mine", "staff", "managerless", "named_by_hr"),
                *("agreed_near", "agreed_whole", "outside_whole"),
            ],
            write=["mine", "staff", "chosen_by", "agreed_whole", "outside_whole"],
            insert=["mine", "named_by_hr", "outside_whole"],
            remove=[],
            clauses=INTERESTS,
            keys={
                "notice_id": NOTICE,
                "approach_id": APPROACH,
                "person_id": PERSON,
                "membership_id": MEMBERSHIP,
                "party_id": PARTY,
            },
        ),
        lock(
            "loans_consent",
            read=["of_interest"],
            write=["staff", "managerless", "outside_whole"],
            remove=[],
            clauses=CONSENTS,
            keys={"interest_id": INTEREST, "person_id": PERSON},
        ),
        lock(
            LOAN,
            read=["whole", "mine", "staff", "lends", "borrows", "leads"],
            write=["whole", "lends", "borrows"],
            remove=[],
            clauses=PARTIES,
            keys={
                "notice_id": NOTICE,
                "interest_id": INTEREST,
                "person_id": PERSON,
                "lender_id": MEMBERSHIP,
                "borrower_id": MEMBERSHIP,
                "lender_party_id": PARTY,
                "borrower_party_id": PARTY,
                "leader_id": PERSON,
            },
        ),
        lock(
            "loans_loanpart",
            read=["of_loan"],
            write=["whole", "hr"],
            clauses={
                "of_loan": of_loan("loans_loanpart"),
                "hr": of_loan("loans_loanpart", HR),
            },
            keys={"loan_id": LOAN},
        ),
        lock(
            "loans_review",
            read=["of_loan"],
            write=["whole", "leading"],
            remove=[],
            clauses={
                "of_loan": of_loan("loans_review"),
                "leading": of_loan("loans_review", LEADING),
            },
            keys={"loan_id": LOAN},
        ),
        lock(
            "loans_evaluation",
            read=["of_loan"],
            write=[],
            insert=["of_loan"],
            remove=[],
            clauses={"of_loan": of_loan("loans_evaluation")},
            keys={"loan_id": LOAN},
        ),
        lock(
            WORDING,
            read=["of_loan"],
            write=[],
            insert=["whole", "leading"],
            clauses={
                "of_loan": of_loan(WORDING),
                "leading": of_loan(WORDING, LEADING),
            },
            keys={"loan_id": LOAN, "template_id": "loans_agreementtemplate"},
            append_only=True,
        ),
        lock(
            "loans_comment",
            read=["whole", "leading"],
            write=["whole", "leading"],
            remove=[],
            clauses={"leading": of_wording("loans_comment", LEADING)},
            keys={"wording_id": WORDING},
        ),
        lock(
            "loans_agreementfile",
            read=["of_wording"],
            write=[],
            insert=["whole", "hr"],
            clauses={
                "of_wording": of_wording("loans_agreementfile"),
                "hr": of_wording("loans_agreementfile", HR),
            },
            keys={"wording_id": WORDING},
            append_only=True,
        ),
        lock(
            "loans_signature",
            read=["of_wording"],
            write=[],
            insert=["whole", "hr"],
            remove=[],
            clauses={
                "of_wording": of_wording("loans_signature"),
                "hr": of_wording("loans_signature", HR),
            },
            keys={"wording_id": WORDING, "file_id": "loans_agreementfile"},
        ),
        lock(
            STATEMENT,
            read=["money", "hr"],
            write=["hr"],
            insert=["lending"],
            remove=["lending"],
            clauses={
                "hr": of_loan(STATEMENT, HR),
                "lending": of_loan(STATEMENT, LENDING),
            },
            keys={"loan_id": LOAN},
        ),
        lock(
            "loans_statementline",
            read=["of_statement"],
            write=["lending"],
            clauses={"of_statement": OF_STATEMENT, "lending": LENDING_STATEMENT},
            keys={"statement_id": STATEMENT},
        ),
        lock("loans_crisis", read=["everyone"], write=["whole"], remove=[]),
        lock(
            "loans_canlend",
            read=["everyone"],
            write=["whole", "ours"],
            keys={"crisis_id": "loans_crisis", "membership_id": MEMBERSHIP},
        ),
        lock(
            "loans_jobadvertisement",
            read=["everyone"],
            write=["whole", "ours"],
            keys={"membership_id": MEMBERSHIP},
        ),
    ]
