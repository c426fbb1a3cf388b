"""What helps those who are left without a pair: a question to somebody, or an exception."""
