"""Pairs of people who may be one: proposals of the engine, waiting for somebody to decide."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from detainees.models.person import Person


class DuplicateCandidate(models.Model):
    """Two people who may be one, as the engine last judged them; the first has the lower key.

    Made anew by comparing, so it has no history. Reasons are codes and years, never a name. If the
    police read this table they learn which rows of the record are alike.
    """

    first = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="+", verbose_name=_("person")
    )
    second = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="+", verbose_name=_("person")
    )
    score = models.FloatField(_("score"))
    reasons = models.JSONField(_("reasons"), default=list)

    class Meta:
        ordering = ["-score", "id"]
        verbose_name = _("possible duplicate")
        verbose_name_plural = _("possible duplicates")
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="duplicatecandidate_once"),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")),
                name="duplicatecandidate_in_order",
            ),
        ]
        indexes = [models.Index(fields=["-score", "id"], name="duplicatecandidate_likeliest")]

    def __str__(self):
        return f"#{self.first_id}, #{self.second_id}"


class DuplicateScan(models.Model):
    """How far history was read for candidates: one row (see ``detainees.desk.name_changes``)."""

    numbers = ArrayField(models.BigIntegerField())
    oldest = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("comparison of people")
        verbose_name_plural = _("comparisons of people")
        default_permissions = ()

    def __str__(self):
        return str(self.pk)
