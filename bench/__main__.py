"""Print what each room measures: `python -m bench`, or `python -m bench courses`."""

import importlib
import os
import sys
from pathlib import Path

import django

from bench.verdict import Line, table


def main(asked: list[str]) -> int:
    """Run the modules beside this one that have a `run`; fail when a target is missed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings_test")
    django.setup()
    names = sorted(p.stem for p in Path(__file__).parent.glob("*.py") if p.stem[0] != "_")
    lines: list[Line] = []
    for name in asked or names:
        module = importlib.import_module(f"bench.{name}")
        if hasattr(module, "run"):
            print(f"{name} …", flush=True)
            lines += module.run()
    print(table(lines))
    return int(any(line.met is False for line in lines))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
