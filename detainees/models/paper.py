"""Photos and papers that were handed in: a ruling, a protocol."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from detainees.models.detention import Detention
from detainees.models.source import Entry, Source


class FileQuerySet(models.QuerySet):
    """Sets of files; their bytes are read only where they are sent."""

    def without_bytes(self):
        """Leave the bytes in the database."""
        return self.defer("original", "copy")


@pghistory.track(exclude=["original", "copy"])
class File(models.Model):
    """One photo or paper about a detention, as one source handed it in. Never public.

    ``original`` is encrypted to a key whose other half is kept offline: neither this server nor who
    takes it away can read it. ``copy`` is a picture made anew of it, without metadata, which the
    desk shows; a PDF has none. Both stand in the database, not in a folder: so a file is there
    together with its row or not at all, whenever the power fails; backups and removal need no
    second step, and the desk's login is the only way to it. If the police read this table tonight
    they see the copies: rulings name people, so it is as secret as the record.
    """

    class Kind(models.TextChoices):
        RULING = "ruling", _("ruling")
        PROTOCOL = "protocol", _("protocol")
        MEDICAL = "medical", _("medical paper")
        OTHER = "other", _("other")

    class MediaType(models.TextChoices):
        JPEG = "image/jpeg", "JPEG"
        PNG = "image/png", "PNG"
        WEBP = "image/webp", "WebP"
        PDF = "application/pdf", "PDF"

    detention = models.ForeignKey(
        Detention, on_delete=models.PROTECT, related_name="files", verbose_name=_("detention")
    )
    kind = models.CharField(_("what it is"), max_length=10, choices=Kind, default=Kind.RULING)
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="files", verbose_name=_("source")
    )
    entry = models.ForeignKey(
        Entry, on_delete=models.PROTECT, related_name="files", verbose_name=_("entry")
    )
    media_type = models.CharField(_("type"), max_length=20, choices=MediaType)
    size = models.PositiveIntegerField(_("bytes"))
    sha256 = models.CharField("SHA-256", max_length=64)
    original = models.BinaryField(_("original, encrypted"))
    copy = models.BinaryField(_("copy without metadata"), blank=True)

    objects = FileQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("file")
        verbose_name_plural = _("files")
        constraints = [
            models.UniqueConstraint(
                fields=["detention", "sha256"],
                name="file_once_a_detention",
                violation_error_message=_("This file is here already."),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} #{self.pk}"
