"""Numbers that somebody claimed."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _


@pghistory.track()
class Figure(models.Model):
    """A number somebody claimed for a place and a period; those of two periods never add."""

    class Qualifier(models.TextChoices):
        EXACT = "exact", _("exactly")
        ABOUT = "about", _("about")
        AT_LEAST = "at least", _("at least")
        MORE_THAN = "more than", _("more than")
        BETWEEN = "between", _("between")
        SEVERAL_DOZEN = "several dozen", _("several dozen")
        SEVERAL_CASES = "several cases", _("several cases")

    class ClaimantKind(models.TextChoices):
        OFFICIAL = "official", _("official")
        INDEPENDENT = "independent", _("independent")
        REGISTRY = "registry", _("registry")

    metric = models.SlugField(_("what is counted"), max_length=60)
    place = models.CharField(_("place"), max_length=200)
    date_from = models.DateField(_("from"))
    date_to = models.DateField(_("to"))
    value = models.PositiveIntegerField(_("number"), null=True, blank=True)
    value_to = models.PositiveIntegerField(_("up to"), null=True, blank=True)
    qualifier = models.CharField(_("how exact"), max_length=20, choices=Qualifier)
    claimed_by = models.CharField(_("claimed by"), max_length=200)
    claimant_kind = models.CharField(_("kind of claimant"), max_length=20, choices=ClaimantKind)
    section = models.CharField(_("section of the report"), max_length=20, blank=True)
    footnote = models.CharField(_("footnote"), max_length=20, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(date_to__gte=models.F("date_from")),
                name="figure_ends_after_start",
                violation_error_message=_("The period ends before it begins."),
            ),
            models.CheckConstraint(
                condition=models.Q(value_to__gte=models.F("value")) | models.Q(value_to=None),
                name="figure_range_in_order",
                violation_error_message=_("The range ends below its beginning."),
            ),
        ]

    def __str__(self):
        return f"{self.metric}, {self.place}, {self.date_from}: {self.value or self.qualifier}"
