"""The protest and the deprivation of liberty."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from detainees.models.person import Person
from registry.lib.dates import display_partial
from stations.models import City


@pghistory.track()
class Rally(models.Model):
    """The protest at which people were seized: a city and a date (two for one over midnight)."""

    city = models.ForeignKey(
        City, on_delete=models.PROTECT, related_name="rallies", verbose_name=_("city")
    )
    starts_on = models.DateField(_("date"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    place = models.CharField(
        _("place"), max_length=300, blank=True, help_text=_("Public: square, street, park.")
    )
    note = models.TextField(_("note"), blank=True, help_text=_("Never public."))
    is_invented = models.BooleanField(_("invented for the demo"), default=False, editable=False)

    class Meta:
        ordering = ["-starts_on", "city"]
        verbose_name = _("rally")
        verbose_name_plural = _("rallies")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")) | models.Q(ends_on=None),
                name="rally_ends_after_start",
                violation_error_message=_("A rally cannot end before it begins."),
            ),
        ]

    def __str__(self):
        return f"{self.city.name_on(self.starts_on)}, {display_partial(self.starts_on.isoformat())}"


@pghistory.track()
class Detention(models.Model):
    """One deprivation of liberty of one person, from being seized to release.

    When and where things happened stands in claims, each with its source; nothing here is a truth.
    """

    class Role(models.TextChoices):
        PARTICIPANT = "participant", _("took part")
        PASSER_BY = "passer_by", _("passer-by")
        JOURNALIST = "journalist", _("journalist")
        DEFENDER = "human_rights_defender", _("human rights defender")
        OBSERVER = "observer", _("observer")
        LAWYER = "lawyer", _("lawyer")
        UNKNOWN = "unknown", _("not known")

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="detentions", verbose_name=_("person")
    )
    rally = models.ForeignKey(
        Rally,
        on_delete=models.PROTECT,
        related_name="detentions",
        verbose_name=_("rally"),
        null=True,
        blank=True,
        help_text=_("Public when the person is listed."),
    )
    city = models.ForeignKey(
        City,
        on_delete=models.PROTECT,
        related_name="detentions",
        verbose_name=_("city"),
        null=True,
        blank=True,
        help_text=_("Only when it was not at a rally."),
    )
    role = models.CharField(_("as"), max_length=30, choices=Role, default=Role.UNKNOWN)
    authority = models.CharField(
        _("who detained"),
        max_length=200,
        blank=True,
        help_text=_("Police, special unit, plain clothes."),
    )
    note = models.TextField(_("note"), blank=True, help_text=_("Never public."))

    class Meta:
        ordering = ["person", "id"]
        verbose_name = _("detention")
        verbose_name_plural = _("detentions")

    def __str__(self):
        return f"{self.person}: {self.rally or self.city or self.pk}"

    @property
    def place(self):
        """The City in whose local time its dates are read: the rally's, else its own, else None."""
        return self.rally.city if self.rally else self.city
