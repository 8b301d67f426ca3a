"""Addresses of the API."""

from django.urls import path, re_path

from detainees.public import api

app_name = "api"

urlpatterns = [
    path("people", api.people, name="people"),
    path("people/<slug:public_id>", api.person, name="person"),
    re_path("", api.nothing, name="nothing"),
]
