"""The year wheel is drawn, not written out."""

import re
from datetime import date

from governance.wheel.drawing import TERMS, draw_wheel
from governance.wheel.rules import USUAL
from tests.governance.test_wheel_rules import Step


def test_the_wheel_draws_an_arc_for_every_step_and_term() -> None:
    drawing = draw_wheel(USUAL, date(2027, 9, 14))
    assert drawing.count('<path class="wheel__seg') == len(USUAL) + len(TERMS)
    assert "&lt;" not in drawing


def test_the_wheel_marks_the_step_of_the_day() -> None:
    assert "wheel__seg--now" in draw_wheel(USUAL, date(2027, 9, 14))
    assert "wheel__seg--now" not in draw_wheel(USUAL, date(2027, 6, 20))


def test_a_step_over_new_year_is_one_arc_that_both_years_are_in() -> None:
    step = Step(12, 10, 1, 20)
    for day in (date(2027, 12, 10), date(2027, 12, 31), date(2028, 1, 1), date(2028, 1, 20)):
        assert "wheel__seg--now" in draw_wheel([step], day), day
    for day in (date(2027, 12, 9), date(2028, 1, 21)):
        assert "wheel__seg--now" not in draw_wheel([step], day), day


def test_a_step_of_one_day_is_still_drawn_forwards() -> None:
    step = Step(5, 5, 5, 5)
    (arc,) = re.findall(r'"wheel__seg" d="M(\S+) (\S+)A112 112 0 0 1 (\S+) (\S+)"',
                        draw_wheel([step], date(2027, 1, 1)))  # fmt: skip
    assert arc[:2] != arc[2:]
