"""What a change of the fees would do: reckoned, kept, compared and printed."""
