"""The tables behind the public list: people who are listed, as long as they are, and nobody else.

The views ``listable_*`` say what they hold, ``publish()`` in the database writes it, and
``manage.py publish --due`` follows the clock. Nothing here is written by Python. The public login
reads the views of ``public_api`` above them and calls the functions that search them.

Who is harmed if the police read these tables: nobody beyond those who agreed to be listed.
"""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Left

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


class ListedWord(models.Model):
    """One word of a listed person's names, in lower case.

    Repeated in each: ``words``, all of the person's after a space each, and what orders the list.
    """

    pk = models.CompositePrimaryKey("person_id", "word")
    person_id = models.BigIntegerField()
    # Byte by byte, for the words that begin alike stand together.
    word = models.TextField(db_collation="C")
    word_before = models.TextField(db_collation="C")
    words = models.TextField(db_collation="C")
    sort_key = models.TextField()
    listed_from = models.DateTimeField()
    listed_until = models.DateTimeField()

    class Meta:
        db_table = "listed_word"
        indexes = [
            # Those whose words begin so are counted and sorted by the first alone; where they are
            # many, a page of them is met in order of name in one of the others.
            models.Index(
                fields=["word"],
                include=[
                    "person_id",
                    "listed_from",
                    "listed_until",
                    "word_before",
                    "sort_key",
                    "words",
                ],
                name="listed_word_word",
            ),
            models.Index(
                *(Left("word", 1), "sort_key", "person_id", "word"),
                include=["word_before", "listed_from", "listed_until"],
                name="listed_word_letter",
            ),
            models.Index(
                *(Left("word", 3), "sort_key", "person_id", "word"),
                include=["word_before", "listed_from", "listed_until"],
                name="listed_word_letters",
            ),
        ]

    def __str__(self):
        return self.word
