"""Cost statements from the lender, approved by the borrower."""
