"""What puts an issued invoice right: credit notes, write-offs, set-offs and repayments."""
