"""Who is at the desk right now."""

from datetime import UTC, datetime

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac

from detainees.models.account import Account


class Session(AbstractBaseSession):
    """One browser that is logged in, or was and could still go on.

    Neither address nor kind of device is kept. If the police read this table tonight they learn
    which pseudonym worked since when; rows go when the session ends or runs out.
    """

    account = models.ForeignKey(
        Account, null=True, on_delete=models.CASCADE, related_name="sessions"
    )
    begun_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta(AbstractBaseSession.Meta):
        ordering = ["-seen_at"]

    @classmethod
    def get_session_store_class(cls):
        return SessionStore

    @property
    def name(self):
        """What a page calls this session: tells nothing of its key."""
        return name_of(self.session_key)


class SessionStore(DatabaseStore):
    """Django's sessions in the database, each with the account that it belongs to."""

    @classmethod
    def get_model_class(cls):
        return Session

    def create_model_instance(self, data):
        row = super().create_model_instance(data)
        number = data.get("_auth_user_id")
        row.account_id = int(number) if number else None
        if "begun_at" in data:
            row.begun_at = datetime.fromtimestamp(data["begun_at"], tz=UTC)
        return row


def name_of(session_key):
    """Return what a page calls the session with this key."""
    return salted_hmac("detainees.session", session_key or "").hexdigest()[:16]
