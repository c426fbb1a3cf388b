"""A loan that was broken off with notice, is over, and waits for what the three think of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from django.db import connection

from config.demo.cast import VN
from config.demo.loans_life import Life, at, live
from config.demo.seeding import Demo
from loans.models import EarlyEnd, Evaluation, Loan
from loans.rules import Side, Stage

BROKEN = Life(
    *("elin", "lansstyrelsen", "per", "Kommunikatör till länets trygghetskampanj"),
    "Planera kampanjen, skriva till webb och press och följa upp den.",
    *(-95, 45),
    percent=50,
)
TOLD, LAST = -70, -20  # days from today: when notice was given, and the last day


def seed(demo: Demo) -> None:
    """The lender needed its communicator back."""
    if demo.slug != VN:
        return
    loan, helena = live(demo, BROKEN), demo.person("helena")
    with on_day(demo.today + timedelta(days=TOLD)):
        early = EarlyEnd.objects.create(
            loan=loan,
            side=Side.LENDER,
            last_day=demo.today + timedelta(days=LAST),
            why="Vår egen kampanj om studiestöd tidigareläggs.",
            by_name=helena.name,
            user_id=helena.user_id,
            at=at(demo, TOLD, 11),
        )
        Loan.objects.filter(pk=loan.pk).update(
            ended_on=early.last_day, broken_by=early.side, broken_why=early.why
        )
    Loan.objects.filter(pk=loan.pk).update(stage=Stage.BROKEN)
    Evaluation.objects.create(
        loan=loan,
        who=Evaluation.Who.EMPLOYEE,
        satisfaction=4,
        learnt=4,
        again=True,
        at=at(demo, LAST + 3, 13),
    )


@contextmanager
def on_day(day: date) -> Iterator[None]:
    """Let it be another day in the database: notice is only ever given ahead."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_functiondef('app.today()'::regprocedure)")
        (today,) = cursor.fetchone()
        cursor.execute(
            "CREATE OR REPLACE FUNCTION app.today() RETURNS date LANGUAGE sql STABLE PARALLEL SAFE"
            f" AS $$ SELECT DATE '{day.isoformat()}' $$"
        )
        yield
        cursor.execute(today)
