"""What a table for an accounting system may hold, and in which form."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Column(models.TextChoices):
    """A column that may be chosen; each tells of one row of a voucher."""

    VOUCHER = "voucher", _("voucher")
    DAY = "day", _("date")
    TEXT = "text", _("text")
    INVOICE = "invoice", _("invoice number")
    ACCOUNT = "account", _("account")
    ACCOUNT_NAME = "account_name", _("name of the account")
    COST_CENTRE = "cost_centre", _("cost centre")
    PROJECT = "project", _("project")
    COUNTERPARTY = "counterparty", _("counterparty")
    AMOUNT = "amount", _("amount (debit above zero)")
    DEBIT = "debit", _("debit")
    CREDIT = "credit", _("credit")
    KIND = "kind", _("kind of fee")
    RATE = "rate", _("VAT rate")


class Separator(models.TextChoices):
    """What stands between two columns."""

    SEMICOLON = "semicolon", _("semicolon")
    COMMA = "comma", _("comma")
    TAB = "tab", _("tab")


class Decimals(models.TextChoices):
    """What stands before the öre."""

    COMMA = "comma", _("comma: 1000,50")
    POINT = "point", _("point: 1000.50")


class DateForm(models.TextChoices):
    """How a date is written."""

    ISO = "iso", _("2026-03-31")
    COMPACT = "compact", _("20260331")


class Encoding(models.TextChoices):
    """How letters become bytes."""

    UTF8_MARKED = "utf-8-sig", _("UTF-8 with a mark (Excel)")
    UTF8 = "utf-8", _("UTF-8")
    WINDOWS = "cp1252", _("Windows (1252)")


STANDARD = [
    Column.VOUCHER,
    Column.DAY,
    Column.ACCOUNT,
    Column.COST_CENTRE,
    Column.PROJECT,
    Column.COUNTERPARTY,
    Column.AMOUNT,
    Column.TEXT,
]
