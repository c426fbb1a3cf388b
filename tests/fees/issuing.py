"""A worker that runs one invoice job, and may shoot itself at a given point on the way.

`python -m tests.fees.issuing <network> <job> <point>`: point n is the n-th time that the process
talks to the database, statements and commits alike; 0 lets it live. It prints how many there were.
"""

import os
import signal
import sys
from typing import Any

import django


def main() -> None:
    django.setup()
    from django.db import connection
    from django.db.backends.base.base import BaseDatabaseWrapper

    from fees.actions import paper
    from network.actions import job

    network_id, job_id, point = (int(word) for word in sys.argv[1:4])
    passed = 0

    def pass_point() -> None:
        nonlocal passed
        passed += 1
        if passed == point:
            os.kill(os.getpid(), signal.SIGKILL)

    def at_statement(execute: Any, sql: str, *rest: Any) -> Any:
        pass_point()
        return execute(sql, *rest)

    commit = BaseDatabaseWrapper._commit

    def at_commit(self: BaseDatabaseWrapper) -> None:
        pass_point()
        commit(self)
        pass_point()

    BaseDatabaseWrapper._commit = at_commit  # type: ignore[method-assign]
    # How a paper looks is another test's matter; drawing it would only make this one slow.
    paper.render_pdf_bounded = lambda *args, **facts: b"%PDF-1.7"  # type: ignore[attr-defined]
    with connection.execute_wrapper(at_statement):
        job.run(network_id, job_id)
    print(passed)


if __name__ == "__main__":
    main()
