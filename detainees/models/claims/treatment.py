"""Claims about how people were treated."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from detainees.models.claims.base import Claim
from registry.lib.dates import PartialDateField, partial_date_rule
from stations.models import Facility


@pghistory.track()
class Violation(Claim):
    """A violation from a fixed vocabulary. Needs its own permission; never public.

    If the police read this they see who complained of them: it leaves the desk only in dossiers,
    and in an export when an analyst asks for it.
    """

    class Kind(models.TextChoices):
        OVER_LIMIT = "over_limit", _("held over the limit")
        NO_LAWYER = "no_lawyer", _("no lawyer")
        RELATIVES_NOT_TOLD = "relatives_not_told", _("relatives not told")
        NO_FOOD = "no_food", _("no food")
        NO_WATER = "no_water", _("no water")
        NO_TOILET = "no_toilet", _("no toilet")
        NO_SLEEP = "no_sleep", _("no sleep")
        NO_MEDICINE = "no_medicine", _("no medicine")
        BEATEN = "beaten", _("beaten")
        INJURED = "injured", _("injured")
        PHONE_SEIZED = "phone_seized", _("phone seized")
        POLITICAL_QUESTIONS = "political_questions", _("asked about political views")
        NO_DOCUMENTS = "no_documents", _("no papers drawn up")
        MATERIAL_DESTROYED = "material_destroyed", _("photos or films erased")
        MINOR_HELD = "minor_held", _("minor held")
        CHILD_LEFT_ALONE = "child_left_alone", _("child left alone")
        THREATENED = "threatened", _("threatened")
        CROWDED_TRANSPORT = "crowded_transport", _("crowded transport")
        OTHER = "other", _("other")

    kind = models.CharField(_("what happened"), max_length=30, choices=Kind)
    at = PartialDateField(_("when"))
    facility = models.ForeignKey(
        Facility,
        on_delete=models.PROTECT,
        related_name="violations",
        verbose_name=_("where"),
        null=True,
        blank=True,
    )

    class Meta(Claim.Meta):
        verbose_name = _("violation")
        verbose_name_plural = _("violations")
        constraints = [partial_date_rule("at", "violation")]

    def __str__(self):
        return self.get_kind_display()
