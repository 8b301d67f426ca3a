"""What the law says, one row a rule and an edition of it."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _


@pghistory.track()
class LawRule(models.Model):
    """One rule of one country between two days, with the article it stands in and who read it.

    A rule without a value is known to exist and is not computed. Facts with their sources, not
    legal advice. If the police read this table they read their own laws.
    """

    class Kind(models.TextChoices):
        DETENTION = "detention", _("length of detention")
        NOTICE = "notice", _("who must be told")
        PAPERS = "papers", _("papers")
        ARREST = "arrest", _("longest arrest")
        EXCLUSION = "exclusion", _("may not be arrested")
        COUNTING = "counting", _("how time is counted")
        APPEAL = "appeal", _("appeal")
        LIABILITY = "liability", _("until when one is liable")
        RATE = "rate", _("monthly calculation index")
        FINE = "fine", _("fine")
        PENALTY = "penalty", _("penalty")
        PLACE = "place", _("place of holding")
        FORM = "form", _("form or export")

    class Unit(models.TextChoices):
        HOURS = "hours", _("hours")
        DAYS = "days", _("days")
        WORKING_DAYS = "working_days", _("working days")
        MONTHS = "months", _("months")
        YEARS = "years", _("years")
        MCI = "mci", _("MCI")
        KZT = "kzt", _("tenge")

    class Confidence(models.TextChoices):
        HIGH = "H", _("high")
        MEDIUM = "M", _("medium")
        LOW = "L", _("low")

    class Status(models.TextChoices):
        SEEN = "SEEN", _("the text was read")
        MEMORY = "MEMORY", _("from memory")

    code = models.CharField(_("code"), max_length=30)
    country = models.CharField(
        _("country"), max_length=2, default="KZ", blank=True, help_text=_("Empty: any country.")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    condition = models.CharField(_("applies to"), max_length=300)
    article = models.CharField(_("article"), max_length=100, blank=True)
    applies_from = models.DateField(_("in force from"), null=True, blank=True)
    applies_to = models.DateField(_("in force to"), null=True, blank=True)
    value = models.DecimalField(
        _("value"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Empty: not known, so nothing is computed."),
    )
    unit = models.CharField(_("unit"), max_length=15, choices=Unit, blank=True)
    charge_code = models.CharField(_("code of the charge"), max_length=3, blank=True)
    charge_article = models.CharField(_("article of the charge"), max_length=10, blank=True)
    charge_part = models.CharField(_("part of the charge"), max_length=10, blank=True)
    confidence = models.CharField(_("how sure"), max_length=1, choices=Confidence)
    status = models.CharField(_("read or remembered"), max_length=6, choices=Status)
    source = models.CharField(_("where it was read"), max_length=300, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)

    class Meta:
        ordering = ["country", "code", "applies_from"]
        verbose_name = _("rule of law")
        verbose_name_plural = _("rules of law")
        constraints = [
            models.UniqueConstraint(
                fields=["country", "code", "applies_from"],
                nulls_distinct=False,
                name="lawrule_one_row_an_edition",
                violation_error_message=_("This edition of the rule is here already."),
            ),
            models.CheckConstraint(
                condition=models.Q(applies_to__gte=models.F("applies_from"))
                | models.Q(applies_from=None)
                | models.Q(applies_to=None),
                name="lawrule_ends_after_start",
                violation_error_message=_("A rule cannot end before it begins."),
            ),
        ]

    def __str__(self):
        return f"{self.code}: {self.article or self.condition}"

    @property
    def caveat(self):
        """What must stand beside the rule wherever it is shown; "" when its text was read."""
        if self.status == self.Status.MEMORY:
            return str(_("to be checked by a lawyer"))
        return ""
