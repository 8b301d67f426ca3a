"""Who said it, and who wrote it down."""

import pghistory
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


@pghistory.track()
class Source(models.Model):
    """A person, paper or publication that says something. Never public.

    If the police read this table they find those who talk: it stays at the desk, and contacts are
    written only where a volunteer must call back.
    """

    class Kind(models.TextChoices):
        DETAINEE = "detainee", _("the detained person")
        RELATIVE = "relative", _("relative")
        WITNESS = "witness", _("witness")
        LAWYER = "lawyer", _("lawyer")
        VOLUNTEER = "volunteer", _("volunteer or activist")
        ORGANISATION = "organisation", _("organisation")
        OFFICIAL = "official", _("authority")
        DOCUMENT = "document", _("document")
        MEDIA = "media", _("media")
        SOCIAL_MEDIA = "social_media", _("social network or chat")
        OTHER = "other", _("other")

    class Reliability(models.TextChoices):
        """How far the source itself can be trusted (after the HURIDOCS scale for sources)."""

        RELIABLE = "reliable", _("reliable")
        USUALLY = "usually", _("usually reliable")
        SOMETIMES = "sometimes", _("sometimes reliable")
        UNRELIABLE = "unreliable", _("unreliable")
        UNKNOWN = "unknown", _("not known")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    label = models.CharField(
        _("label"),
        max_length=200,
        help_text=_("So that the desk knows it again: “sister of A.”. Never public."),
    )
    reliability = models.CharField(
        _("reliability"), max_length=20, choices=Reliability, default=Reliability.UNKNOWN
    )
    contact = models.CharField(
        _("contact"),
        max_length=200,
        blank=True,
        help_text=_("Only if somebody must call back. Never public."),
    )
    url = models.URLField(_("address on the web"), max_length=500, blank=True)
    note = models.TextField(_("note"), blank=True, help_text=_("Never public."))

    class Meta:
        ordering = ["label", "id"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(label=""),
                name="source_has_a_label",
                violation_error_message=_("Give the source a label."),
            ),
        ]

    def __str__(self):
        return f"{self.label} ({self.get_kind_display()})"


@pghistory.track()
class Entry(models.Model):
    """One act of writing: who wrote, when, by which way in. Every claim belongs to one.

    The pseudonym is kept as text beside the account, so that it outlives the account.
    """

    class Channel(models.TextChoices):
        FORM = "form", _("form")
        IMPORT = "import", _("import")
        DEMO = "demo", _("demo data")
        VISITOR = "visitor", _("a visitor's own form")

    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="entries",
        verbose_name=_("entered by"),
        null=True,
        blank=True,
    )
    entered_by_name = models.CharField(_("pseudonym"), max_length=60, blank=True)
    entered_at = models.DateTimeField(_("entered at"), default=timezone.now)
    channel = models.CharField(_("way in"), max_length=10, choices=Channel, default=Channel.FORM)

    class Meta:
        ordering = ["-entered_at", "-id"]
        verbose_name = _("entry")
        verbose_name_plural = _("entries")

    def __str__(self):
        return (
            f"{self.entered_by_name or '-'}, {timezone.localtime(self.entered_at):%d.%m.%Y %H:%M}"
        )

    @classmethod
    def begin(cls, account, *, channel=Channel.FORM):
        """Record that ``account`` (an Account or None) begins to write; return the Entry."""
        return cls.objects.create(
            entered_by=account,
            entered_by_name=account.username if account else "",
            channel=channel,
        )
