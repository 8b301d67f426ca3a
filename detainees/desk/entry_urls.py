"""Addresses of quick entry and of calls."""

from django.urls import path

from detainees.desk.calling import call_answer, calling, calls, leave, take
from detainees.desk.hotline import answer, follow, told
from detainees.desk.identification import identify
from detainees.desk.quick_entry import draft, draft_dropped, enter, same
from detainees.desk.registered import records

entering = [
    path("enter/", records.admin_view(enter), name="enter"),
    path("enter/same/", records.admin_view(same), name="enter_same"),
    path("enter/draft/", records.admin_view(draft), name="enter_draft"),
    path("enter/draft/delete/", records.admin_view(draft_dropped), name="enter_draft_delete"),
    path("people/<int:pk>/identify/", records.admin_view(identify), name="identify"),
    path("calls/", records.admin_view(calls), name="calls"),
    path("calls/answer/", records.admin_view(answer), name="answer"),
    path("calls/answer/told/", records.admin_view(told), name="told"),
    path("calls/answer/follow/", records.admin_view(follow), name="call_follow"),
    path("calls/<int:pk>/", records.admin_view(calling), name="calling"),
    path("calls/<int:pk>/take/", records.admin_view(take), name="call_take"),
    path("calls/<int:pk>/leave/", records.admin_view(leave), name="call_leave"),
    path("calls/answers/<int:pk>/", records.admin_view(call_answer), name="call_answer"),
]
