"""The board on which a coordinator adjusts the pairs."""
