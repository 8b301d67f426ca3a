"""Addresses of the desk: its front page, the ways in and out, and the records."""

from django.urls import include, path

from detainees.desk.export import export
from detainees.desk.home import index
from detainees.desk.login import again, login, logout
from detainees.desk.registered import records

desk = (
    [
        path("", index, name="index"),
        path("login/", login, name="login"),
        path("login/again/", again, name="login_again"),
        path("logout/", logout, name="logout"),
        path("export/", records.admin_view(export), name="export"),
    ],
    "desk",
)
urlpatterns = [
    path("records/", records.urls),
    path("", include(desk)),
]
