"""The person: names, what excludes from arrest, consent, and how far the world may look."""

import secrets

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Lower, Upper
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from detainees.models.brought import Import
from detainees.models.source import Entry
from detainees.names.keys import stored_keys
from registry.lib.dates import PartialDateField, partial_date_rule

# Crockford's alphabet without look-alikes; 12 letters are 60 bits: ids cannot be walked.
PUBLIC_ID_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
PUBLIC_ID_LENGTH = 12

KAZAKH_ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"


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


def kazakh_sort_key(expression):
    """The SQL expression whose byte order is the order of the Kazakh alphabet.

    The 42 letters change places so that their code points rise in alphabetical order; other
    characters stay. Latin sorts before Cyrillic.
    """
    return models.Func(
        Lower(expression),
        models.Value(KAZAKH_ALPHABET),
        models.Value("".join(sorted(KAZAKH_ALPHABET))),
        function="translate",
        output_field=models.TextField(),
    )


@pghistory.track(exclude=["sort_key", "find_keys", "keyed_name"])
class PersonName(models.Model):
    """One spelling of a person's name, as somebody wrote it. The main one is shown first."""

    class Kind(models.TextChoices):
        LEGAL = "legal", _("in documents")
        HEARD = "heard", _("as heard")
        ALSO = "also", _("also known as")
        FORMER = "former", _("former name")
        NICKNAME = "nickname", _("nickname")

    class Script(models.TextChoices):
        KAZAKH = "kk", _("Kazakh letters")
        RUSSIAN = "ru", _("Russian letters")
        LATIN = "la", _("Latin letters")
        OTHER = "other", _("other letters")

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="names", verbose_name=_("person")
    )
    surname = models.CharField(
        _("surname"), max_length=200, blank=True, help_text=_("Public when the person is listed.")
    )
    given = models.CharField(
        _("given name"),
        max_length=200,
        blank=True,
        help_text=_("Public when the person is listed."),
    )
    patronymic = models.CharField(
        _("patronymic"),
        max_length=200,
        blank=True,
        help_text=_("Public when the person is listed."),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.HEARD)
    script = models.CharField(_("letters"), max_length=5, choices=Script, default=Script.RUSSIAN)
    is_main = models.BooleanField(_("shown first"), default=False)
    find_keys = ArrayField(models.TextField(), default=list, editable=False)
    keyed_name = models.TextField(default="", editable=False)
    sort_key = models.GeneratedField(
        expression=kazakh_sort_key(
            models.functions.Concat(
                "surname", models.Value(" "), "given", models.Value(" "), "patronymic"
            )
        ),
        output_field=models.TextField(),
        db_persist=True,
        editable=False,
    )

    class Meta:
        ordering = ["-is_main", "id"]
        verbose_name = _("name")
        verbose_name_plural = _("names")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(surname="", given="", patronymic=""),
                name="personname_not_empty",
                violation_error_message=_("Write at least one part of the name."),
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(is_main=True),
                name="personname_one_main",
                violation_error_message=_("Only one name can be shown first."),
            ),
        ]
        # The desk searches parts of names, whatever the case.
        indexes = [
            GinIndex(OpClass(Upper(part), name="gin_trgm_ops"), name=f"personname_{part}_trigram")
            for part in ("surname", "given", "patronymic")
        ]

    def __str__(self):
        return " ".join(part for part in (self.surname, self.given, self.patronymic) if part)

    def save(self, *args, update_fields=None, **kwargs):
        """Save with the keys of the name as it stands."""
        self.write_keys()
        if update_fields is not None:
            update_fields = {*update_fields, "find_keys", "keyed_name"}
        super().save(*args, update_fields=update_fields, **kwargs)

    def write_keys(self):
        """Compute the keys by which the name is found; bulk writers call it before they write."""
        self.find_keys = stored_keys(self.surname, self.given, self.patronymic)
        self.keyed_name = f"{self.surname} {self.given} {self.patronymic}"


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
