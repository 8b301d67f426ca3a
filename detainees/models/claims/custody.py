"""Claims about where somebody is: events, placements, enquiries, releases."""

import pghistory
from django.db import models
from django.db.models.lookups import LessThan
from django.utils.translation import gettext_lazy as _

from detainees.models.claims.base import Claim
from detainees.models.person import Answer
from registry.lib.dates import (
    PartialDateField,
    PartialEnd,
    PartialStart,
    display_partial,
    partial_date_rule,
)
from stations.models import Facility


@pghistory.track()
class Event(Claim):
    """A dated fact of the case, as one source tells it."""

    class Kind(models.TextChoices):
        SEIZED = "seized", _("seized")
        DELIVERED = "delivered", _("brought to the station")
        PROTOCOL = "protocol", _("protocol drawn up")
        CASE_OPENED = "case_opened", _("case opened")
        IDENTIFIED = "identified", _("identified")
        PROSECUTOR_TOLD = "prosecutor_told", _("prosecutor told")
        RELATIVES_TOLD = "relatives_told", _("relatives told")
        EMBASSY_TOLD = "embassy_told", _("embassy told")
        COPY_DELIVERED = "copy_delivered", _("copy of the ruling handed over")

    kind = models.CharField(_("what happened"), max_length=20, choices=Kind)
    at = PartialDateField(_("when"), help_text=_("Local time. Public when the person is listed."))
    facility = models.ForeignKey(
        Facility,
        on_delete=models.PROTECT,
        related_name="events",
        verbose_name=_("where"),
        null=True,
        blank=True,
    )

    class Meta(Claim.Meta):
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [partial_date_rule("at", "event")]

    def __str__(self):
        return f"{self.get_kind_display()} {display_partial(self.at)}".strip()


@pghistory.track()
class Placement(Claim):
    """Held in a facility from - to; a transfer is two in a row. None: destination unknown."""

    facility = models.ForeignKey(
        Facility,
        on_delete=models.PROTECT,
        related_name="placements",
        verbose_name=_("facility"),
        null=True,
        blank=True,
        help_text=_("Empty: nobody knows where. Public when the person is listed."),
    )
    from_at = PartialDateField(_("from"), help_text=_("Local time of the facility."))
    to_at = PartialDateField(_("to"), help_text=_("Empty while the person is there."))
    ruling_shown = models.CharField(
        _("ruling, signed and sealed, shown on admission"),
        max_length=7,
        choices=Answer,
        default=Answer.UNKNOWN,
        help_text=_("Law 353-I, art. 46-6."),
    )
    search_protocol_shown = models.CharField(
        _("search protocol shown"), max_length=7, choices=Answer, default=Answer.UNKNOWN
    )
    identity_shown = models.CharField(
        _("identity papers shown"), max_length=7, choices=Answer, default=Answer.UNKNOWN
    )

    class Meta(Claim.Meta):
        verbose_name = _("placement")
        verbose_name_plural = _("placements")
        constraints = [
            partial_date_rule("from_at", "placement"),
            partial_date_rule("to_at", "placement"),
            models.CheckConstraint(
                condition=models.Q(from_at="")
                | models.Q(to_at="")
                | models.Q(LessThan(PartialStart("from_at"), PartialEnd("to_at"))),
                name="placement_ends_after_start",
                violation_error_message=_("A placement cannot end before it begins."),
            ),
        ]

    def __str__(self):
        return (
            f"{self.facility or _('whereabouts unknown')} {display_partial(self.from_at)}".strip()
        )


@pghistory.track()
class Enquiry(Claim):
    """Somebody asked a facility; what it answered."""

    class Reply(models.TextChoices):
        HELD = "held", _("held here")
        NOT_HELD = "not_held", _("told: not here")
        REFUSED = "refused", _("refused to say")
        NO_ANSWER = "no_answer", _("no answer")

    facility = models.ForeignKey(
        Facility, on_delete=models.PROTECT, related_name="enquiries", verbose_name=_("facility")
    )
    asked_at = PartialDateField(
        _("asked"), help_text=_("Local time. Public when the person is listed.")
    )
    reply = models.CharField(_("answer"), max_length=10, choices=Reply)

    class Meta(Claim.Meta):
        verbose_name = _("enquiry")
        verbose_name_plural = _("enquiries")
        constraints = [partial_date_rule("asked_at", "enquiry")]

    def __str__(self):
        return f"{self.facility}: {self.get_reply_display()}"


@pghistory.track()
class Release(Claim):
    """Somebody says the person is out, and how."""

    class Manner(models.TextChoices):
        RELEASED = "released", _("released")
        ESCAPED = "escaped", _("escaped")
        FREED = "freed", _("freed by others")
        EXPELLED = "expelled", _("expelled from the country")
        DIED = "died", _("died")

    manner = models.CharField(_("how"), max_length=10, choices=Manner, default=Manner.RELEASED)
    released_at = PartialDateField(
        _("when"), help_text=_("Local time. Public when the person is listed.")
    )

    class Meta(Claim.Meta):
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        constraints = [partial_date_rule("released_at", "release")]

    def __str__(self):
        return f"{self.get_manner_display()} {display_partial(self.released_at)}".strip()
