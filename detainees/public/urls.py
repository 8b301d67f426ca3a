"""Public addresses, below a language."""

from django.urls import path

from detainees.public import facilities, find, home, people

app_name = "public"

urlpatterns = [
    path("", home.home, name="home"),
    path("find/", find.find_person, name="find"),
    path("people/", people.person_list, name="people"),
    path("people/<slug:public_id>/", people.person_detail, name="person"),
    path("facilities/", facilities.facility_list, name="facilities"),
    path("facilities/<int:facility_id>/", facilities.facility_detail, name="facility"),
]
