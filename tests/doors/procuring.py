"""The procurements that their doors are tried with."""

from collections.abc import Mapping
from typing import Any

from courses.models import CallOffRight, Procurement, SameKind
from tests.cast import Cast
from tests.courses.procurements import make_option, make_price, make_procurement, make_supplier
from tests.doors.making import Maker, made_in


def procurement(cast: Cast, network: str, who: str, key: str) -> int:
    buyer = cast.memberships[network, key]

    def make() -> Any:
        kind = SameKind.objects.get_or_create(name_sv=f"Slag {who}")[0]
        return make_procurement(buyer, same_kind=kind, title=f"Köp {network}", state="planned")

    return made_in(cast, network, make)


def contract(cast: Cast, network: str, who: str, key: str) -> int:
    pk = procurement(cast, network, who, key)

    def sign() -> Any:
        Procurement.objects.filter(pk=pk).update(state="contracted")
        CallOffRight.objects.create(procurement_id=pk, membership_id=cast.memberships[network, key])
        return Procurement.objects.get(pk=pk)

    return made_in(cast, network, sign)


def contract_option(cast: Cast, network: str, who: str, key: str) -> int:
    pk = contract(cast, network, who, key)
    return made_in(cast, network, lambda: make_option(Procurement.objects.get(pk=pk), 900))


def contract_price(cast: Cast, network: str, who: str, key: str) -> int:
    pk = contract(cast, network, who, key)
    return made_in(cast, network, lambda: make_price(Procurement.objects.get(pk=pk), 100, "day"))


def supplier(cast: Cast, network: str, who: str, key: str) -> int:
    return made_in(cast, network, lambda: make_supplier(f"Exempel {network} {who} AB"))


def same_kind(cast: Cast, network: str, who: str, key: str) -> int:
    return made_in(cast, network, lambda: SameKind.objects.create(name_sv=f"Slag {network} {who}"))


PROCURING: Mapping[str, Maker] = {
    "contract_option_use": contract_option,
    "contract_price_change": contract_price,
    "contract_price_new": contract,
    "procurement": contract,
    "procurement_change": procurement,
    "procurement_estimates": contract,
    "procurement_purposes": procurement,
    "procurement_rights": contract,
    "procurement_state": procurement,
    "same_kind_change": same_kind,
    "supplier": supplier,
    "supplier_change": supplier,
}
