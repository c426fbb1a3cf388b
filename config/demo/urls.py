"""The demo's own pages, outside every network."""

from django.urls import path

from config.demo import views

urlpatterns = [
    path("", views.people, name="demo_people"),
    path("people/<slug:key>/session/", views.session, name="demo_session"),
    path("mail/", views.mailbox, name="demo_mailbox"),
    path("mail/<str:name>/", views.mail, name="demo_mail"),
    path("gallery/", views.gallery, name="demo_gallery"),
]
