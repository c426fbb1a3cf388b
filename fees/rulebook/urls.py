"""Fee models, issuers and VAT rules, under `fees/rules/`."""

from django.urls import path

from fees.views import fee_model, fee_model_state, fee_rules, issuer, vat_rule

urlpatterns = [
    path("", fee_rules.fee_rules, name="fee_rules"),
    path("models/", fee_model.fee_models, name="fee_models"),
    path("models/new/", fee_model.fee_model_new, name="fee_model_new"),
    path("models/example/", fee_model.fee_model_example, name="fee_model_example"),
    path("models/<int:pk>/", fee_model.fee_model, name="fee_model"),
    path("models/<int:pk>/change/", fee_model.fee_model_change, name="fee_model_change"),
    path("models/<int:pk>/copy/", fee_model.fee_model_copy, name="fee_model_copy"),
    path(
        "models/<int:pk>/adoption/", fee_model_state.fee_model_adoption, name="fee_model_adoption"
    ),
    path(
        "models/<int:pk>/withdrawal/",
        fee_model_state.fee_model_withdrawal,
        name="fee_model_withdrawal",
    ),
    path("models/<int:pk>/end/", fee_model_state.fee_model_end, name="fee_model_end"),
    path("models/<int:pk>/removal/", fee_model_state.fee_model_removal, name="fee_model_removal"),
    path("issuers/", issuer.issuers, name="issuers"),
    path("issuers/new/", issuer.issuer_new, name="issuer_new"),
    path("issuers/<int:pk>/", issuer.issuer, name="issuer"),
    path("issuers/<int:pk>/change/", issuer.issuer_change, name="issuer_change"),
    path("issuers/<int:pk>/end/", issuer.issuer_end, name="issuer_end"),
    path("vat/", vat_rule.vat_rules, name="vat_rules"),
    path("vat/new/", vat_rule.vat_rule_new, name="vat_rule_new"),
    path("vat/<int:pk>/", vat_rule.vat_rule, name="vat_rule"),
    path("vat/<int:pk>/change/", vat_rule.vat_rule_change, name="vat_rule_change"),
    path("vat/<int:pk>/end/", vat_rule.vat_rule_end, name="vat_rule_end"),
]
