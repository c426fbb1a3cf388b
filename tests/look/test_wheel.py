"""The year wheel is drawn, not written out."""

from datetime import date

from config.wheel import STEPS, TERMS, draw_wheel


def test_the_wheel_draws_an_arc_for_every_step_and_term() -> None:
    drawing = draw_wheel(date(2027, 9, 14))
    assert drawing.count('<path class="wheel__seg') == len(STEPS) + len(TERMS)
    assert "&lt;" not in drawing


def test_the_wheel_marks_the_step_of_the_day() -> None:
    assert "wheel__seg--now" in draw_wheel(date(2027, 9, 14))
    assert "wheel__seg--now" not in draw_wheel(date(2027, 6, 20))
