"""The panic link: a trusted other stops somebody's account, from any phone, without a login."""

from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from detainees.desk.links import hash_of, new_token
from detainees.desk.revoking import revoke
from detainees.models import Account


def make_panic_link(account):
    """Return the token of a new link for an account; only its hash is kept."""
    token = new_token()
    Account.objects.filter(pk=account.pk).update(panic_hash=hash_of(token))
    return token


@csrf_exempt  # the address itself is the secret: there are no rights of a visitor to borrow
@require_http_methods(["GET", "HEAD", "POST"])
def panic(request, token):
    """Show one button; when it is pressed, end all sessions of the account and stop it.

    Opening the page changes nothing: messengers open links by themselves. If the police read it
    they learn neither the account nor its holder; if they press the button they stop an account
    that an administrator lets in again. It leaves no cookie.
    """
    account = Account.objects.filter(panic_hash=hash_of(token)).first()
    if account is None:
        return render(request, "desk/panic.html", {"state": "gone"}, status=404)
    if request.method != "POST":
        return render(request, "desk/panic.html", {"state": "ready"})
    revoke(account, by_panic=True)
    return render(request, "desk/panic.html", {"state": "done"})


def recently_stopped():
    """Return the accounts that a panic link stopped and nobody has let in again, latest first."""
    stopped = Account.objects.filter(is_active=False, panicked_at__isnull=False)
    return stopped.order_by("-panicked_at")
