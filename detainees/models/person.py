"""The person: who was detained at least once, and how far the world may look."""

import secrets

import pghistory
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from detainees.models.brought import Import
from registry.lib.dates import PartialDateField, partial_date_rule

# Crockford's alphabet without look-alikes; 12 letters are 60 bits: ids cannot be walked.
PUBLIC_ID_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
PUBLIC_ID_LENGTH = 12


def make_public_id():
    """Return a fresh random public id: 12 letters of Crockford's base 32."""
    return "".join(secrets.choice(PUBLIC_ID_LETTERS) for _letter in range(PUBLIC_ID_LENGTH))


class Answer(models.TextChoices):
    """Yes, no, or nobody has said."""

    YES = "yes", _("yes")
    NO = "no", _("no")
    UNKNOWN = "unknown", _("not known")


class PersonQuerySet(models.QuerySet):
    """Sets of people."""

    def listed(self):
        """Those whom the public list shows."""
        return self.filter(level=Person.Level.LISTED, merged_into=None)


@pghistory.track()
class Person(models.Model):
    """Someone who was detained at least once; may be unidentified.

    What the world sees is decided by ``level`` and by the views of the schema ``public_api``; a
    new column here is seen by nobody outside the desk until a view names it.
    """

    class Level(models.TextChoices):
        LISTED = "listed", _("listed: on the public list")
        FINDABLE = "findable", _("findable: by name and year of birth only")
        CONFIDENTIAL = "confidential", _("confidential: stays at the desk")

    class Sex(models.TextChoices):
        FEMALE = "female", _("female")
        MALE = "male", _("male")
        UNKNOWN = "unknown", _("not known")

    public_id = models.CharField(
        _("public id"), max_length=12, unique=True, default=make_public_id, editable=False
    )
    level = models.CharField(
        _("who may see"),
        max_length=12,
        choices=Level,
        default=Level.CONFIDENTIAL,
        help_text=_(
            "A moderator sets it. “Listed” needs a recorded consent of scope “list”. A new record "
            "is confidential until a moderator decides or a second source agrees."
        ),
    )
    accepted_at = models.DateTimeField(
        _("accepted at"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("When a moderator decided who may see; empty while nobody has."),
    )
    sex = models.CharField(_("sex"), max_length=7, choices=Sex, default=Sex.UNKNOWN)
    birth_date = PartialDateField(
        _("date of birth"),
        help_text=_("As much as is known: 1987 is enough. The public sees a five-year band."),
    )
    birth_year_from = models.PositiveSmallIntegerField(
        _("born not before (estimate)"), null=True, blank=True
    )
    birth_year_to = models.PositiveSmallIntegerField(
        _("born not after (estimate)"), null=True, blank=True
    )
    looks_minor = models.BooleanField(
        _("looks under 18"), default=False, help_text=_("When the age is not known.")
    )
    description = models.TextField(
        _("description"),
        blank=True,
        help_text=_(
            "For somebody unidentified: “woman about 30, red jacket, bus 4”. Never public."
        ),
    )
    occupation = models.CharField(
        _("occupation"), max_length=200, blank=True, help_text=_("Never public.")
    )
    citizenship = models.CharField(
        _("citizenship"), max_length=100, blank=True, help_text=_("Never public.")
    )
    identity_number = models.CharField(
        _("identity number"), max_length=30, blank=True, help_text=_("Never public.")
    )
    home_address = models.CharField(
        _("home address"), max_length=300, blank=True, help_text=_("Never public.")
    )
    phone = models.CharField(_("phone"), max_length=100, blank=True, help_text=_("Never public."))
    note = models.TextField(_("note"), blank=True, help_text=_("Never public."))
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="merged_from",
        verbose_name=_("merged into"),
        null=True,
        blank=True,
        editable=False,
    )
    external_id = models.CharField(
        _("id in the list it came from"),
        max_length=100,
        blank=True,
        default="",
        editable=False,
        help_text=_("Never public."),
    )
    brought_by = models.ForeignKey(
        Import,
        on_delete=models.PROTECT,
        related_name="people",
        verbose_name=_("import"),
        null=True,
        blank=True,
        editable=False,
    )
    is_invented = models.BooleanField(_("invented for the demo"), default=False, editable=False)
    made_at = models.DateTimeField(_("made at"), default=timezone.now, editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("person")
        verbose_name_plural = _("people")
        permissions = [
            ("set_level", _("Can set who may see a person")),
            ("put_back", _("Can put back an earlier state of a record")),
        ]
        constraints = [
            partial_date_rule("birth_date", "person"),
            models.CheckConstraint(
                condition=~models.Q(merged_into=models.F("id")),
                name="person_not_merged_into_itself",
                violation_error_message=_("A person cannot be merged into the same person."),
            ),
            models.CheckConstraint(
                condition=models.Q(birth_year_to__gte=models.F("birth_year_from"))
                | models.Q(birth_year_from=None)
                | models.Q(birth_year_to=None),
                name="person_birth_estimate_in_order",
                violation_error_message=_(
                    "The estimate of the year of birth ends before it begins."
                ),
            ),
            # Two lists may number people alike; one list may not.
            models.UniqueConstraint(
                fields=["brought_by", "external_id"],
                condition=~models.Q(external_id=""),
                name="person_external_id_once_an_import",
                violation_error_message=_("The list has two people with this id."),
            ),
        ]
        indexes = [
            # The public list and its counts read listed people only.
            models.Index(fields=["level"], name="person_level"),
            # The desk's board of records that wait for a moderator.
            models.Index(
                fields=["made_at", "id"],
                condition=models.Q(accepted_at=None, level="confidential", merged_into=None),
                name="person_to_accept",
            ),
            # Whoever asks about a row of their own list gives the list's id.
            models.Index(
                fields=["external_id"],
                condition=~models.Q(external_id=""),
                name="person_external_id",
            ),
        ]

    def __str__(self):
        names = sorted(self.names.all(), key=lambda name: (not name.is_main, name.pk))
        return str(names[0]) if names else self.unidentified()

    def unidentified(self):
        """What to call somebody without a name at the desk."""
        return f"{_('unidentified')} {self.public_id}"

    @property
    def birth_year(self):
        """The year of birth as an int, or None when it is not known."""
        return int(self.birth_date[:4]) if self.birth_date else None
