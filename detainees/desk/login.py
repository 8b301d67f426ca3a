"""The ways in and out of the desk."""

from django import forms
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.core.exceptions import BadRequest, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from detainees.desk import sessions
from detainees.desk.delays import count_failure, is_besieged, may_try, succeeded
from detainees.desk.kept import KeptForm, kept_fields, send_again
from detainees.desk.second_factor import check_code
from detainees.desk.second_factor_pages import second_factor_page
from detainees.models import Account

WAIT = _(
    "Somebody has typed wrong passwords. Type your password and, below it, a code of your "
    "authenticator app or a recovery code: with both you get in at once. With the password alone, "
    "wait a quarter of an hour."
)


class LoginForm(AuthenticationForm):
    """Pseudonym and password; one answer to every kind of mistake.

    While guesses have to wait (see ``delays``), also a code of the second factor. Names that
    nobody has are treated alike, in words and in work.
    """

    error_messages = {
        "invalid_login": _("The pseudonym or the password is wrong."),
        "inactive": _("The pseudonym or the password is wrong."),
        "wait": WAIT,
        "wrong_together": _("The pseudonym, the password or the code is wrong."),
    }
    code = forms.CharField(
        label=_("Code"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.factor = None
        self.asks_for_code = bool(self.data.get("code"))

    def clean(self):
        """Look for the account, or say that the password alone has to wait."""
        name, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if not name or not password:
            return self.cleaned_data
        name = Account.normalize_username(name)
        code = self.cleaned_data.get("code", "")
        if not code and (is_besieged() or not may_try("name", name)):
            self.asks_for_code = True
            raise ValidationError(self.error_messages["wait"], code="wait")
        self.user_cache = authenticate(self.request, username=name, password=password)
        if self.user_cache is not None and code:
            self.factor = check_code(self.user_cache, code)
        if self.user_cache is None or bool(code) != bool(self.factor):
            count_failure()
            kind = "wrong_together" if code else "invalid_login"
            raise ValidationError(self.error_messages[kind], code=kind)
        self.confirm_login_allowed(self.user_cache)
        succeeded("name", name)
        return self.cleaned_data

    def confirm_login_allowed(self, user):
        """Let in only those who may enter the desk."""
        super().confirm_login_allowed(user)
        if not user.is_staff:
            raise self.get_invalid_login_error()


class Login(LoginView):
    """The login page: the first half, and with a code both."""

    authentication_form = LoginForm
    template_name = "desk/login.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(app_path=self.request.get_full_path(), **kwargs)

    def form_valid(self, form):
        begin_with(self.request, form)
        there = self.get_success_url()
        if form.factor:
            return HttpResponseRedirect(there)
        self.request.session["next"] = there
        return HttpResponseRedirect(reverse("desk:second_factor"))


class Logout(LogoutView):
    """Ends the session, and asks the browser to forget everything of the desk."""

    next_page = reverse_lazy("desk:login")

    def post(self, request, *args, **kwargs):
        response = super().post(request, *args, **kwargs)
        response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
        return response


login = Login.as_view()
logout = Logout.as_view()


def begin_with(request, form):
    """Begin the session of a valid LoginForm."""
    sessions.begin(request, form.get_user())
    if form.factor:
        sessions.complete(request, form.factor)


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


class AgainForm(KeptForm, LoginForm):
    """Log in again, carrying the form that was sent when the session had ended."""


def ask_again(request):
    """Answer a form that came after the session had ended: log in again, nothing typed is lost.

    What was typed goes back to the browser that sent it, in the page, and is stored nowhere. If the
    police hold that browser they have the page with the form anyway; it is sent with no-store.
    """
    fields = kept_fields(request)
    if not fields:
        return HttpResponseRedirect(reverse("desk:login"))
    form = AgainForm(request, initial=fields)
    return render(request, "desk/login_again.html", {"form": form}, status=403)


@require_POST
def again(request):
    """Log in, then offer the kept form to be sent once more by whoever has logged in."""
    form = AgainForm(request, data=request.POST)
    if not form.is_valid():
        if form.has_error("kept") or form.has_error("there"):
            raise BadRequest("no form to keep")
        return render(request, "desk/login_again.html", {"form": form}, status=403)
    begin_with(request, form)
    if form.factor:
        return send_again(request, form)
    kept = {name: request.POST[name] for name in ("kept", "there")}
    return second_factor_page(request, kept=kept)
