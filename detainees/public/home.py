"""The way in."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language_from_request, override
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from detainees.public.find import FindForm, half_typed
from detainees.public.kept_pages import kept_page
from detainees.publication.places import kept_places


@require_safe
@vary_on_headers("Accept-Language")
def root(request):
    """Send a visitor to the home page in the browser's language."""
    with override(get_language_from_request(request)):
        return redirect("public:home")


# Exempt from the check against forged forms, as the box itself is.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@kept_page(lambda: "always")
def home(request):
    """The first page: what this is, and the box for a name.

    A POST is the language switch, which sends along what stands in the box: it comes back in the
    other language, unread, unkept and uncounted.
    """
    form = FindForm(initial=half_typed(request), places=kept_places())
    return render(request, "public/home.html", {"form": form, "form_id": "find"})


@require_safe
@cache_control(max_age=86_400)
def robots(request):
    """Ask every crawler to stay away: these are names of people in danger."""
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")
