"""Public addresses, below a language."""

from django.urls import path

from detainees.public import facilities, find, follow, home, paper, people, statistics, tell

app_name = "public"

urlpatterns = [
    path("", home.home, name="home"),
    path("find/", find.find_person, name="find"),
    path("people/", people.person_list, name="people"),
    path("people/<slug:public_id>/", people.person_detail, name="person"),
    path("people/<slug:public_id>/print/", paper.person_sheet, name="person_sheet"),
    path("facilities/", facilities.facility_list, name="facilities"),
    path("facilities/<int:facility_id>/", facilities.facility_detail, name="facility"),
    path("facilities/<int:facility_id>/print/", paper.facility_sheet, name="facility_sheet"),
    path("facilities/<int:facility_id>/qr.png", paper.facility_code, name="facility_code"),
    path("statistics/", statistics.statistics, name="statistics"),
    path("tell/", tell.choose, name="tell"),
    path("tell/question/", tell.tell, {"kind": "question"}, name="tell_question"),
    path("tell/information/", tell.tell, {"kind": "information"}, name="tell_information"),
    path("tell/correction/", tell.tell, {"kind": "correction"}, name="tell_correction"),
    path("tell/removal/", tell.tell, {"kind": "removal"}, name="tell_removal"),
    path("tell/out/", tell.tell, {"kind": "out"}, name="tell_out"),
    path("tell/answer/", tell.answer, name="tell_answer"),
    path("follow/", follow.begin, name="follow_begin"),
    path("follow/<str:code>/", follow.page, name="follow"),
    path("follow/confirm/<str:mail_code>/", follow.confirm, name="follow_confirm"),
    path("follow/end/<str:mail_code>/", follow.end, name="follow_end"),
]
