"""Dates in words."""

from django import template

from registry.lib.dates import display_day, display_partial

register = template.Library()


@register.filter
def partial_date(value):
    """Show a stored partial date in the words of the active language; "" for nothing."""
    return display_partial(value)


@register.filter
def local_day(instant):
    """Show the local day of an instant in the words of the active language; "" for none."""
    return display_day(instant) if instant else ""
