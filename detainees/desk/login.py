"""The ways in and out of the desk."""

import json

from django import forms
from django.conf import settings
from django.contrib.auth import login as log_in
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.core.exceptions import BadRequest, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse, reverse_lazy
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

KEPT_AT_MOST = 500_000


class LoginForm(AuthenticationForm):
    """Pseudonym and password; one answer to every kind of mistake."""

    error_messages = {
        "invalid_login": _("The pseudonym or the password is wrong."),
        "inactive": _("The pseudonym or the password is wrong."),
    }

    def confirm_login_allowed(self, user):
        """Let in only those who may enter the desk."""
        super().confirm_login_allowed(user)
        if not user.is_staff:
            raise self.get_invalid_login_error()


class Login(LoginView):
    """The login page."""

    authentication_form = LoginForm
    template_name = "desk/login.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(app_path=self.request.get_full_path(), **kwargs)


class Logout(LogoutView):
    """Ends the session, and asks the browser to forget everything of the desk."""

    next_page = reverse_lazy("desk:login")

    def post(self, request, *args, **kwargs):
        response = super().post(request, *args, **kwargs)
        response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
        return response


login = Login.as_view()
logout = Logout.as_view()


@require_POST
def set_language(request):
    """Set the language of the account (of the browser, before login) and go back."""
    language = request.POST.get("language", "")
    there = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(there, {request.get_host()}, request.is_secure()):
        there = reverse("desk:index")
    response = HttpResponseRedirect(there)
    if language not in dict(settings.LANGUAGES) or not check_for_language(language):
        return response
    if request.user.is_authenticated:
        request.user.language = language
        request.user.save(update_fields=["language"])
    else:
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, samesite="Strict")
    return response


class AgainForm(LoginForm):
    """Log in again, carrying the form that was sent when the session had ended."""

    kept = forms.CharField(widget=forms.HiddenInput, max_length=KEPT_AT_MOST, strip=False)
    there = forms.CharField(widget=forms.HiddenInput, max_length=500)

    def clean_kept(self):
        """Return [(name, value)] of the kept form."""
        try:
            pairs = json.loads(self.cleaned_data["kept"])
            return [(str(name), str(value)) for name, value in pairs]
        except (TypeError, ValueError) as error:
            raise ValidationError("kept") from error

    def clean_there(self):
        """Return the address that the form was sent to; it must be one of the desk's pages."""
        there = self.cleaned_data["there"]
        if not there.startswith(reverse("desk:index")):
            raise ValidationError("there")
        try:
            resolve(there.partition("?")[0])
        except Resolver404 as error:
            raise ValidationError("there") from error
        return there


def ask_again(request):
    """Answer a form that came after the session had ended: log in again, nothing typed is lost.

    What was typed goes back to the browser that sent it, in the page, and is stored nowhere. If the
    police hold that browser they have the page with the form anyway; it is sent with no-store.
    """
    kept = json.dumps(sent_pairs(request), ensure_ascii=False)
    if len(kept) > KEPT_AT_MOST or not may_be_kept(request):
        return HttpResponseRedirect(reverse("desk:login"))
    form = AgainForm(request, initial={"kept": kept, "there": request.get_full_path()})
    return render(request, "desk/login_again.html", {"form": form}, status=403)


def csrf_failure(request, reason=""):
    """Answer a form without a valid token: an old page, or a foreign one.

    A desk form from a page that stood open while its author logged in anew keeps what was typed.
    Only our own page can have sent it: the session's cookie comes from the same site alone, and
    the browser names us as the origin. Every other form is refused.
    """
    origin = f"{request.scheme}://{request.get_host()}"
    is_ours = request.headers.get("Origin") == origin
    is_desk = request.path_info.startswith(reverse("desk:index"))
    if not (is_ours and is_desk and request.user.is_authenticated and may_be_kept(request)):
        return render(request, "403_csrf.html", status=403)
    context = {"pairs": sent_pairs(request), "there": request.get_full_path()}
    return render(request, "desk/send_again.html", context, status=403)


def may_be_kept(request):
    """True unless the sent form holds a password: that is typed again."""
    return not any("password" in name for name in request.POST)


def sent_pairs(request):
    """Return [(name, value)] of a sent form, without its token."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken"
    ]


@require_POST
def again(request):
    """Log in, then offer the kept form to be sent once more by whoever has logged in."""
    form = AgainForm(request, data=request.POST)
    if not form.is_valid():
        if form.has_error("kept") or form.has_error("there"):
            raise BadRequest("no form to keep")
        return render(request, "desk/login_again.html", {"form": form}, status=403)
    log_in(request, form.get_user())
    context = {"pairs": form.cleaned_data["kept"], "there": form.cleaned_data["there"]}
    return render(request, "desk/send_again.html", context)
