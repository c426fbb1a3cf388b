"""The regional pack: what the county board is told of the authorities' cooperation."""
