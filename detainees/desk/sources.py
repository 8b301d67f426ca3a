"""Sources at the desk: who said it or where it stands."""

from detainees.desk.choices import sources_called
from detainees.desk.lists import LimitedRows
from detainees.desk.records import RecordAdmin


class SourceAdmin(LimitedRows, RecordAdmin):
    """A source. If the police read this page they find somebody who talks: it stays at the desk."""

    list_display = ["label", "kind", "reliability"]
    search_fields = ["label", "note"]
    fields = ["kind", "label", "reliability", "contact", "url", "note"]
    ordering = ["-id"]

    def get_search_results(self, request, queryset, search_term):
        return sources_called(search_term, queryset) if search_term else queryset, False
