"""Migrating without making every model class again for each operation.

After each operation Django renders the changed model and all that are related to it. Here every
tenant model is related to the network, so that each constraint cost two hundred classes. The
schema editor reads the changed model alone; RunPython and what runs after the migrations ask for
a state that was rendered whole, which Django does for a state that says that it was delayed.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from django.db.migrations.state import ProjectState

# Here other models' columns or names may change with it, so Django's own way stays.
FAR_REACHING = ("rename_model", "rename_field", "alter_field", "remove_model")


@contextmanager
def rendering_little() -> Iterator[None]:
    """Render the changed model alone while the block runs, but for far-reaching operations."""
    find_all: Callable[..., set[tuple[str, str]]] = vars(ProjectState)["_find_reload_model"]
    far = 0

    def find(self: ProjectState, app_label: str, name: str, delay: bool = False) -> Any:
        if far:
            return find_all(self, app_label, name, delay)
        self.is_delayed = True
        return {(app_label, name)}

    def reaching_far(method: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(method)
        def wrapped(self: ProjectState, *args: Any, **kwargs: Any) -> Any:
            nonlocal far
            far += 1
            try:
                return method(self, *args, **kwargs)
            finally:
                far -= 1

        return wrapped

    quick = {name: reaching_far(getattr(ProjectState, name)) for name in FAR_REACHING}
    quick["_find_reload_model"] = find
    usual = {name: getattr(ProjectState, name) for name in quick}
    try:
        for name, method in quick.items():
            setattr(ProjectState, name, method)
        yield
    finally:
        for name, method in usual.items():
            setattr(ProjectState, name, method)
