"""Helplines at the desk: whom relatives can call."""

from detainees.desk.records import RecordAdmin


class HelplineAdmin(RecordAdmin):
    """A line that relatives can call. The public sees all of a line that is shown."""

    list_display = ["__str__", "kind", "phone", "city", "is_shown"]
    search_fields = ["name_kk", "name_ru", "name_en", "phone"]
