"""Figures at the desk: numbers that somebody claimed."""

from detainees.desk.records import RecordAdmin


class FigureAdmin(RecordAdmin):
    """A number that somebody claimed for a place and a period."""

    list_display = ["metric", "place", "date_from", "date_to", "value", "qualifier", "claimed_by"]
    search_fields = ["metric", "place", "claimed_by"]
