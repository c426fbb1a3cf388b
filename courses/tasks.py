from courses.actions import tell  # noqa: F401 - declares the room's errands
