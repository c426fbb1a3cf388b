"""Compile the catalogues of locale/ into the form that Django reads. Runs in the environment."""

from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[2]


def compile_catalogues(root: Path = ROOT / "locale") -> int:
    """Compile each catalogue that is newer than its compiled form; how many that were."""
    count = 0
    for source in sorted(root.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        draft = target.with_suffix(".mo.new")
        polib.pofile(str(source)).save_as_mofile(str(draft))
        draft.replace(target)
        count += 1
    return count


if __name__ == "__main__":
    compile_catalogues()
