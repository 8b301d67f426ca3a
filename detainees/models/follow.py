"""A visitor's wish to hear of changes about one person, and the letters that come of it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from detainees.models.person import Person


class Follow(models.Model):
    """One visitor's wish to hear of changes about one person; ended means deleted.

    Two secrets open it, both stored as hashes: ``code_hash`` belongs to the private page,
    ``mail_hash`` stands in letters alone, so that nobody confirms an address but who reads its
    letters. ``sealed`` holds address and code, encrypted to the desk's key by the public side,
    which cannot open it again. ``told`` is the digest of what the follower was last told by
    letter, ``seen`` what the private page showed when they last said that they had read it.

    If the police read this table tonight they learn that somebody follows a person, in which
    language, since which hour: no address without the desk's secret key, which the sender's
    process alone holds.
    """

    class Pace(models.TextChoices):
        INSTANT = "instant", _("at once")
        DAILY = "daily", _("once a day")

    code_hash = models.BinaryField(unique=True, editable=False)
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="follows", verbose_name=_("person")
    )
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    made_at = models.DateTimeField(_("made at"))
    seen = models.JSONField(default=dict, editable=False)
    wrong_on = models.DateField(null=True, editable=False)
    wrong_years = models.PositiveSmallIntegerField(default=0, editable=False)
    mail_hash = models.BinaryField(unique=True, null=True, editable=False)
    sealed = models.BinaryField(null=True, editable=False)
    pace = models.CharField(_("how often"), max_length=10, choices=Pace, default=Pace.INSTANT)
    asked_at = models.DateTimeField(null=True, editable=False)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, editable=False)
    told = models.CharField(max_length=32, default="", editable=False)
    told_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("follow")
        verbose_name_plural = _("follows")
        default_permissions = ()

    def __str__(self):
        return f"#{self.pk}"


class AddressUse(models.Model):
    """How many letters asked one address to confirm today: nobody's mailbox is flooded through us.

    The address is hashed with the salt of the day, which is thrown away the next day: who seizes
    the server tonight can try addresses against today's rows, and no earlier day's.
    """

    pk = models.CompositePrimaryKey("day", "address_hash")
    day = models.DateField()
    address_hash = models.BinaryField()
    times = models.PositiveSmallIntegerField()

    class Meta:
        db_table = "address_use"
        default_permissions = ()

    def __str__(self):
        return str(self.day)


class Letter(models.Model):
    """One letter to a follower: written with the reason for it, sent at least once.

    It holds no text and no address: both are made when it is sent. Its Message-ID never changes, so
    that a second copy after a crash is known as the same letter. Gone some days after sending.
    """

    class Kind(models.TextChoices):
        CONFIRM = "confirm", _("please confirm")
        NEWS = "news", _("there is news")

    follow = models.ForeignKey(Follow, on_delete=models.CASCADE, related_name="letters")
    kind = models.CharField(max_length=10, choices=Kind)
    message_id = models.CharField(max_length=100, unique=True)
    made_at = models.DateTimeField()
    next_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        indexes = [
            # The sender asks for what is due.
            models.Index(
                fields=["next_at"],
                name="letter_due",
                condition=models.Q(sent_at=None, failed_at=None),
            ),
        ]

    def __str__(self):
        return f"{self.kind} #{self.pk}"
