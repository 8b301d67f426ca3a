"""Addresses of the search and of people who may be written down twice."""

from django.urls import path

from detainees.desk.duplicate_queue import duplicate_queue
from detainees.desk.finding import found, search
from detainees.desk.registered import records

finding = [
    path("duplicates/", records.admin_view(duplicate_queue), name="duplicates"),
    path("people/search/", records.admin_view(search), name="search"),
    path("people/search/<slug:number>/", records.admin_view(found), name="found"),
]
