"""How much an account has read, and how often somebody guessed: numbers, never what or who."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Delay(models.Model):
    """How often a guess failed, so that the next one has to wait.

    ``key`` is a keyed hash of a pseudonym (or whatever somebody typed for one) or of an account.
    If the police read this table tonight they learn that somebody guessed, not whose password.
    """

    key = models.CharField(max_length=64, primary_key=True)
    failures = models.PositiveIntegerField()
    failed_at = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return str(self.failures)


class PageRead(models.Model):
    """One page about a person was opened by an account; of whom is not kept. Gone after a day."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="pages_read"
    )
    read_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["account", "read_at"])]

    def __str__(self):
        return str(self.read_at)


class Allowance(models.Model):
    """A volunteer who came to the limit of pages asks for more; a moderator says yes."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="allowances"
    )
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)
    granted_at = models.DateTimeField(_("allowed at"), null=True)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="allowances_granted",
    )

    class Meta:
        ordering = ["asked_at"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["account"],
                condition=models.Q(granted_at=None),
                name="allowance_one_open_wish_each",
            )
        ]

    def __str__(self):
        return str(self.asked_at)
