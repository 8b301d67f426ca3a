"""Addresses of the desk: its front page, the ways in and out, and the records."""

from django.urls import include, path

from detainees.desk.accepting import undo
from detainees.desk.comparing import compare, say_not_same
from detainees.desk.consent_codes import consent_code
from detainees.desk.export import export
from detainees.desk.home import index
from detainees.desk.login import again, login, logout
from detainees.desk.merging import apart, give_later, merge, merged, merges
from detainees.desk.putting_back import person_put_back
from detainees.desk.registered import records
from detainees.desk.story import person_history

desk = (
    [
        path("", index, name="index"),
        path("login/", login, name="login"),
        path("login/again/", again, name="login_again"),
        path("logout/", logout, name="logout"),
        path("export/", records.admin_view(export), name="export"),
        path(
            "people/<int:pk>/history/",
            records.admin_view(person_history),
            name="person_history",
        ),
        path(
            "people/<int:pk>/put-back/",
            records.admin_view(person_put_back),
            name="person_put_back",
        ),
        path(
            "people/<int:pk>/compare/<int:other>/",
            records.admin_view(compare),
            name="compare",
        ),
        path(
            "people/<int:pk>/not-same/<int:other>/",
            records.admin_view(say_not_same),
            name="not_same",
        ),
        path(
            "people/<int:kept>/merge/<int:merged>/",
            records.admin_view(merge),
            name="merge",
        ),
        path("merges/", records.admin_view(merges), name="merges"),
        path("merges/<int:pk>/", records.admin_view(merged), name="merged"),
        path("merges/<int:pk>/take-apart/", records.admin_view(apart), name="take_apart"),
        path("merges/<int:pk>/move/", records.admin_view(give_later), name="give_later"),
        path("accept/undo/", records.admin_view(undo), name="undo_acceptance"),
        path(
            "consents/<int:pk>/code/",
            records.admin_view(consent_code),
            name="consent_code",
        ),
    ],
    "desk",
)
urlpatterns = [
    path("records/", records.urls),
    path("", include(desk)),
]
