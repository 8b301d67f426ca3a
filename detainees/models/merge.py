"""Two records that are one person, and two that are not."""

import pghistory
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from detainees.models.person import Person


@pghistory.track()
class Merge(models.Model):
    """One act that made the record ``merged`` a part of the record ``kept``; can be taken apart.

    ``steps`` are the columns that it changed, each as [table, row, column, before, after]: whose a
    row is, which name is shown first, who may see. ``there`` are the ids of all rows, by table,
    that were the kept person's right after it; ``later`` of those that came afterwards and stayed
    when it was taken apart. If the police read this table they learn that two numbers are one
    person, and the pseudonyms of those who merged; no name and no text.
    """

    kept = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="merges_into", verbose_name=_("kept person")
    )
    merged = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="merges", verbose_name=_("merged person")
    )
    merged_at = models.DateTimeField(_("merged at"), default=timezone.now, editable=False)
    merged_by_name = models.CharField(_("merged by"), max_length=60, blank=True, editable=False)
    steps = models.JSONField(_("what it changed"), default=list, editable=False)
    there = models.JSONField(_("rows right after it"), default=dict, editable=False)
    later = models.JSONField(_("rows that came later and stayed"), default=dict, editable=False)
    taken_apart_at = models.DateTimeField(
        _("taken apart at"), null=True, blank=True, editable=False
    )
    taken_apart_by_name = models.CharField(
        _("taken apart by"), max_length=60, blank=True, editable=False
    )

    class Meta:
        ordering = ["-id"]
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        default_permissions = ()
        permissions = [("merge_people", _("Can merge people and take merges apart"))]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kept=models.F("merged")),
                name="merge_of_two_people",
                violation_error_message=_("A person cannot be merged into the same person."),
            ),
            models.UniqueConstraint(
                fields=["merged"],
                condition=models.Q(taken_apart_at=None),
                name="merge_once_at_a_time",
                violation_error_message=_("This person was merged already."),
            ),
        ]

    def __str__(self):
        return f"#{self.merged_id} → #{self.kept_id}"


class NotSameQuerySet(models.QuerySet):
    """Sets of pairs that somebody looked at and found to be two people."""

    def about(self, first, second):
        """The row about two people, given by their ids in any order; empty when there is none."""
        return self.filter(first=min(first, second), second=max(first, second))


@pghistory.track()
class NotSame(models.Model):
    """Somebody compared two people and says that they are not one. Deleted, it is taken back.

    The lower id stands first, so that a pair is told once. If the police read this table they learn
    that two numbers look alike.
    """

    first = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="not_same_after", verbose_name=_("person")
    )
    second = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="not_same_before", verbose_name=_("person")
    )
    said_at = models.DateTimeField(_("said at"), default=timezone.now, editable=False)
    said_by_name = models.CharField(_("said by"), max_length=60, blank=True, editable=False)

    objects = NotSameQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("not the same")
        verbose_name_plural = _("not the same")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")),
                name="notsame_lower_id_first",
                violation_error_message=_("The lower number stands first."),
            ),
            models.UniqueConstraint(
                fields=["first", "second"],
                name="notsame_once_a_pair",
                violation_error_message=_("This was said already."),
            ),
        ]

    def __str__(self):
        return f"#{self.first_id} ≠ #{self.second_id}"

    @classmethod
    def say(cls, first, second, by):
        """Record that two people, given by their ids in any order, are not one; return the row."""
        pair = {"first_id": min(first, second), "second_id": max(first, second)}
        return cls.objects.get_or_create(**pair, defaults={"said_by_name": by})[0]
