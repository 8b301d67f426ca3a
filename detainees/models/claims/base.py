"""What every claim carries."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from detainees.models.detention import Detention
from detainees.models.source import Entry, Source


class Certainty(models.TextChoices):
    """How sure the source is of what it says (after the HURIDOCS scale for information)."""

    CONFIRMED = "confirmed", _("confirmed")
    PROBABLE = "probable", _("probable")
    POSSIBLE = "possible", _("possible")
    DOUBTFUL = "doubtful", _("doubtful")
    UNKNOWN = "unknown", _("not graded")


class Claim(models.Model):
    """One row: what one source says about one detention, heard when, how certain, written by whom.

    Two people who say the same are two rows; contradictions stay side by side.
    """

    detention = models.ForeignKey(
        Detention,
        on_delete=models.PROTECT,
        related_name="%(class)s_claims",
        verbose_name=_("detention"),
    )
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="%(class)s_claims", verbose_name=_("source")
    )
    heard_at = models.DateTimeField(_("heard at"), default=timezone.now)
    certainty = models.CharField(
        _("certainty"), max_length=10, choices=Certainty, default=Certainty.UNKNOWN
    )
    entry = models.ForeignKey(
        Entry, on_delete=models.PROTECT, related_name="%(class)s_claims", verbose_name=_("entry")
    )
    note = models.TextField(_("note"), blank=True, help_text=_("Never public."))

    class Meta:
        abstract = True
        ordering = ["id"]
