"""The hand-over: all that a coordinator has, moved to the next in one act."""
