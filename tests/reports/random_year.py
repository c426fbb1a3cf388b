"""What a random year is made of: any state on any side of the year's edges."""

from typing import Any

from hypothesis import strategies as st

YEARS = (2022, 2023, 2024)  # the year is 2023; both neighbours must stay out of it
# On the edges of a year as Swedes count it, and within it; in UTC.
MOMENTS = st.sampled_from(
    [
        "2022-12-31 22:59:59+00", "2022-12-31 23:00+00", "2023-05-04 07:00+00",
        "2023-12-31 22:59:59+00", "2023-12-31 23:00+00", "2022-03-01 07:00+00",
        "2023-09-15 07:00+00", "2024-02-01 07:00+00",
    ]
)  # fmt: skip
DAYS = st.sampled_from(
    ["2022-12-31", "2023-01-01", "2023-06-30", "2023-12-31", "2024-01-01", "2022-04-04"]
)
STATES = st.sampled_from(
    ["planned", "tentative", "open", "paused", "closed", "confirmed", "held", "settled",
     "cancelled", "postponed", "held", "settled", "held"]
)  # fmt: skip
FEW, SMALL = st.integers(0, 3), st.integers(0, 8)
MONEY = st.integers(0, 500_000).map(lambda ore: f"{ore / 100:.2f}")

ENROLMENTS = st.lists(
    st.tuples(
        FEW,  # which member
        st.sampled_from(["enrolled", "enrolled", "enrolled", "waiting", "withdrawn", "pending"]),
        st.booleans(),  # came up from the line
        st.sampled_from([None, None, "enrolled", "waiting", "pending"]),  # withdrawn, and was
        st.sampled_from(["withdrawn", "handed_over", "run_cancelled"]),
        st.sampled_from(["0", "0", "1500.00"]),
        st.booleans(),  # did not come
    ),
    max_size=14,
)
RUNS = st.lists(
    st.tuples(
        FEW,  # which course
        STATES,
        MOMENTS,
        st.integers(1, 30),
        ENROLMENTS,
        st.lists(
            st.tuples(st.sampled_from(["actual", "estimated"]), st.integers(1, 400), MONEY),
            max_size=3,
        ),
    ),
    max_size=6,
)
BLOCKS = st.lists(
    st.tuples(
        FEW,  # which course
        st.sampled_from(YEARS),
        st.lists(
            st.tuples(st.lists(st.integers(0, 4), min_size=5, max_size=5), st.booleans()),
            min_size=1,
            max_size=3,
        ),
    ),
    max_size=4,
)
INVOICES = st.lists(
    st.tuples(
        FEW,
        st.sampled_from(["membership", "course_seat", "late_fee", "staff_loan", "other"]),
        DAYS,
        MONEY,
        st.booleans(),  # credited in full
    ),
    max_size=6,
)
# What the host settled inside itself.
INSIDE = st.lists(st.tuples(FEW, st.sampled_from(["membership", "other"]), DAYS, MONEY), max_size=3)
TIMES = st.lists(
    st.tuples(
        DAYS,
        st.sampled_from(["hour", "day"]),
        st.integers(1, 40),
        st.sampled_from(["accepted", "accepted", "reported", "declined"]),
    ),
    max_size=5,
)
BUDGETS = st.lists(
    st.tuples(
        st.sampled_from(YEARS),
        st.sampled_from(["income", "cost"]),
        MONEY,
        st.one_of(st.none(), MONEY),
    ),
    max_size=6,
    unique_by=lambda row: (row[0], row[1]),
)
PAIRS = st.lists(st.tuples(FEW, FEW, st.one_of(st.none(), MOMENTS)), max_size=6)
BODIES = st.lists(
    st.tuples(
        st.sampled_from(
            [
                ("2020-01-01", None),
                ("2022-01-01", "2022-12-31"),
                ("2022-01-01", "2023-01-01"),
                ("2024-01-01", None),
            ]
        ),
        st.lists(st.tuples(FEW, st.booleans()), max_size=4),  # mandates that hold, or ended
        st.lists(
            st.tuples(MOMENTS, st.sampled_from(["planned", "closed", "approved", "cancelled"])),
            max_size=3,
        ),
    ),
    max_size=3,
)
LOANS = st.lists(
    st.tuples(FEW, FEW, DAYS, st.integers(0, 200), st.sampled_from([20, 50, 100]), st.booleans()),
    max_size=4,
)
YEAR = st.fixed_dictionaries(
    {
        "runs": RUNS,
        "blocks": BLOCKS,
        "invoices": INVOICES,
        "inside": INSIDE,
        "times": TIMES,
        "budgets": BUDGETS,
        "pairs": PAIRS,
        "loans": LOANS,
        "bodies": BODIES,
    }
)
# A year with one of everything, for the mutants.
FULL: dict[str, Any] = {
    "runs": [
        (0, "held", "2022-12-31 23:00+00", 9, [
            (0, "enrolled", True, None, "withdrawn", "0", True),
            (1, "withdrawn", False, "enrolled", "withdrawn", "1500.00", False),
            (1, "waiting", False, None, "withdrawn", "0", False),
        ], [("actual", 250, "99.99")]),
        (1, "cancelled", "2023-05-04 07:00+00", 9, [], []),
        (3, "settled", "2022-03-01 07:00+00", 4, [
            (2, "enrolled", False, None, "withdrawn", "0", False)
        ], [("actual", 100, "7.00")]),
    ],
    "blocks": [(0, 2023, [([0, 0, 1, 2, 3], True)]), (1, 2023, [([4, 0, 0, 0, 0], True)])],
    "invoices": [
        (0, "membership", "2023-01-01", "1000.00", False),
        (1, "course_seat", "2022-12-31", "500.00", False),
    ],
    "inside": [(2, "membership", "2023-12-31", "300.00"), (2, "other", "2022-12-31", "40.00")],
    "times": [("2023-06-30", "hour", 8, "accepted"), ("2023-06-30", "day", 1, "declined")],
    "budgets": [(2023, "cost", "10.00", "20.00")],
    "pairs": [(0, 1, "2023-05-04 07:00+00"), (1, 2, None)],
    "loans": [(0, 1, "2022-12-31", 60, 50, True)],
    "bodies": [(("2020-01-01", None), [(0, False), (0, False), (1, True)], [
        ("2023-05-04 07:00+00", "approved"), ("2023-05-04 07:00+00", "planned")
    ])],
}  # fmt: skip
