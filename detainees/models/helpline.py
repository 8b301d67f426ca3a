"""Whom relatives can call: lawyers' and human rights lines."""

import pghistory
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from stations.models import City


@pghistory.track()
class Helpline(models.Model):
    """A line that relatives can call, as every page that says what to do shows it.

    If the police read this table they learn what the pages tell everybody.
    """

    class Kind(models.TextChoices):
        LAWYER = "lawyer", _("lawyers")
        HUMAN_RIGHTS = "human_rights", _("human rights organisation")
        MEDICAL = "medical", _("medical help")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    name_kk = models.CharField(_("name in Kazakh"), max_length=200, blank=True)
    name_ru = models.CharField(_("name in Russian"), max_length=200, blank=True)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=100)
    about_kk = models.CharField(
        _("in Kazakh: what for, when, in which languages"), max_length=300, blank=True
    )
    about_ru = models.CharField(
        _("in Russian: what for, when, in which languages"), max_length=300, blank=True
    )
    about_en = models.CharField(
        _("in English: what for, when, in which languages"), max_length=300, blank=True
    )
    city = models.ForeignKey(
        City,
        on_delete=models.PROTECT,
        related_name="helplines",
        verbose_name=_("city"),
        null=True,
        blank=True,
        help_text=_("Empty: the whole country."),
    )
    place = models.PositiveSmallIntegerField(
        _("place in the list"), default=10, help_text=_("Small numbers stand first.")
    )
    is_shown = models.BooleanField(
        _("shown"), default=True, help_text=_("The public sees all of a line that is shown.")
    )
    is_invented = models.BooleanField(
        _("invented for the demo"), default=False, help_text=_("The public page says so.")
    )

    class Meta:
        ordering = ["place", "id"]
        verbose_name = _("helpline")
        verbose_name_plural = _("helplines")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(name_kk="", name_ru="", name_en=""),
                name="helpline_has_a_name",
                violation_error_message=_("Give the name in at least one language."),
            ),
        ]

    def __str__(self):
        return in_language(self, "name")


def in_language(line, field):
    """The text of ``field`` in the active language, else in the first that has one."""
    for language in (get_language(), "ru", "kk", "en"):
        if text := getattr(line, f"{field}_{language}", ""):
            return text
    return ""
