"""E-invoices: Peppol BIS Billing 3 built from frozen rows, and checked before they leave."""

from fees.einvoice.checks import draft_faults, faults
from fees.einvoice.document import build
from fees.einvoice.fault import Fault

__all__ = ["Fault", "build", "draft_faults", "faults"]
