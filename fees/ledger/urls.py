"""The host's ledger, under `fees/ledger/`."""

from django.urls import path

from fees.views import account_rule, counterparty, ledger, ledger_layout

urlpatterns = [
    path("", ledger.ledger, name="ledger"),
    path("next/", ledger.ledger_next, name="ledger_next"),
    path("batches/<int:pk>/", ledger.ledger_batch, name="ledger_batch"),
    path(
        "batches/<int:pk>/files/",
        ledger.ledger_batch_file,
        name="ledger_batch_file",
    ),
    path("files/<int:pk>/", ledger.ledger_file, name="ledger_file"),
    path("accounts/", account_rule.account_rules, name="account_rules"),
    path("accounts/new/", account_rule.account_rule_new, name="account_rule_new"),
    path("accounts/examples/", account_rule.account_plan_reading, name="account_plan_reading"),
    path("accounts/<int:pk>/", account_rule.account_rule_change, name="account_rule_change"),
    path(
        "accounts/<int:pk>/removal/",
        account_rule.account_rule_removal,
        name="account_rule_removal",
    ),
    path("counterparties/", counterparty.counterparties, name="counterparties"),
    path("counterparties/<int:pk>/", counterparty.counterparty, name="counterparty"),
    path("layouts/", ledger_layout.ledger_layouts, name="ledger_layouts"),
    path("layouts/new/", ledger_layout.ledger_layout_new, name="ledger_layout_new"),
    path("layouts/<int:pk>/", ledger_layout.ledger_layout_change, name="ledger_layout_change"),
    path(
        "layouts/<int:pk>/removal/",
        ledger_layout.ledger_layout_removal,
        name="ledger_layout_removal",
    ),
]
