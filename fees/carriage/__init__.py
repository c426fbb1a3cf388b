"""E-invoices on their way to the buyer, and the answers that come back."""
