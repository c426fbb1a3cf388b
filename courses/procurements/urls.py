"""Addresses of procurements."""

from django.urls import path

from courses.views import (
    contract,
    procurement,
    procurement_state,
    purchase_limit,
    renewal,
    supplier,
)

urlpatterns = [
    path("", procurement.procurements, name="procurements"),
    path("new/", procurement.procurement_new, name="procurement_new"),
    path("sum/", procurement.procurement_sum, name="procurement_sum"),
    path("guard/", renewal.procurement_guard, name="procurement_guard"),
    path("renewals/", renewal.contract_renewals, name="contract_renewals"),
    path("ours/", renewal.our_contracts, name="our_contracts"),
    path("suppliers/", supplier.suppliers, name="suppliers"),
    path("suppliers/new/", supplier.supplier_new, name="supplier_new"),
    path("suppliers/<int:pk>/", supplier.supplier, name="supplier"),
    path("suppliers/<int:pk>/change/", supplier.supplier_change, name="supplier_change"),
    path("limits/", purchase_limit.purchase_limits, name="purchase_limits"),
    path("limits/new/", purchase_limit.purchase_limit_new, name="purchase_limit_new"),
    path("limits/known/", purchase_limit.purchase_limits_known, name="purchase_limits_known"),
    path("kinds/new/", purchase_limit.same_kind_new, name="same_kind_new"),
    path("kinds/<int:pk>/change/", purchase_limit.same_kind_change, name="same_kind_change"),
    path("options/<int:pk>/use/", contract.contract_option_use, name="contract_option_use"),
    path("prices/<int:pk>/change/", contract.contract_price_change, name="contract_price_change"),
    path("<int:pk>/", procurement.procurement, name="procurement"),
    path("<int:pk>/change/", procurement.procurement_change, name="procurement_change"),
    path(
        "<int:pk>/state/<slug:state>/",
        procurement_state.procurement_state,
        name="procurement_state",
    ),
    path(
        "<int:pk>/purposes/",
        procurement_state.procurement_purposes,
        name="procurement_purposes",
    ),
    path("<int:pk>/rights/", procurement_state.procurement_rights, name="procurement_rights"),
    path("<int:pk>/prices/new/", contract.contract_price_new, name="contract_price_new"),
    path("<int:pk>/estimates/", contract.procurement_estimates, name="procurement_estimates"),
]
