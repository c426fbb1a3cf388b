"""Forms of the member registers, one module a noun."""
