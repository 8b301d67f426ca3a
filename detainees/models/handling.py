"""What the desk does about a reason for attention."""

import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from detainees.models.detention import Detention


@pghistory.track()
class Handling(models.Model):
    """One reason for attention of one detention: who has taken it until when, and how it ended.

    The reason itself is computed (SQL function ``attention_spans``). A closed one comes back when
    it is no longer the same: another detail (48 hours of silence after 24) or another ``since``.
    Pseudonyms are kept as text beside the account. If the police read this table they learn which
    cases the desk worked on, under which pseudonyms; the note must name nobody.
    """

    detention = models.ForeignKey(
        Detention, on_delete=models.PROTECT, related_name="handlings", verbose_name=_("detention")
    )
    reason = models.CharField(_("reason"), max_length=30)
    detail = models.CharField(_("detail"), max_length=60, blank=True)
    since = models.DateTimeField(_("since"), null=True, blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="handlings",
        verbose_name=_("taken by"),
        null=True,
        blank=True,
    )
    taken_by_name = models.CharField(_("pseudonym"), max_length=60, blank=True)
    taken_until = models.DateTimeField(_("taken until"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    closed_by_name = models.CharField(_("closed by"), max_length=60, blank=True)
    note = models.CharField(_("what was done"), max_length=300, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("handling")
        verbose_name_plural = _("handlings")
        default_permissions = ("change",)
        constraints = [
            models.UniqueConstraint(
                fields=["detention", "reason", "detail"], name="handling_one_a_reason"
            ),
        ]

    def __str__(self):
        return f"{self.reason} {self.detail}".strip()
