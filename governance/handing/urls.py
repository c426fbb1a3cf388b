"""Addresses of the hand-over of the coordination."""

from django.urls import path

from governance.views import hand_over

urlpatterns = [
    path("", hand_over.hand_overs, name="hand_overs"),
    path("new/", hand_over.hand_over_new, name="hand_over_new"),
    path("<int:pk>/", hand_over.hand_over, name="hand_over"),
    path("<int:pk>/paper/", hand_over.hand_over_paper, name="hand_over_paper"),
    path("<int:pk>/calling-off/", hand_over.hand_over_calling_off, name="hand_over_calling_off"),
]
