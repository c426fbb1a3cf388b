"""Who bills, by which fee model and VAT rule, for what, and the invoices."""

from fees.models.budget import BudgetLine
from fees.models.charge import Charge
from fees.models.contribution import Contribution, ContributionKind, ContributionRate
from fees.models.correction import Correction
from fees.models.exclusion import Exclusion, Unissued
from fees.models.invoice import Invoice, InvoiceLine
from fees.models.issuer import Issuer, NumberSeries
from fees.models.payment import Allocation, Payment, PaymentFile
from fees.models.reminder import InvoiceReminder, InvoiceRespite, ReminderRule, ReminderStep
from fees.models.run import InvoiceRun
from fees.models.tariff import FeeModel, FeeStep
from fees.models.vat import VatRule

__all__ = [
    "Allocation",
    "BudgetLine",
    "Charge",
    "Contribution",
    "ContributionKind",
    "ContributionRate",
    "Correction",
    "Exclusion",
    "FeeModel",
    "FeeStep",
    "Invoice",
    "InvoiceLine",
    "InvoiceReminder",
    "InvoiceRespite",
    "InvoiceRun",
    "Issuer",
    "NumberSeries",
    "Payment",
    "PaymentFile",
    "ReminderRule",
    "ReminderStep",
    "Unissued",
    "VatRule",
]
