"""What a person, or who speaks for them, agreed to."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from detainees.models.person import Person
from detainees.models.source import Entry


@pghistory.track()
class Consent(models.Model):
    """Who agreed, for whom, to which scopes, how, when, until when, and whether withdrawn.

    ``code_hash`` is of the code that the giver holds (``publication.consent_code``), "" for none.
    """

    class Scope(models.TextChoices):
        FIND = "find", _("find: answer to name and year")
        LIST = "list", _("list: public list and page")
        PRINT = "print", _("print: printed lists")
        PARTNER = "partner", _("partner: files for partners")
        UN = "un", _("un: communications to the UN")
        MEDIA = "media", _("media")

    class GivenBy(models.TextChoices):
        PERSON = "person", _("the person")
        GUARDIAN = "guardian", _("parent or guardian")
        RELATIVE = "relative", _("relative")
        LAWYER = "lawyer", _("lawyer")

    class Channel(models.TextChoices):
        SPOKEN = "spoken", _("spoken")
        MESSAGE = "message", _("message")
        WRITTEN = "written", _("written")

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="consents", verbose_name=_("person")
    )
    given_by = models.CharField(_("given by"), max_length=10, choices=GivenBy)
    given_by_name = models.CharField(
        _("name of the giver"), max_length=200, blank=True, help_text=_("Never public.")
    )
    scopes = ArrayField(models.CharField(max_length=10, choices=Scope), verbose_name=_("to what"))
    channel = models.CharField(_("how"), max_length=10, choices=Channel, default=Channel.SPOKEN)
    given_at = models.DateTimeField(_("given at"), default=timezone.now)
    expires_at = models.DateTimeField(_("until"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    code_hash = models.CharField(
        _("code, as it is kept"), max_length=64, blank=True, default="", editable=False
    )
    entry = models.ForeignKey(
        Entry, on_delete=models.PROTECT, related_name="consents", verbose_name=_("entry")
    )

    class Meta:
        ordering = ["-given_at", "-id"]
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(scopes__len__gt=0)
                & models.Q(
                    scopes__contained_by=["find", "list", "print", "partner", "un", "media"]
                ),
                name="consent_scopes_are_known",
                violation_error_message=_("Choose at least one thing that is agreed to."),
            ),
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("given_at")) | models.Q(expires_at=None),
                name="consent_expires_after_given",
                violation_error_message=_("A consent cannot end before it is given."),
            ),
            # Also how ``consent_of`` finds it.
            models.UniqueConstraint(
                fields=["code_hash"],
                condition=~models.Q(code_hash=""),
                name="consent_code_once",
                violation_error_message=_("Another consent has this code."),
            ),
        ]

    def __str__(self):
        return f"{self.get_given_by_display()}: {', '.join(self.scopes)}"
