"""Addresses of days lent and borrowed, the skills pool, regional crisis mode."""

from django.urls import path

from loans.views import balance

urlpatterns = [
    path("balance/", balance.loan_balance, name="loan_balance"),
    path("pool/", balance.loan_pool, name="loan_pool"),
]
