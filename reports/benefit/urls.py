"""Addresses of the benefit statements and the market prices that they are compared with."""

from django.urls import path

from reports.benefit import views

urlpatterns = [
    path("", views.benefits, name="benefits"),
    path("papers/", views.benefit_papers, name="benefit_papers"),
    path("prices/", views.market_prices, name="market_prices"),
    path("prices/new/", views.market_price_new, name="market_price_new"),
    path("prices/<int:pk>/", views.market_price, name="market_price"),
    path("prices/<int:pk>/removal/", views.market_price_removal, name="market_price_removal"),
    path("<int:pk>/", views.benefit, name="benefit"),
    path("<int:pk>/runs/", views.benefit_runs, name="benefit_runs"),
    path("<int:pk>/meetings/", views.benefit_meetings, name="benefit_meetings"),
    path("<int:pk>/paper/", views.benefit_paper, name="benefit_paper"),
]
