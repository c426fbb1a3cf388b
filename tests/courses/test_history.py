"""The history of a run is told in sentences."""

import re
from pathlib import Path

from courses import history

ROOT = Path(history.__file__).parent
# What is noted of a run: the deed's name, and then the run itself or the run of something.
NOTED = re.compile(r'_?note\(\s*"([a-z_]+)",\s*(?:[a-z_.]+\.)?run\b')


def test_every_deed_that_is_noted_of_a_run_has_its_sentence() -> None:
    noted = {verb for file in ROOT.rglob("*.py") for verb in NOTED.findall(file.read_text())}
    assert {"allot", "offer", "end_enrolment"} <= noted
    assert noted - {"withdraw"} <= set(history.SENTENCES)
