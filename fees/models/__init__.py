"""Who bills, by which fee model and VAT rule, for what, and the invoices."""

from fees.models.account import BankAccount
from fees.models.budget import BudgetLine
from fees.models.charge import Charge
from fees.models.contribution import Contribution, ContributionKind, ContributionRate
from fees.models.correction import Correction
from fees.models.dispatch import Dispatch
from fees.models.exclusion import Exclusion, Unissued
from fees.models.invoice import Invoice, InvoiceLine
from fees.models.issuer import Issuer, NumberSeries
from fees.models.ledger import AccountRule, Counterparty, LedgerLayout
from fees.models.ledger_batch import LedgerBatch, LedgerFile, LedgerRow, LedgerVoucher
from fees.models.payment import Allocation, Payment, PaymentFile
from fees.models.reminder import InvoiceReminder, InvoiceRespite, ReminderRule, ReminderStep
from fees.models.run import InvoiceRun
from fees.models.simulation import Simulation, SimulationModel
from fees.models.tariff import FeeModel, FeeStep
from fees.models.vat import VatRule

__all__ = [
    "AccountRule",
    "Allocation",
    "BankAccount",
    "BudgetLine",
    "Charge",
    "Contribution",
    "ContributionKind",
    "ContributionRate",
    "Correction",
    "Counterparty",
    "Dispatch",
    "Exclusion",
    "FeeModel",
    "FeeStep",
    "Invoice",
    "InvoiceLine",
    "InvoiceReminder",
    "InvoiceRespite",
    "InvoiceRun",
    "Issuer",
    "LedgerBatch",
    "LedgerFile",
    "LedgerLayout",
    "LedgerRow",
    "LedgerVoucher",
    "NumberSeries",
    "Payment",
    "PaymentFile",
    "ReminderRule",
    "ReminderStep",
    "Simulation",
    "SimulationModel",
    "Unissued",
    "VatRule",
]
