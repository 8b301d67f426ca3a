"""The pages between the password and the desk: show the second factor, or make one."""

import io

import qrcode
from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn.internal import auth as webauthn
from django import forms
from django.core.exceptions import BadRequest
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from detainees.desk import sessions
from detainees.desk.kept import KeptForm, kept_fields, send_again
from detainees.desk.second_factor import (
    Type,
    add_app,
    add_passkey,
    check_code,
    check_passkey,
    factors_of,
    new_recovery_codes,
    new_secret,
)

READ_OR_SEND = require_http_methods(["GET", "HEAD", "POST"])


class CodeForm(forms.Form):
    """A code of the app, or a recovery code."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class PasskeyForm(forms.Form):
    """What the browser answers when it is asked for a passkey; a script fills it in."""

    credential = forms.JSONField(widget=forms.HiddenInput)


def ask_second_factor(request):
    """Answer whoever has shown the password alone and asks for a page of the desk."""
    kept = kept_fields(request) if request.method == "POST" else {}
    if not kept:
        return HttpResponseRedirect(reverse("desk:second_factor"))
    return second_factor_page(request, kept=kept, status=403)


@READ_OR_SEND
def second_factor(request):
    """Take the second factor and open the desk.

    Who is harmed: nobody; the page names nobody. Who has the password alone gets no further.
    """
    if sessions.is_complete(request):
        return HttpResponseRedirect(reverse("desk:index"))
    if request.method != "POST":
        return second_factor_page(request)
    kept, kept_form = carried_on(request)
    form, factor = shown_factor(request)
    if factor is None:
        return second_factor_page(request, form=form, kept=kept)
    sessions.complete(request, factor)
    if kept_form:
        return send_again(request, kept_form)
    return HttpResponseRedirect(request.session.pop("next", reverse("desk:index")))


def carried_on(request):
    """Return (the fields that carry a form on, {} for none; the form, None for none)."""
    kept = {name: request.POST[name] for name in ("kept", "there") if name in request.POST}
    form = KeptForm(kept) if kept else None
    if form and not form.is_valid():
        raise BadRequest("no form to keep")
    return kept, form


def shown_factor(request):
    """Return (the code form, the factor that was shown or None, with the error in the form)."""
    if "credential" in request.POST:
        form, passkey = CodeForm({}), PasskeyForm(request.POST)
        factor = passkey.is_valid() and check_passkey(
            request.user, passkey.cleaned_data["credential"]
        )
        message = _("This passkey was not recognised. Try again, or type a code.")
    else:
        form = CodeForm(request.POST)
        factor = form.is_valid() and check_code(request.user, form.cleaned_data["code"])
        message = _("This code is wrong or was used already. Wait for the next one.")
    if factor:
        return form, factor
    form.full_clean()
    form.errors.pop("code", None)
    form.add_error(None, message)
    return form, None


def second_factor_page(request, *, form=None, kept=None, status=200):
    """Show the page that asks for the second factor; who has none yet makes one."""
    types = factors_of(request.user)
    if not types and kept:
        return new_factor_page(request, CodeForm(), kept=kept, status=status)
    if not types:
        return HttpResponseRedirect(reverse("desk:new_factor"))
    context = {
        "form": form or CodeForm(),
        "kept": kept or {},
        "has_app": Type.TOTP in types,
        "question": passkey_question(request.user) if Type.WEBAUTHN in types else None,
    }
    return render(request, "desk/second_factor.html", context, status=status)


def passkey_question(account):
    """Return what the browser is asked: to answer with one of the account's passkeys."""
    return {"request_options": webauthn.begin_authentication(account)}


def may_make_factor(request):
    """True for who has none yet, and for who is inside and has just typed the password again."""
    if sessions.is_complete(request):
        return sessions.is_confirmed(request)
    return not factors_of(request.user)


def elsewhere(request):
    """Send whoever may not make a factor now to the page that comes first."""
    way = "desk:confirm" if sessions.is_complete(request) else "desk:second_factor"
    return HttpResponseRedirect(reverse(way))


@READ_OR_SEND
def new_factor(request):
    """Make an authenticator app or a passkey the second factor; the first brings recovery codes.

    Who is harmed: who films this page over a shoulder has the app's secret. It is shown until the
    first right code and never again.
    """
    if not may_make_factor(request):
        return elsewhere(request)
    if request.method != "POST":
        return new_factor_page(request, CodeForm())
    is_first = not sessions.is_complete(request)
    kept, kept_form = carried_on(request)
    form, factor = made_factor(request)
    if factor is None:
        return new_factor_page(request, form, kept=kept)
    if is_first:
        sessions.complete(request, factor)
        return recovery_codes_page(request, kept_form)
    return HttpResponseRedirect(reverse("desk:account"))


def made_factor(request):
    """Return (the code form, the factor that was made or None, with the error in the form)."""
    if "credential" in request.POST:
        form, passkey = CodeForm({}), PasskeyForm(request.POST)
        factor = passkey.is_valid() and add_passkey(
            request.user, passkey.cleaned_data["credential"]
        )
        message = _("No passkey was made. Try again, or use an authenticator app.")
    else:
        form = CodeForm(request.POST)
        factor = form.is_valid() and add_app(
            request.user, request.session, form.cleaned_data["code"]
        )
        message = _("This code is wrong. Is the clock of the phone right? Type the next code.")
    if factor:
        return form, factor
    form.full_clean()
    form.errors.pop("code", None)
    form.add_error(None, message)
    return form, None


def new_factor_page(request, form, *, kept=None, status=200):
    """Show the secret for an app, as a picture and in letters, and offer a passkey."""
    secret = new_secret(request.session)
    context = {
        "form": form,
        "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        "app_url": get_adapter().build_totp_url(request.user, secret),
        "has_app": Type.TOTP in factors_of(request.user),
        "question": {"creation_options": webauthn.begin_registration(request.user, False)},
        "kept": kept or {},
    }
    return render(request, "desk/new_factor.html", context, status=status)


@require_GET
def new_factor_picture(request):
    """Answer with the app's secret as a QR code: pages may show no picture that stands in them."""
    if not may_make_factor(request):
        return elsewhere(request)
    url = get_adapter().build_totp_url(request.user, new_secret(request.session))
    picture = io.BytesIO()
    qrcode.make(url, box_size=6, border=4).save(picture, format="PNG")
    return HttpResponse(picture.getvalue(), content_type="image/png")


def recovery_codes_page(request, kept_form=None):
    """Make recovery codes and show them, this once, with the way on or the form that was kept."""
    there = request.session.pop("next", reverse("desk:index"))
    context = {"codes": new_recovery_codes(request.user), "there": there}
    if kept_form:
        kept = kept_form.cleaned_data
        context |= {"pairs": kept["kept"], "there": kept["there"]}
    return render(request, "desk/recovery_codes.html", context)
