"""Addresses of the idea box."""

from django.urls import path

from governance.views import idea, idea_step

urlpatterns = [
    path("", idea.ideas, name="ideas"),
    path("new/", idea.idea_new, name="idea_new"),
    path("similar/", idea.idea_similar, name="idea_similar"),
    path("<int:pk>/", idea.idea, name="idea"),
    path("<int:pk>/support/", idea.idea_support, name="idea_support"),
    path("<int:pk>/comment/", idea.idea_comment, name="idea_comment"),
    path("<int:pk>/text/", idea.idea_text, name="idea_text"),
    path("<int:pk>/withdrawal/", idea.idea_withdrawal, name="idea_withdrawal"),
    path("<int:pk>/discussion/", idea_step.idea_discussion, name="idea_discussion"),
    path("<int:pk>/shaping/", idea_step.idea_shaping, name="idea_shaping"),
    path("<int:pk>/trial/", idea_step.idea_trial, name="idea_trial"),
    path("<int:pk>/outcome/", idea_step.idea_outcome, name="idea_outcome"),
    path("<int:pk>/declination/", idea_step.idea_declination, name="idea_declination"),
]
