"""What is being typed and not saved yet."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Draft(models.Model):
    """One unsaved form of one volunteer, sealed (see ``desk.drafts``): gone after a day or on save.

    No history: a history of drafts would keep for ever what its author chose not to save. If the
    police read this table they learn who was typing when, and how much; not what.
    """

    LASTS = timedelta(hours=24)

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="drafts",
        verbose_name=_("account"),
    )
    key = models.CharField(max_length=32, unique=True, editable=False)
    sealed = models.BinaryField()
    saved_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering = ["-saved_at"]
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        default_permissions = ()

    def __str__(self):
        return self.key
