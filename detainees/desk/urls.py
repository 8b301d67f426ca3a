"""Addresses of the desk: its front page, the ways in and out, and the records."""

from django.urls import include, path

from detainees.desk.accepting import undo
from detainees.desk.board_urls import boards
from detainees.desk.comparing import compare, say_not_same
from detainees.desk.consent_codes import consent_code
from detainees.desk.entry_urls import entering
from detainees.desk.export import export
from detainees.desk.finding_urls import finding
from detainees.desk.home import index
from detainees.desk.invitations import (
    cancel_invitation,
    invitation,
    invitations,
    renew_account,
)
from detainees.desk.limits import allowances, grant_allowance, limit
from detainees.desk.login import again, login, logout
from detainees.desk.merging import apart, give_later, merge, merged, merges
from detainees.desk.own_account import (
    account,
    confirm,
    end_other_sessions,
    end_session,
    panic_link,
    recovery_codes,
    remove_factor,
)
from detainees.desk.panic import panic
from detainees.desk.putting_back import person_put_back
from detainees.desk.registered import records
from detainees.desk.second_factor_pages import new_factor, new_factor_picture, second_factor
from detainees.desk.story import person_history
from detainees.desk.submissions import submission_detail, submission_entry
from detainees.desk.trays import submission_list

desk = (
    [
        path("", index, name="index"),
        path("login/", login, name="login"),
        path("login/again/", again, name="login_again"),
        path("logout/", logout, name="logout"),
        *boards,
        *entering,
        *finding,
        path("second-step/", second_factor, name="second_factor"),
        path("second-step/new/", new_factor, name="new_factor"),
        path("second-step/new/picture.png", new_factor_picture, name="new_factor_picture"),
        path("panic/<str:token>/", panic, name="panic"),
        path("invitation/<str:token>/", invitation, name="invitation"),
        path("invitations/", invitations, name="invitations"),
        path("limit/", limit, name="limit"),
        path("allowances/", allowances, name="allowances"),
        path("allowances/<int:number>/grant/", grant_allowance, name="grant_allowance"),
        path("invitations/<int:number>/cancel/", cancel_invitation, name="cancel_invitation"),
        path("accounts/<int:number>/renew/", renew_account, name="renew_account"),
        path("account/", account, name="account"),
        path("account/password/", confirm, name="confirm"),
        path("account/sessions/<str:name>/end/", end_session, name="end_session"),
        path("account/sessions/end-others/", end_other_sessions, name="end_other_sessions"),
        path("account/second-step/<int:number>/remove/", remove_factor, name="remove_factor"),
        path("account/recovery-codes/", recovery_codes, name="recovery_codes"),
        path("account/panic-link/", panic_link, name="panic_link"),
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
        path("submissions/", records.admin_view(submission_list), name="submissions"),
        path("submissions/<int:pk>/", records.admin_view(submission_detail), name="submission"),
        path(
            "submissions/<int:pk>/enter/",
            records.admin_view(submission_entry),
            name="submission_entry",
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
