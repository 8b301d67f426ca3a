"""The tables behind the public list: people who are listed, as long as they are, and nobody else.

The views ``listable_*`` say what they hold, ``publish()`` in the database writes it, and
``manage.py publish --due`` follows the clock. Nothing here is written by Python. The public login
reads the views of ``public_api`` above them and calls the functions that search them.

Who is harmed if the police read these tables: nobody beyond those who agreed to be listed.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class ListedPerson(models.Model):
    """One listed person: what the list shows, between the instants that the row names."""

    person_id = models.BigIntegerField(primary_key=True)
    public_id = models.CharField(max_length=12, unique=True)
    surname = models.CharField(max_length=200)
    given = models.CharField(max_length=200)
    patronymic = models.CharField(max_length=200)
    sort_key = models.TextField()
    other_names = ArrayField(models.TextField())
    birth_band_from = models.IntegerField(null=True)
    is_invented = models.BooleanField()
    listed_from = models.DateTimeField()
    listed_until = models.DateTimeField()
    detention_id = models.BigIntegerField(null=True)
    base_status = models.TextField()
    facility_id = models.BigIntegerField(null=True)
    since = models.TextField()
    last_confirmed_at = models.DateTimeField(null=True)
    release_to = models.DateTimeField(null=True)

    class Meta:
        db_table = "listed_person"
        indexes = [
            # Each order of the list and its filters of the person walk one of these.
            models.Index(fields=["sort_key", "person_id"], name="listed_person_name"),
            models.Index(
                models.F("last_confirmed_at").desc(nulls_last=True),
                "sort_key",
                "person_id",
                name="listed_person_confirmed",
            ),
            models.Index(fields=["-since", "sort_key", "person_id"], name="listed_person_since"),
            models.Index(
                fields=["base_status", "sort_key", "person_id"],
                include=["listed_from", "listed_until", "release_to"],
                name="listed_person_status",
            ),
            models.Index(
                fields=["facility_id", "sort_key", "person_id"], name="listed_person_facility"
            ),
            # Whose time is over.
            models.Index(fields=["listed_until"], name="listed_person_until"),
        ]

    def __str__(self):
        return self.public_id


class ListedDetention(models.Model):
    """One detention of a listed person and how it stands."""

    detention_id = models.BigIntegerField(primary_key=True)
    person_id = models.BigIntegerField()
    listed_from = models.DateTimeField()
    listed_until = models.DateTimeField()
    rally_id = models.BigIntegerField(null=True)
    rally_on = models.DateField(null=True)
    city_id = models.BigIntegerField(null=True)
    zone = models.TextField()
    seized_at = models.TextField()
    seized_first_on = models.DateField(null=True)
    seized_last_on = models.DateField(null=True)
    sentences = ArrayField(models.TextField())
    base_status = models.TextField()
    facility_id = models.BigIntegerField(null=True)
    since = models.TextField()
    last_confirmed_at = models.DateTimeField(null=True)
    sources = models.IntegerField()
    contradictions = ArrayField(models.TextField())
    certainty = models.TextField()
    sentence_kind = models.TextField()
    sentence_days = models.IntegerField(null=True)
    release_from = models.DateTimeField(null=True)
    release_at = models.DateTimeField(null=True)
    release_to = models.DateTimeField(null=True)
    release_basis = models.TextField()

    class Meta:
        db_table = "listed_detention"
        indexes = [
            # A person's detentions, and each filter of the list that speaks of one.
            models.Index(
                fields=["person_id"],
                # What is counted is read from the index alone.
                include=[
                    "listed_from",
                    "listed_until",
                    "seized_first_on",
                    "seized_last_on",
                    "sentences",
                ],
                name="listed_detention_person",
            ),
            models.Index(
                fields=["city_id", "person_id"],
                include=["listed_from", "listed_until"],
                name="listed_detention_city",
            ),
            models.Index(fields=["seized_last_on", "person_id"], name="listed_detention_last"),
            models.Index(fields=["seized_first_on", "person_id"], name="listed_detention_first"),
            GinIndex(fields=["sentences"], name="listed_detention_sentences"),
        ]

    def __str__(self):
        return str(self.detention_id)


class ListedName(models.Model):
    """The words of one spelling of a listed person's name."""

    name_id = models.BigIntegerField(primary_key=True)
    person_id = models.BigIntegerField(db_index=True)
    words = SearchVectorField()

    class Meta:
        db_table = "listed_name"
        indexes = [GinIndex(fields=["words"], name="listed_name_words")]

    def __str__(self):
        return str(self.name_id)
