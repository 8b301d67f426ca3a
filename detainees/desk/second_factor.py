"""What besides the password opens the desk: authenticator app, passkey, recovery codes.

Keys, codes and their checks are django-allauth's; ours are three things that it leaves open:
secrets are encrypted in the database, a code of the app opens once however many processes serve
the desk, and wrong codes are slowed down without any address being kept.
"""

import base64
import hashlib

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.webauthn.internal import auth as webauthn
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from detainees.desk.delays import may_try, succeeded
from detainees.models import Account

Type = Authenticator.Type
OPENING = (Type.TOTP, Type.WEBAUTHN)
NEW_SECRET = "new_secret"  # noqa: S105


class Adapter(DefaultMFAAdapter):
    """Encrypts secrets, and calls the desk by a name that says nothing on a seized phone."""

    def encrypt(self, text):
        return cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return cipher().decrypt(encrypted_text.encode()).decode()

    def get_totp_issuer(self):
        return "Desk"

    def _get_site_name(self):
        return "Desk"


def cipher():
    """Return what encrypts with the environment's key: the database alone tells nothing."""
    key = hashlib.sha256(settings.SECOND_FACTOR_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


def factors_of(account):
    """Return the types of what opens the desk for an account besides recovery codes."""
    return set(
        Authenticator.objects.filter(user=account, type__in=OPENING).values_list("type", flat=True)
    )


def check_code(account, code):
    """Return the factor that a code belongs to, used up by this call; None for a wrong code.

    Codes of the app count forwards: neither a code nor an older one opens again. None, too, while
    wrong codes for the account have to wait.
    """
    if not may_try("code", account.pk):
        return None
    with transaction.atomic():
        factors = Authenticator.objects.select_for_update().filter(user=account)
        for factor in factors.exclude(type=Type.WEBAUTHN).order_by("pk"):
            if accepts(factor, code):
                factor.record_usage()
                succeeded("code", account.pk)
                return factor
    return None


def accepts(factor, code):
    """True when ``code`` is one of ``factor``, a locked row; it is used up."""
    if factor.type == Type.RECOVERY_CODES:
        accepted = factor.wrap().validate_code(code)
        factor.refresh_from_db()
        return accepted
    secret = totp.decrypt(factor.data["secret"])
    counter = counter_of(secret, code, after=factor.data.get("counter", 0))
    if counter is None:
        return False
    factor.data["counter"] = counter
    factor.save(update_fields=["data"])
    return True


def counter_of(secret, code, *, after=0):
    """Return the half-minute later than ``after`` that a code of the app stands for, or None."""
    for counter in totp.yield_hotp_counters_from_time():
        expected = totp.format_hotp_value(totp.hotp_value(secret, counter))
        if counter > after and compare_user_code(actual=code, expected=expected):
            return counter
    return None


def check_passkey(account, credential):
    """Return the passkey that answered our question; None when it is none of the account's."""
    try:
        webauthn.parse_authentication_response(credential)
        factor = webauthn.complete_authentication(account, credential)
    except (ValidationError, KeyError, TypeError, ValueError, AttributeError):
        return None
    factor.record_usage()
    return factor


def new_secret(session):
    """Return the secret that the page of a new app shows, kept encrypted until it is confirmed."""
    kept = session.get(NEW_SECRET)
    if kept:
        return totp.decrypt(kept)
    secret = totp.generate_totp_secret()
    session[NEW_SECRET] = totp.encrypt(secret)
    return secret


def add_app(account, session, code):
    """Give an account the app that has just shown ``code``; None when the code is wrong."""
    secret = new_secret(session)
    counter = counter_of(secret, code)
    if counter is None:
        return None
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=account.pk)
        Authenticator.objects.filter(user=account, type=Type.TOTP).delete()
        factor = totp.TOTP.activate(account, secret).instance
        factor.data["counter"] = counter
        factor.save(update_fields=["data"])
    del session[NEW_SECRET]
    note_change(account)
    return factor


def forget_factors(account):
    """Take all second factors of an account away: the next login makes new ones."""
    Authenticator.objects.filter(user=account).delete()
    note_change(account)


def note_change(account):
    """Let the account's history tell that a second step came or went, and by whose hand."""
    Account.objects.filter(pk=account.pk).update(factors_changed_at=timezone.now())


def set_app(account, secret):
    """Give an account the app with a known secret, unless it has that one: for the demo alone."""
    for factor in Authenticator.objects.filter(user=account, type=Type.TOTP):
        try:
            if totp.decrypt(factor.data["secret"]) == secret:
                return
        except InvalidToken:  # the demo's key was made anew
            pass
        factor.delete()
    totp.TOTP.activate(account, secret)


def add_passkey(account, credential):
    """Give an account the passkey that answered our question; None when the answer is no good."""
    try:
        webauthn.parse_registration_response(credential)
        webauthn.complete_registration(credential)
    except (ValidationError, KeyError, TypeError, ValueError, AttributeError):
        return None
    factor = webauthn.WebAuthn.add(account, "", credential).instance
    note_change(account)
    return factor


def new_recovery_codes(account):
    """Return ten new codes, each of which opens once; the codes of before open nothing any more."""
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=account.pk)
        Authenticator.objects.filter(user=account, type=Type.RECOVERY_CODES).delete()
        note_change(account)
        return RecoveryCodes.activate(account).generate_codes()
