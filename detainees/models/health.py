"""What excludes a person from arrest."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from detainees.models.person import Answer, Person


@pghistory.track()
class Health(models.Model):
    """What excludes a person from arrest (CAO art. 50 part 2), and other health matters.

    Needs its own permission, never public, never exported without it. If the police read this
    they learn who is pregnant or disabled: it helps nobody outside the desk.
    """

    class Disability(models.TextChoices):
        NONE = "none", _("none")
        FIRST = "1", _("group I")
        SECOND = "2", _("group II")
        THIRD = "3", _("group III")
        UNKNOWN = "unknown", _("not known")

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, related_name="health", verbose_name=_("person")
    )
    is_pregnant = models.CharField(
        _("pregnant"), max_length=7, choices=Answer, default=Answer.UNKNOWN
    )
    has_child_under_14 = models.CharField(
        _("has a child under 14"), max_length=7, choices=Answer, default=Answer.UNKNOWN
    )
    raises_child_alone = models.CharField(
        _("raises the child alone"), max_length=7, choices=Answer, default=Answer.UNKNOWN
    )
    disability = models.CharField(
        _("disability"), max_length=7, choices=Disability, default=Disability.UNKNOWN
    )
    note = models.TextField(_("illness, medicine, injuries"), blank=True)

    class Meta:
        verbose_name = _("health")
        verbose_name_plural = _("health")

    def __str__(self):
        return str(_("health"))
