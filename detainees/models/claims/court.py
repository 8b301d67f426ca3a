"""Claims about the court: trials, charges, sentences and their changes."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from detainees.models.claims.base import Claim
from detainees.models.person import Answer
from registry.lib.dates import PartialDateField, display_partial, partial_date_rule
from stations.models import Facility


@pghistory.track()
class Trial(Claim):
    """One court session, as one source tells it."""

    held_at = PartialDateField(
        _("when"), help_text=_("Local time. Public when the person is listed.")
    )
    facility = models.ForeignKey(
        Facility,
        on_delete=models.PROTECT,
        related_name="trials",
        verbose_name=_("where"),
        null=True,
        blank=True,
    )
    inside_station = models.CharField(
        _("inside a police station"), max_length=7, choices=Answer, default=Answer.UNKNOWN
    )
    minutes = models.PositiveSmallIntegerField(_("minutes it lasted"), null=True, blank=True)
    judge = models.CharField(_("judge"), max_length=200, blank=True)
    prosecutor = models.CharField(_("prosecutor"), max_length=200, blank=True)
    lawyer_present = models.CharField(
        _("lawyer present"), max_length=7, choices=Answer, default=Answer.UNKNOWN
    )
    closed_doors = models.CharField(
        _("behind closed doors"), max_length=7, choices=Answer, default=Answer.UNKNOWN
    )

    class Meta(Claim.Meta):
        verbose_name = _("trial")
        verbose_name_plural = _("trials")
        constraints = [partial_date_rule("held_at", "trial")]

    def __str__(self):
        return f"{_('trial')} {display_partial(self.held_at)}".strip()


@pghistory.track()
class Charge(Claim):
    """Article and part of a code that somebody is accused under."""

    class Code(models.TextChoices):
        CAO = "CAO", _("Code of Administrative Offences")
        CC = "CC", _("Criminal Code")

    trial = models.ForeignKey(
        Trial,
        on_delete=models.PROTECT,
        related_name="charges",
        verbose_name=_("trial"),
        null=True,
        blank=True,
    )
    code = models.CharField(_("code"), max_length=3, choices=Code, default=Code.CAO)
    article = models.CharField(_("article"), max_length=10, help_text=_("For example 488."))
    part = models.CharField(_("part"), max_length=10, blank=True)

    class Meta(Claim.Meta):
        verbose_name = _("charge")
        verbose_name_plural = _("charges")

    def __str__(self):
        return f"{self.code} {self.article}" + (f"({self.part})" if self.part else "")


class SentenceKind(models.TextChoices):
    """What a court or an authority imposed; three different things are called arrest."""

    ADMINISTRATIVE_ARREST = "administrative_arrest", _("administrative arrest")
    FINE = "fine", _("fine")
    WARNING = "warning", _("warning")
    HOUSE_ARREST = "house_arrest", _("house arrest")
    REMAND = "remand", _("remand in custody")
    CRIMINAL_ARREST = "criminal_arrest", _("arrest as a criminal penalty")
    IMPRISONMENT = "imprisonment", _("imprisonment")
    EXPULSION = "expulsion", _("expulsion")
    DISMISSED = "dismissed", _("case dismissed")
    OTHER = "other", _("other")


@pghistory.track()
class Sentence(Claim):
    """What was imposed, as one source tells it; the trial behind it may be unknown."""

    Kind = SentenceKind

    trial = models.ForeignKey(
        Trial,
        on_delete=models.PROTECT,
        related_name="sentences",
        verbose_name=_("trial"),
        null=True,
        blank=True,
    )
    kind = models.CharField(_("kind"), max_length=25, choices=SentenceKind)
    days = models.PositiveSmallIntegerField(
        _("days"), null=True, blank=True, help_text=_("For an arrest: 1 to 90.")
    )
    amount_mci = models.DecimalField(
        _("fine in MCI"), max_digits=7, decimal_places=2, null=True, blank=True
    )
    ruled_at = PartialDateField(_("date of the ruling"))
    counted_from = PartialDateField(
        _("counted from"), help_text=_("The instant that the ruling names, local time.")
    )

    class Meta(Claim.Meta):
        verbose_name = _("sentence")
        verbose_name_plural = _("sentences")
        constraints = [
            partial_date_rule("ruled_at", "sentence"),
            partial_date_rule("counted_from", "sentence"),
            models.CheckConstraint(
                condition=models.Q(days__range=(1, 90)) | models.Q(days=None),
                name="sentence_days_1_to_90",
                violation_error_message=_("Days of arrest lie between 1 and 90."),
            ),
            models.CheckConstraint(
                condition=models.Q(amount_mci__gt=0) | models.Q(amount_mci=None),
                name="sentence_fine_above_zero",
                violation_error_message=_("A fine is more than nothing."),
            ),
        ]

    def __str__(self):
        kind = str(self.get_kind_display())
        if not self.days:
            return kind
        days = ngettext("%(days)d day", "%(days)d days", self.days) % {"days": self.days}
        return f"{kind} {days}"


@pghistory.track()
class SentenceChange(Claim):
    """A dated reduction, the result of an appeal, or an early end of a sentence."""

    class Kind(models.TextChoices):
        REDUCED = "reduced", _("reduced")
        APPEAL = "appeal", _("decided on appeal")
        CANCELLED = "cancelled", _("cancelled")
        EARLY_END = "early_end", _("ended early")

    sentence = models.ForeignKey(
        Sentence,
        on_delete=models.PROTECT,
        related_name="changes",
        verbose_name=_("sentence"),
        null=True,
        blank=True,
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.REDUCED)
    decided_at = PartialDateField(_("when"))
    days = models.PositiveSmallIntegerField(
        _("days now"), null=True, blank=True, help_text=_("The whole term after the change.")
    )

    class Meta(Claim.Meta):
        verbose_name = _("sentence change")
        verbose_name_plural = _("sentence changes")
        constraints = [
            partial_date_rule("decided_at", "sentencechange"),
            models.CheckConstraint(
                condition=models.Q(days__range=(0, 90)) | models.Q(days=None),
                name="sentencechange_days_0_to_90",
                violation_error_message=_("Days after a change lie between 0 and 90."),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {display_partial(self.decided_at)}".strip()
