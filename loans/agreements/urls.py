"""Addresses of the agreement: clauses, wordings, what differs between them, comments, the paper."""

from django.urls import URLPattern, path

from loans.views import agreement, agreement_template, comment, signature, wording

urlpatterns: list[URLPattern] = [
    path("<int:pk>/agreement/", agreement.loan_agreement, name="loan_agreement"),
    path("<int:pk>/agreement/draft/", wording.loan_wording_new, name="loan_wording_new"),
    path("<int:pk>/agreement/difference/", agreement.loan_difference, name="loan_difference"),
    path("<int:pk>/agreement/comments/", comment.loan_comment_new, name="loan_comment_new"),
    path(
        "comments/<int:pk>/settlement/",
        comment.loan_comment_settlement,
        name="loan_comment_settlement",
    ),
    path("<int:pk>/agreement/paper/", agreement.loan_agreement_paper, name="loan_agreement_paper"),
    path("<int:pk>/agreement/signature/", signature.loan_signature, name="loan_signature"),
    path("<int:pk>/agreement/signed-paper/", signature.loan_signed_paper, name="loan_signed_paper"),
    path("<int:pk>/agreement/address/", agreement.loan_address, name="loan_address"),
    path("agreement-papers/<int:pk>/", agreement.loan_agreement_file, name="loan_agreement_file"),
    path(
        "agreement-templates/", agreement_template.agreement_templates, name="agreement_templates"
    ),
    path(
        "agreement-templates/<slug:legal>/new/",
        agreement_template.agreement_template_new,
        name="agreement_template_new",
    ),
]
