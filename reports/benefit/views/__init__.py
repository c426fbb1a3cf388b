"""Pages of the benefit statements."""

from reports.benefit.views.price import (
    market_price,
    market_price_new,
    market_price_removal,
    market_prices,
)
from reports.benefit.views.statement import (
    benefit,
    benefit_meetings,
    benefit_paper,
    benefit_papers,
    benefit_runs,
    benefits,
)

__all__ = [
    "benefit",
    "benefit_meetings",
    "benefit_paper",
    "benefit_papers",
    "benefit_runs",
    "benefits",
    "market_price",
    "market_price_new",
    "market_price_removal",
    "market_prices",
]
