"""What every answer carries, who is writing, and the one line that is logged a request."""

import logging
import time

import pghistory
from django.utils import translation

log = logging.getLogger("registry.requests")

# Nothing may run or load that we did not serve; the public side runs no script at all.
PUBLIC_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
DESK_POLICY = PUBLIC_POLICY + "; script-src 'self'; connect-src 'self'; font-src 'self'"
# Other words in a method's place are a visitor's own, and are not logged.
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


class HeadersMiddleware:
    """Sets the content policy and caching, and logs method, route name, status, milliseconds.

    Neither path nor query nor address is logged: they hold names and where a visitor is.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        begun = time.monotonic()
        response = self.get_response(request)
        is_desk = request.path_info.startswith("/desk/")
        response.setdefault("Content-Security-Policy", DESK_POLICY if is_desk else PUBLIC_POLICY)
        if not is_desk:
            response.setdefault("Referrer-Policy", "no-referrer")
        response.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        response.setdefault("X-Robots-Tag", "noindex, nofollow, noarchive")
        if is_desk:
            response["Cache-Control"] = "no-store"
        # A page that stays in a browser tells whoever takes the phone who was looked for.
        response.setdefault("Cache-Control", "no-store")
        match = request.resolver_match
        log.info(
            "%s %s %s %d ms",
            request.method if request.method in METHODS else "-",
            match.view_name if match else "-",
            response.status_code,
            (time.monotonic() - begun) * 1000,
        )
        return response


class AccountLanguageMiddleware:
    """The desk speaks the account's language, whatever the browser asks for."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path_info.startswith("/desk/") or not request.user.is_authenticated:
            return self.get_response(request)
        with translation.override(request.user.language):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
            # Admin pages are rendered late; they must be rendered in this language.
            if hasattr(response, "render") and not getattr(response, "is_rendered", True):
                response.render()
            return response


class HistoryMiddleware:
    """Puts the account into the history of whatever a desk request writes."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method in ("GET", "HEAD", "OPTIONS") or not request.user.is_authenticated:
            return self.get_response(request)
        with pghistory.context(account=request.user.pk, name=request.user.get_username()):
            return self.get_response(request)
