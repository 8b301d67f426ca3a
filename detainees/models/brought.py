"""What was brought in, so that it can be taken back as a whole."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from detainees.models.source import Entry


class Import(models.Model):
    """One file brought in: under which entry, how many people, and whether it was taken back.

    If the police read this table they learn how large a list was; whoever holds the same file can
    tell by its hash that the desk has it. Neither its name nor its contents stand here.
    """

    entry = models.OneToOneField(
        Entry, on_delete=models.PROTECT, related_name="brought", verbose_name=_("entry")
    )
    sha256 = models.CharField("SHA-256", max_length=64, editable=False)
    brought = models.PositiveIntegerField(_("people brought in"), default=0, editable=False)
    held_back = models.PositiveIntegerField(
        _("held back: removed at request"), default=0, editable=False
    )
    undone_at = models.DateTimeField(_("taken back at"), null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["sha256"],
                condition=models.Q(undone_at=None),
                name="import_of_a_file_once",
                violation_error_message=_("This file was brought in already."),
            ),
        ]

    def __str__(self):
        return f"{self.pk}, {timezone.localtime(self.entry.entered_at):%d.%m.%Y %H:%M}"
