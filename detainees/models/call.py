"""Calls: what the hotline told, and whose turn it is to call a facility."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from detainees.models.person import Person
from stations.models import Facility


class Call(models.Model):
    """Somebody called the hotline: what they were told, about whom, when and by whom.

    Neither the caller's number nor words; a call about nobody we know names nobody. What the
    status was that was read out, the record as of that instant says. Nobody at the desk changes a
    row; it goes after 30 days (``retention``). If the police read this table they learn that
    somebody asked about a person during the last month, and the pseudonym of who answered.
    """

    class Told(models.TextChoices):
        STATUS = "status", _("how the person stands")
        NOTHING = "nothing", _("nothing; offered to leave a question")

    answered_at = models.DateTimeField(_("answered at"), default=timezone.now, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="calls",
        verbose_name=_("answered by"),
        null=True,
        editable=False,
    )
    answered_by_name = models.CharField(_("pseudonym"), max_length=60, editable=False)
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        related_name="calls",
        verbose_name=_("person"),
        null=True,
        editable=False,
    )
    told = models.CharField(_("told"), max_length=10, choices=Told, editable=False)

    class Meta:
        ordering = ["-answered_at", "-id"]
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        default_permissions = ("add", "view")

    def __str__(self):
        return f"{timezone.localtime(self.answered_at):%d.%m.%Y %H:%M}: {self.get_told_display()}"


class CallTurn(models.Model):
    """One volunteer is calling one facility now; after LASTS the turn is anybody's again.

    No history: it is over in a quarter of an hour. If the police read it they learn which pseudonym
    is on the phone with them.
    """

    LASTS = timedelta(minutes=15)

    facility = models.OneToOneField(
        Facility,
        on_delete=models.CASCADE,
        related_name="call_turn",
        verbose_name=_("facility"),
        primary_key=True,
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="call_turns",
        verbose_name=_("account"),
    )
    taken_at = models.DateTimeField(_("taken at"))

    class Meta:
        verbose_name = _("turn to call")
        verbose_name_plural = _("turns to call")
        default_permissions = ()

    def __str__(self):
        return f"{self.facility_id}: {self.account}"

    @property
    def ends_at(self):
        """When the turn is anybody's again."""
        return self.taken_at + self.LASTS
