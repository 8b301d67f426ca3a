"""What people at the desk do with their own account: sessions, second factors, the panic link."""

from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import messages
from django.contrib.auth import authenticate
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from detainees.desk import sessions
from detainees.desk.delays import may_try, succeeded
from detainees.desk.panic import make_panic_link
from detainees.desk.second_factor import OPENING, note_change
from detainees.desk.second_factor_pages import recovery_codes_page
from detainees.models import Session
from detainees.models.session import name_of

# What may be done right after the password was typed again.
WAYS_ON = {"new_factor", "recovery_codes", "panic_link"}


class PasswordForm(forms.Form):
    """The password once more: a phone that was left open is not enough."""

    password = forms.CharField(
        label=gettext_lazy("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


@require_GET
def account(request):
    """Show the account's own sessions and second factors, and what can be done with them.

    Who is harmed if the police read it: the account's holder, whose hours of work it shows.
    """
    own = Session.objects.filter(account=request.user, expire_date__gt=timezone.now())
    factors = Authenticator.objects.filter(user=request.user, type__in=OPENING).order_by("pk")
    context = {
        "sessions": own,
        "current": name_of(request.session.session_key),
        "factors": factors,
        "codes_left": codes_left(request.user),
        "has_panic_link": bool(request.user.panic_hash),
    }
    return render(request, "desk/account.html", context)


def codes_left(account):
    """Return how many recovery codes of an account were not used yet."""
    codes = Authenticator.objects.filter(user=account, type=Authenticator.Type.RECOVERY_CODES)
    return sum(len(each.wrap().get_unused_codes()) for each in codes)


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request):
    """Ask for the password once more, then go on to the page that needs it."""
    way = request.GET.get("next", "")
    there = reverse(f"desk:{way}") if way in WAYS_ON else reverse("desk:account")
    form = PasswordForm(request.POST or None)
    if form.is_valid() and knows_password(request, form.cleaned_data["password"]):
        sessions.confirm(request)
        return HttpResponseRedirect(there)
    if form.is_bound:
        form.add_error("password", _("The password is wrong."))
    return render(request, "desk/confirm.html", {"form": form})


def knows_password(request, password):
    """True when the password is right; guesses are slowed down."""
    if not may_try("confirm", request.user.pk):
        return False
    found = authenticate(request, username=request.user.username, password=password)
    if found != request.user:
        return False
    succeeded("confirm", request.user.pk)
    return True


def ask_for_password(way):
    """Send whoever did not type the password just now to the page that asks for it."""
    return HttpResponseRedirect(f"{reverse('desk:confirm')}?next={way}")


@require_POST
def end_session(request, name):
    """End one of the account's own sessions."""
    for session in Session.objects.filter(account=request.user):
        if session.name == name:
            session.delete()
            messages.success(request, _("The session was ended."))
            return HttpResponseRedirect(reverse("desk:account"))
    raise Http404


@require_POST
def end_other_sessions(request):
    """End all of the account's sessions but this one."""
    sessions.end_sessions(request.user, besides=request.session.session_key)
    messages.success(request, _("All other sessions were ended."))
    return HttpResponseRedirect(reverse("desk:account"))


@require_POST
def remove_factor(request, number):
    """Take one second factor away; never the last one."""
    factor = get_object_or_404(Authenticator, pk=number, user=request.user, type__in=OPENING)
    if not sessions.is_confirmed(request):
        return ask_for_password("account")
    others = Authenticator.objects.filter(user=request.user, type__in=OPENING).exclude(pk=number)
    if not others.exists():
        messages.error(request, _("Add another second step first: this is the only one."))
    else:
        factor.delete()
        note_change(request.user)
        messages.success(request, _("The second step was removed."))
    return HttpResponseRedirect(reverse("desk:account"))


@require_http_methods(["GET", "HEAD", "POST"])
def recovery_codes(request):
    """Make new recovery codes and show them once; the old ones open nothing any more."""
    if not sessions.is_confirmed(request):
        return ask_for_password("recovery_codes")
    if request.method != "POST":
        return render(request, "desk/new_recovery_codes.html")
    return recovery_codes_page(request)


@require_http_methods(["GET", "HEAD", "POST"])
def panic_link(request):
    """Make the link that stops the account, and show it once; a link made before is worth nothing.

    Who is harmed if the police read it: whoever has the link can stop this account, nothing else.
    """
    if not sessions.is_confirmed(request):
        return ask_for_password("panic_link")
    if request.method != "POST":
        return render(request, "desk/panic_link.html")
    link = request.build_absolute_uri(reverse("desk:panic", args=[make_panic_link(request.user)]))
    return render(request, "desk/panic_link.html", {"link": link})
