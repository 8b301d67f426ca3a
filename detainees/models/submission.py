"""What visitors send to the desk, and which of their forms were sent already."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from detainees.models.person import Person
from detainees.models.source import Entry


class SubmissionQuerySet(models.QuerySet):
    """Sets of submissions."""

    def open(self):
        """Those that a moderator has not closed."""
        return self.filter(closed_at=None)

    def honest_first(self):
        """The likeliest to be meant first; of these who cannot wait, then the oldest.

        ``doubt`` counts what speaks against a message; a code that was given with it, or a name
        that the record knows, speaks for it.
        """
        waits = models.Case(
            models.When(kind__in=["removal", "out", "held"], then=0),
            models.When(kind="correction", then=1),
            default=2,
        )
        return self.order_by("doubt", "-is_vouched", "-is_known", waits, "id")


class Submission(models.Model):
    """One message of a visitor: it changes nothing until a moderator accepts it.

    Written by the function ``submit`` of ``public_api``; the public side cannot read it back, not
    even with its own password. Without history: what is deleted is gone. The hour is kept, not the
    minute, so that no message can be matched with a telephone bill.

    A volunteer's entry under a name that was removed on request is held here, too (kind "held"),
    until a moderator says that it is a namesake's.

    If the police read this table tonight they learn what families wrote and asked, not who they
    are, unless a text says so; the code that a visitor was given is stored as a hash.
    """

    class Kind(models.TextChoices):
        QUESTION = "question", _("question")
        INFORMATION = "information", _("information")
        CORRECTION = "correction", _("correction")
        REMOVAL = "removal", _("removal request")
        OUT = "out", _("“I am out”")
        HELD = "held", _("entry held back: this name was removed on request")

    class Tray(models.TextChoices):
        NEW = "new", _("new")
        QUARANTINE = "quarantine", _("quarantine")

    class Effect(models.TextChoices):
        NONE = "", _("nothing was changed")
        HIDDEN = "hidden", _("the person was hidden at once")
        RELEASED = "released", _("a release was written down")

    class Outcome(models.TextChoices):
        NONE = "", _("not decided")
        ACCEPTED = "accepted", _("accepted into the record")
        REFUSED = "refused", _("refused")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    tray = models.CharField(_("tray"), max_length=10, choices=Tray, default=Tray.NEW)
    doubt = models.PositiveSmallIntegerField(_("doubt"), default=0)
    likeness = models.CharField(max_length=32, editable=False, db_index=True)
    is_known = models.BooleanField(_("the record knows the name"), default=False)
    is_vouched = models.BooleanField(_("came with a consent code"), default=False)
    effect = models.CharField(
        _("what it did"), max_length=10, choices=Effect, default=Effect.NONE, blank=True
    )
    code_hash = models.BinaryField(unique=True, editable=False)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    name = models.CharField(_("name"), max_length=200, blank=True)
    birth_year = models.PositiveSmallIntegerField(_("year of birth"), null=True, blank=True)
    text = models.TextField(_("text"), blank=True)
    wants_news = models.BooleanField(_("wants to be told"), default=False)
    person = models.ForeignKey(
        Person,
        on_delete=models.CASCADE,
        related_name="submissions",
        verbose_name=_("person"),
        null=True,
        blank=True,
    )
    received_at = models.DateTimeField(_("received"))
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    outcome = models.CharField(
        _("outcome"),
        max_length=10,
        choices=Outcome,
        default=Outcome.NONE,
        db_default="",
        blank=True,
    )
    entry = models.OneToOneField(
        Entry,
        on_delete=models.SET_NULL,
        related_name="submission",
        verbose_name=_("entry into the record"),
        null=True,
        blank=True,
        editable=False,
    )
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="submissions",
        verbose_name=_("handled by"),
        null=True,
        blank=True,
    )

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        default_permissions = ("change", "view")
        indexes = [
            # The desk lists open ones; the intake counts those of this hour.
            models.Index(
                fields=["tray"], name="submission_open", condition=models.Q(closed_at=None)
            ),
            models.Index(fields=["received_at", "kind"], name="submission_received"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} #{self.pk}"


class FormUse(models.Model):
    """That a public form was sent: the hash of its token, for as long as the token could be used.

    No name, no address. Who reads it learns when forms were sent during the last day.
    """

    token_hash = models.BinaryField(primary_key=True)
    used_at = models.DateTimeField()

    class Meta:
        db_table = "form_use"
        default_permissions = ()

    def __str__(self):
        return str(self.used_at)
