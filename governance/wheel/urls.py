"""Addresses of the year wheel."""

from django.urls import path

from governance.views import wheel, wheel_task

urlpatterns = [
    path("", wheel.wheel, name="wheel"),
    path("steps/new/", wheel.wheel_step_new, name="wheel_step_new"),
    path("steps/<int:pk>/", wheel.wheel_step, name="wheel_step"),
    path("steps/<int:pk>/ending/", wheel.wheel_step_ending, name="wheel_step_ending"),
    path("steps/<int:pk>/return/", wheel.wheel_step_return, name="wheel_step_return"),
    path("tasks/", wheel_task.wheel_tasks, name="wheel_tasks"),
    path("tasks/<int:pk>/", wheel_task.wheel_task, name="wheel_task"),
    path("tasks/<int:pk>/done/", wheel_task.wheel_task_done, name="wheel_task_done"),
    path("tasks/<int:pk>/skipping/", wheel_task.wheel_task_skipping, name="wheel_task_skipping"),
    path("tasks/<int:pk>/reopening/", wheel_task.wheel_task_reopening, name="wheel_task_reopening"),
]
