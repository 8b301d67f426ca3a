"""Forms that came too late: asked again who sent them, they are sent once more; nothing is lost."""

import json

from django import forms
from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse

KEPT_AT_MOST = 500_000
# What opens the desk is typed again.
NEVER_KEPT = {"code", "credential"}


class KeptForm(forms.Form):
    """A form that was sent before its author was let in, and the address that it was sent to."""

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


def kept_fields(request):
    """Return the fields that carry the sent form on, {} when it is too long or must not be kept."""
    kept = json.dumps(sent_pairs(request), ensure_ascii=False)
    if len(kept) > KEPT_AT_MOST or not may_be_kept(request):
        return {}
    return {"kept": kept, "there": request.get_full_path()}


def send_again(request, form):
    """Offer a kept form (a valid KeptForm) to be sent once more."""
    context = {"pairs": form.cleaned_data["kept"], "there": form.cleaned_data["there"]}
    return render(request, "desk/send_again.html", context)


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
    """True unless the sent form holds a password or a code: those are typed again."""
    return not any("password" in name or name in NEVER_KEPT for name in request.POST)


def sent_pairs(request):
    """Return [(name, value)] of a sent form, without its token."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken"
    ]
