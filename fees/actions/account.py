"""The accounts that bank files may be about: adding one, ending one."""

from datetime import date

from fees.models import BankAccount
from network.models.journal import note


def add_account(account: BankAccount) -> BankAccount:
    """Let bank files be about an account from a day on."""
    account.save()
    note(
        "add_bank_account",
        account,
        membership_id=account.membership_id,
        number=account.number,
        since=account.since.isoformat(),
    )
    return account


def end_account(account: BankAccount, day: date) -> None:
    """Let no bank file be about an account after a day; one that never began is ended at once."""
    account.until = max(day, account.since)
    account.save(update_fields=["until"])
    note(
        "end_bank_account",
        account,
        membership_id=account.membership_id,
        number=account.number,
        until=account.until.isoformat(),
    )
