"""The names of a person, each spelling a row, with the keys by which it is found."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Lower, Upper
from django.utils.translation import gettext_lazy as _

from detainees.models.person import Person
from detainees.names.keys import stored_keys

KAZAKH_ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"


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
