"""Addresses outside a language."""

urlpatterns = []
