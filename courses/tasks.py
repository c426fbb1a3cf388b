from courses.actions import (  # noqa: F401 - declares the room's errands and jobs
    allotments,
    names_job,
    run_letters,
    tell,
)
