"""The fee rules and budget lines that their doors are tried with."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from fees.models import BudgetLine, FeeModel, FeeStep, Issuer, VatRule
from tests.cast import Cast
from tests.deciding import a_decision
from tests.doors.making import Maker, made_in


def _year(model: Any) -> dict[str, date]:
    """A year of its own, since two rules of a kind never hold at once."""
    year = 2030 + int(model.objects.count())
    return {"since": date(year, 1, 1), "until": date(year, 12, 31)}


def proposal(cast: Cast, network: str, who: str, key: str) -> int:
    def make() -> FeeModel:
        model: FeeModel = FeeModel.objects.create(
            name=f"Förslag {network}", method="bands", adopted=False, **_year(FeeModel)
        )
        FeeStep.objects.create(model=model, lower=1, amount=100)
        return model

    return made_in(cast, network, make)


def adopted_model(cast: Cast, network: str, who: str, key: str) -> int:
    pk = proposal(cast, network, who, key)

    def adopt() -> FeeModel:
        FeeModel.objects.filter(pk=pk).update(
            adopted=True, by_decision=a_decision(), ended_by=a_decision()
        )
        found: FeeModel = FeeModel.objects.get(pk=pk)
        return found

    return made_in(cast, network, adopt)


def issuer(cast: Cast, network: str, who: str, key: str) -> int:
    return made_in(
        cast,
        network,
        lambda: Issuer.objects.create(
            membership_id=cast.memberships[network, key],
            kind="other",
            bankgiro="12345674",
            email="avgifter@example.org",
            **_year(Issuer),
        ),
    )


def vat_rule(cast: Cast, network: str, who: str, key: str) -> int:
    return made_in(
        cast,
        network,
        lambda: VatRule.objects.create(
            kind="other",
            relation="same",
            category="O",
            rate=0,
            assessment=f"Bedömning {network}",
            assessed_by="Erik Ekonom",
            **_year(VatRule),
        ),
    )


def budget_line(cast: Cast, network: str, who: str, key: str) -> int:
    return made_in(
        cast,
        network,
        lambda: BudgetLine.objects.create(
            year=2026, side="cost", heading=f"Nätverksdag {who}", amount=100
        ),
    )


FEE_RULES: Mapping[str, Maker] = {
    "fee_model": proposal,
    "fee_model_change": proposal,
    "fee_model_copy": proposal,
    "fee_model_adoption": proposal,
    "fee_model_withdrawal": adopted_model,
    "fee_model_end": adopted_model,
    "fee_model_removal": proposal,
    "issuer": issuer,
    "issuer_change": issuer,
    "issuer_end": issuer,
    "vat_rule": vat_rule,
    "vat_rule_change": vat_rule,
    "vat_rule_end": vat_rule,
    "budget_line_change": budget_line,
    "budget_line_removal": budget_line,
}
