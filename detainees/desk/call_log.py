"""The log of what the hotline told: a list to read, for moderators."""

from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from detainees.desk.records import RecordAdmin


@admin.display(description=_("person"))
def person(call):
    """The person's number, and of the record that it was merged into; no name stands here."""
    if call.person is None:
        return "–"
    into = call.person.merged_into_id
    return format_html("#{} → #{}" if into else "#{}", call.person_id, into)


class CallAdmin(RecordAdmin):
    """Who told what about whom; nothing to open, write or change.

    If the police read the page they learn that somebody asked about a number of the desk, and
    which pseudonym answered.
    """

    list_display = ["answered_at", "answered_by_name", person, "told"]
    list_display_links = None
    list_select_related = ["person"]
    ordering = ["-id"]

    def get_urls(self):
        return [page for page in super().get_urls() if page.name and "changelist" in page.name]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
