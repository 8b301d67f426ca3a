"""Changes of the sentences of many people at once."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from detainees.models.source import Entry


class BulkChange(models.Model):
    """One act that changed the sentences of many people: under which entry, and whether undone.

    The changes themselves are claims like any others; this row only tells that they belong together
    and can be taken back together. If the police read this table they learn how many sentences a
    volunteer wrote down at once, and when.
    """

    entry = models.OneToOneField(
        Entry, on_delete=models.PROTECT, related_name="bulk_change", verbose_name=_("entry")
    )
    changed = models.PositiveIntegerField(_("sentences changed"))
    undone_at = models.DateTimeField(_("taken back at"), null=True, blank=True)
    undone_by_name = models.CharField(_("taken back by"), max_length=60, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("change of many sentences")
        verbose_name_plural = _("changes of many sentences")
        default_permissions = ("add",)

    def __str__(self):
        return f"#{self.pk}: {self.changed}"
