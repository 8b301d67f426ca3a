"""The tables behind the public list: people who are listed, as long as they are, and nobody else.

The views ``listable_*`` say what they hold, ``publish()`` in the database writes it, and
``manage.py publish --due`` follows the clock. Nothing here is written by Python. The public login
reads the views of ``public_api`` above them and calls the functions that search them.

Who is harmed if the police read these tables: nobody beyond those who agreed to be listed.
"""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from detainees.publication.cache import ShownDetention, ShownPerson


class ListedPerson(ShownPerson):
    """One listed person: what the list shows, between the instants that the row names."""

    listed_until = models.DateTimeField()

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
                fields=["facility_id", "sort_key", "person_id"],
                include=["listed_from", "listed_until"],
                name="listed_person_facility",
            ),
            # Whose release is due, and nobody said that they are out.
            models.Index(
                fields=["release_to"],
                include=["listed_from", "listed_until"],
                condition=~models.Q(base_status__in=["released", "escaped", "freed", "expelled"]),
                name="listed_person_due",
            ),
            # Whose time is over.
            models.Index(fields=["listed_until"], name="listed_person_until"),
        ]


class ListedDetention(ShownDetention):
    """One detention of a listed person and how it stands."""

    person_id = models.BigIntegerField()
    listed_from = models.DateTimeField()
    listed_until = models.DateTimeField()

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


class ListedName(models.Model):
    """The words of one spelling of a listed person's name."""

    name_id = models.BigIntegerField(primary_key=True)
    person_id = models.BigIntegerField()
    words = SearchVectorField()
    listed_from = models.DateTimeField()
    listed_until = models.DateTimeField()

    class Meta:
        db_table = "listed_name"
        indexes = [
            # Rare words are found by the first, common ones counted by the second alone.
            GinIndex(fields=["words"], name="listed_name_words"),
            models.Index(
                fields=["person_id"],
                include=["words", "listed_from", "listed_until"],
                name="listed_name_person",
            ),
        ]

    def __str__(self):
        return str(self.name_id)
