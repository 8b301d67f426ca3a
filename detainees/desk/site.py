"""The desk's records: Django's admin, with our own ways in and out."""

from django.contrib import admin
from django.http import Http404
from django.urls import path
from django.utils.translation import gettext_lazy as _

from detainees.desk.choices import choices
from detainees.desk.login import login, logout, set_language


class DeskSite(admin.AdminSite):
    """The pages under /desk/records/. Only what is registered here by name exists."""

    site_header = _("Detainee Registry")
    site_title = _("Desk")
    index_title = _("Records")
    site_url = None
    enable_nav_sidebar = False  # it writes to the browser's storage
    password_change_template = "desk/password_change.html"  # noqa: S105
    password_change_done_template = "desk/password_changed.html"  # noqa: S105

    def get_urls(self):
        return [
            path("choices/", self.admin_view(choices), name="choices"),
            path("language/", set_language, name="language"),
            *super().get_urls(),
        ]

    def autocomplete_view(self, request):
        """Nothing: its search words would stand in an address. See ``choices``."""
        raise Http404

    def login(self, request, extra_context=None):
        return login(request)

    def logout(self, request, extra_context=None):
        return logout(request)

    def get_log_entries(self, request):
        """Nothing: the admin's log is not written."""
        return []


records = DeskSite(name="records")
