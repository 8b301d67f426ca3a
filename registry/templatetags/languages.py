"""The language switch: the same place in every language of the site."""

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import get_language

register = template.Library()

OWN_NAMES = {"kk": "Қазақша", "ru": "Русский", "en": "English"}
# How many letters of a name are enough where there is no room for all.
SHORT = 3
LABELS = {
    code: format_html('{}<span class="rest">{}</span>', name[:SHORT], name[SHORT:])
    for code, name in OWN_NAMES.items()
}


@register.simple_tag(takes_context=True)
def site_languages(context):
    """Return the site's languages as dicts: code, own name, label, address of this page.

    A label is the name, with what a narrow phone leaves out marked as such. Names stand in their
    own language, because who needs the switch cannot read the page. A page that exists in no other
    language (an error page) leads to the language's front page. The address repeats the query the
    visitor already has in the address bar, and adds nothing to it.
    """
    request = context.get("request")
    return [
        {
            "code": code,
            "name": OWN_NAMES[code],
            "label": LABELS[code],
            "url": place_in(code, request),
        }
        for code, _name in settings.LANGUAGES
    ]


def place_in(code, request):
    """Return the address of the requested page in the language ``code``.

    An address that is none of ours leads to the front page: it may look like another site's.
    """
    if request is None or request.resolver_match is None:
        return f"/{code}/"
    here = request.get_full_path()
    language = get_language()
    if code == language:
        return here
    beginning = f"/{language}/"
    # Every address below a language exists in each; others exist once.
    return f"/{code}/{here.removeprefix(beginning)}" if here.startswith(beginning) else f"/{code}/"
