"""Addresses of the boards: pages with work that waits."""

from django.urls import path

from detainees.desk.accept_board import accept_board
from detainees.desk.attention import attention, concern
from detainees.desk.bulk_board import bulk, bulk_change
from detainees.desk.consent_board import consent_board
from detainees.desk.file_pages import file_copy, files
from detainees.desk.registered import records
from detainees.desk.releases import releases

boards = [
    path("attention/", records.admin_view(attention), name="attention"),
    path("attention/<int:detention>/<slug:reason>/", records.admin_view(concern), name="concern"),
    path("releases/", records.admin_view(releases), name="releases"),
    path("accept/", records.admin_view(accept_board), name="accept"),
    path("consents/", records.admin_view(consent_board), name="consents"),
    path("sentences/", records.admin_view(bulk), name="bulk"),
    path("sentences/<int:pk>/", records.admin_view(bulk_change), name="bulk_change"),
    path("detentions/<int:pk>/files/", records.admin_view(files), name="files"),
    path("files/<int:pk>/", records.admin_view(file_copy), name="file_copy"),
]
