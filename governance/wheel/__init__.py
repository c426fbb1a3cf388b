"""The year wheel: what recurs, and the tasks that appear by themselves."""
