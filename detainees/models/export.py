"""What was taken out, by whom and why."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Export(models.Model):
    """One file that left the desk: who, why, which rows and columns, and its hash.

    The desk login may add rows here and never change them. If the police read it they learn that
    a pseudonym took out a list, not what stood in it: the filter's search words are not kept.
    """

    class Form(models.TextChoices):
        XLSX = "xlsx", "XLSX"
        CSV = "csv", "CSV"

    exported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="exports",
        verbose_name=_("taken out by"),
    )
    exported_by_name = models.CharField(_("pseudonym"), max_length=60)
    exported_at = models.DateTimeField(_("taken out at"), default=timezone.now)
    reason = models.CharField(_("reason"), max_length=300)
    form = models.CharField(_("form"), max_length=5, choices=Form)
    filters = models.JSONField(_("filters"), default=dict)
    columns = models.JSONField(_("columns"), default=list)
    rows = models.PositiveIntegerField(_("rows"))
    sha256 = models.CharField("SHA-256", max_length=64)

    class Meta:
        ordering = ["-exported_at", "-id"]
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        default_permissions = ("add", "view")

    def __str__(self):
        return f"{self.exported_by_name}, {timezone.localtime(self.exported_at):%d.%m.%Y %H:%M}"
