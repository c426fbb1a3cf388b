"""Addresses of the manager induction programme."""

from django.urls import path

from induction.views import certificate, matrix, module, participation, programme, proposal

urlpatterns = [
    path("", programme.programmes, name="programmes"),
    path("new/", programme.programme_new, name="programme_new"),
    path("<int:pk>/", programme.programme, name="programme"),
    path("<int:pk>/change/", programme.programme_change, name="programme_change"),
    path("<int:pk>/publication/", programme.programme_publication, name="programme_publication"),
    path("<int:pk>/copy/", programme.programme_copy, name="programme_copy"),
    path("<int:pk>/modules/new/", module.module_new, name="module_new"),
    path("modules/<int:pk>/change/", module.module_change, name="module_change"),
    path("modules/<int:pk>/place/<slug:way>/", module.module_place, name="module_place"),
    path("modules/<int:pk>/removal/", module.module_removal, name="module_removal"),
    path("<int:pk>/proposals/", proposal.proposals, name="proposals"),
    path("<int:pk>/invitations/", proposal.invitations, name="invitations"),
    path("<int:pk>/people/", matrix.participations, name="participations"),
    path("people/<int:pk>/", participation.participation, name="participation"),
    path(
        "people/<int:pk>/answer/", participation.participation_answer, name="participation_answer"
    ),
    path("people/<int:pk>/ticks/", participation.participation_ticks, name="participation_ticks"),
    path(
        "people/<int:pk>/certificate/",
        certificate.participation_certificate,
        name="participation_certificate",
    ),
    path(
        "certificates/<int:pk>/revocation/",
        certificate.induction_certificate_revocation,
        name="induction_certificate_revocation",
    ),
    path("people/<int:pk>/end/", participation.participation_end, name="participation_end"),
]
