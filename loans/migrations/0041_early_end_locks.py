"""Who reads and writes the early ends of loans: both sides' HR write, those in the loan read."""

from django.db import migrations

from network.schema import lock

TABLE = "loans_earlyend"
OURS = "((SELECT app.memberships())::bigint[])"
OF_LOAN = (
    "EXISTS (SELECT 1 FROM loans_loan l"
    " WHERE l.network_id = loans_earlyend.network_id AND l.id = loans_earlyend.loan_id"
)


class Migration(migrations.Migration):
    dependencies = [("loans", "0040_early_end")]

    operations = [
        lock(
            TABLE,
            read=["of_loan"],
            write=["whole", "hr"],
            remove=[],
            clauses={
                "of_loan": f"{OF_LOAN})",
                "hr": f"{OF_LOAN} AND (l.lender_id = ANY ({OURS}) OR l.borrower_id = ANY ({OURS})))",
            },
            keys={"loan_id": "loans_loan"},
        )
    ]
