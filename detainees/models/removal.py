"""What is left of somebody whose record was removed on request."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Removal(models.Model):
    """One person whose record was removed: which number, when, why and how much; no name.

    The number is the desk's own, never the public id, which stands on printed lists. If the police
    read this table they learn that a number is gone. Figures computed again count its rows.
    """

    number = models.BigIntegerField(_("number"), editable=False)
    removed_at = models.DateTimeField(_("removed at"), default=timezone.now, editable=False)
    reason = models.CharField(_("reason"), max_length=300, help_text=_("Without any name."))
    counts = models.JSONField(_("rows removed, by table"), default=dict, editable=False)

    class Meta:
        ordering = ["-removed_at", "-id"]
        verbose_name = _("removal")
        verbose_name_plural = _("removals")
        default_permissions = ("view",)

    def __str__(self):
        return f"#{self.number}, {timezone.localtime(self.removed_at):%d.%m.%Y}"


class RemovedName(models.Model):
    """A keyed hash of a removed person's name, so that an import does not bring the person back.

    Not tied to a removal and without a date. Who reads the table and holds REMOVAL_KEY can test
    whether a guessed name is in it, and learns nothing else.
    """

    digest = models.CharField(max_length=64, primary_key=True, editable=False)

    class Meta:
        verbose_name = _("removed name")
        verbose_name_plural = _("removed names")
        default_permissions = ()

    def __str__(self):
        return self.digest[:8]
