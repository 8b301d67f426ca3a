"""Telephone numbers as links."""

import re

from django import template

register = template.Library()

NUMBER = re.compile(r"\+?[0-9](?:[ ()\-\u2010-\u2013\u00a0]*[0-9]){2,14}")


@register.filter
def dialled(text):
    """Return the first telephone number in ``text`` as a phone dials it; "" when there is none."""
    found = NUMBER.search(text or "")
    return re.sub("[^+0-9]", "", found.group()) if found else ""
