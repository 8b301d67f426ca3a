"""The log of what was taken out: a list to read."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from detainees.desk.records import RecordAdmin


@admin.display(description=_("filters"))
def filters(export):
    """How the people were chosen, as ``level=listed, search``; never the words of a search."""
    return ", ".join(
        name if value is True else f"{name}={value}" for name, value in export.filters.items()
    )


@admin.display(description=_("columns"))
def columns(export):
    """The codes of the columns."""
    return ", ".join(export.columns)


class ExportAdmin(RecordAdmin):
    """Who took out what and why, with the file's hash; nothing to open, write or change.

    If the police read the page they learn which pseudonym took out how many rows, and the reason.
    """

    list_display = [
        "exported_at",
        "exported_by_name",
        "reason",
        "form",
        "rows",
        filters,
        columns,
        "sha256",
    ]
    list_display_links = None

    def get_urls(self):
        return [page for page in super().get_urls() if page.name and "changelist" in page.name]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
