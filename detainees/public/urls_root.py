"""Public addresses outside a language."""

from django.urls import path

from detainees.public import home

urlpatterns = [
    path("", home.root, name="root"),
    path("robots.txt", home.robots, name="robots"),
]
