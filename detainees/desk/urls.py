"""Addresses of the desk: its front page, the ways in and out, and the records."""

from django.urls import include, path

from detainees.desk.accepting import undo
from detainees.desk.consent_codes import consent_code
from detainees.desk.duplicate_queue import duplicate_queue
from detainees.desk.export import export
from detainees.desk.finding import found, search
from detainees.desk.home import index
from detainees.desk.login import again, login, logout
from detainees.desk.putting_back import person_put_back
from detainees.desk.quick_entry import draft, draft_dropped, enter, same
from detainees.desk.registered import records
from detainees.desk.story import person_history

desk = (
    [
        path("", index, name="index"),
        path("login/", login, name="login"),
        path("login/again/", again, name="login_again"),
        path("logout/", logout, name="logout"),
        path("duplicates/", records.admin_view(duplicate_queue), name="duplicates"),
        path("people/search/", records.admin_view(search), name="search"),
        path("people/search/<slug:number>/", records.admin_view(found), name="found"),
        path("enter/", records.admin_view(enter), name="enter"),
        path("enter/same/", records.admin_view(same), name="enter_same"),
        path("enter/draft/", records.admin_view(draft), name="enter_draft"),
        path("enter/draft/delete/", records.admin_view(draft_dropped), name="enter_draft_delete"),
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
