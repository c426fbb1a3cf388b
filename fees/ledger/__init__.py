"""The host's ledger: vouchers, accounts, layouts, SIE and tables for accounting systems."""
