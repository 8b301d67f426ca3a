"""The ways into the desk for somebody new."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from detainees.models.account import Account

VALID_FOR = timedelta(hours=72)


class InvitationQuerySet(models.QuerySet):
    """Invitations by whether their link still opens anything."""

    def open(self, at=None):
        """Those that nobody used or took back, and whose time is not over."""
        return self.filter(used_at=None, cancelled_at=None, expires_at__gt=at or timezone.now())


class Invitation(models.Model):
    """One link by which somebody becomes a volunteer, or comes back after losing a phone.

    The link itself is stored nowhere, only its hash. If the police read this table tonight they
    learn the pseudonyms that were suggested. With ``account`` it gives that account a new password
    and a new second factor; without, it makes an account.
    """

    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    role = models.CharField(_("role"), max_length=20)
    language = models.CharField(
        _("language"),
        max_length=2,
        choices=Account._meta.get_field("language").choices,
        default="ru",
    )
    suggestion = models.CharField(_("suggested pseudonym"), max_length=60, blank=True)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="invitations",
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="invitations_made",
        verbose_name=_("made by"),
    )
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    expires_at = models.DateTimeField(_("valid until"))
    used_at = models.DateTimeField(_("used at"), null=True)
    cancelled_at = models.DateTimeField(_("taken back at"), null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        default_permissions = ("add",)

    def __str__(self):
        return self.suggestion or str(self.pk)
