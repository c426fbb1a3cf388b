"""The demo: two networks with invented people, and a door to be each of them.

Installed by `config.settings_demo` alone; `check --deploy` refuses a portal that has it.
"""
