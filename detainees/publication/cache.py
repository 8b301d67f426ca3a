"""The cache of what the world may see: facts and instants, never a status.

The views ``standing_custody`` and ``publishable_*`` say what would be published; ``publish()`` in
the database copies them into these tables, and triggers call it for every write (see the migration
``publication``). Nothing here is written by Python. The desk login reads these tables; the public
login reads only the views of ``public_api`` above them.

Who is harmed if the police read these tables: they hold findable people too, so they are as secret
as the record itself.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Cast

LISTED = models.Q(listed_until__isnull=False)


class ShownPerson(models.Model):
    """What is shown of one person, the latest detention among it."""

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
    detention_id = models.BigIntegerField(null=True)
    base_status = models.TextField()
    facility_id = models.BigIntegerField(null=True)
    since = models.TextField()
    last_confirmed_at = models.DateTimeField(null=True)
    release_to = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def __str__(self):
        return self.public_id


class ShownDetention(models.Model):
    """How one detention stands, computed from its claims."""

    detention_id = models.BigIntegerField(primary_key=True)
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
        abstract = True

    def __str__(self):
        return str(self.detention_id)


class CachedPerson(ShownPerson):
    """One person who is visible between the instants that the row names."""

    birth_year_from = models.IntegerField(null=True)
    birth_year_to = models.IntegerField(null=True)
    findable_from = models.DateTimeField()
    findable_until = models.DateTimeField()
    listed_until = models.DateTimeField(null=True)
    # The number of the transaction that wrote the row: readers ask for what is newer.
    published_in = models.BigIntegerField(
        db_default=Cast(
            Cast(models.Func(function="pg_current_xact_id"), models.TextField()),
            models.BigIntegerField(),
        )
    )

    class Meta:
        db_table = "published_person"
        indexes = [
            # Those who hold the listed names in memory ask for what came since.
            models.Index(fields=["published_in"], name="pub_person_published_in"),
            models.Index(fields=["listed_from"], name="pub_person_listed", condition=LISTED),
            # The desk's board of consents: who will be hidden soon.
            models.Index(fields=["findable_until"], name="pub_person_until"),
        ]


class CachedCustody(ShownDetention):
    """How one detention of anybody stands, computed from its claims; the desk reads it too."""

    person_id = models.BigIntegerField(db_index=True)
    reported_dead = models.BooleanField()
    is_released = models.BooleanField()
    released_last_at = models.DateTimeField(null=True)
    # What attention is computed from.
    held_from = models.DateTimeField(null=True)
    held_by = models.DateTimeField(null=True)
    held_has_hour = models.BooleanField()
    held_on = models.DateField(null=True)
    offence_on = models.DateField(null=True)
    ruled_first = models.DateTimeField(null=True)
    ruled_on = models.DateField(null=True)
    released_first_at = models.DateTimeField(null=True)
    end_is_unknown = models.BooleanField()

    class Meta:
        db_table = "custody_cache"
        indexes = [
            # The desk's board of releases.
            models.Index(
                fields=["release_from"],
                name="custody_cache_due",
                condition=models.Q(is_released=False, release_to__isnull=False),
            ),
        ]


class CachedConcern(models.Model):
    """Why a detention needs somebody's attention, after one instant and until another.

    Copied from ``attention_spans`` (see the migrations ``attention`` and ``concern``), so that the
    desk's board is as fast for 100,000 people as for ten. The detail of ``excluded`` tells of
    health. No column is NULL but ``since``; the instants may be infinite.
    """

    detention_id = models.BigIntegerField(db_index=True)
    person_id = models.BigIntegerField(db_index=True)
    city_id = models.BigIntegerField(null=True)
    facility_id = models.BigIntegerField(null=True)
    reason = models.TextField()
    detail = models.TextField()
    since = models.DateTimeField(null=True)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    urgency = models.SmallIntegerField()

    class Meta:
        db_table = "attention_cache"
        indexes = [
            models.Index(fields=["urgency", "since", "id"], name="attention_cache_order"),
        ]

    def __str__(self):
        return f"{self.detention_id} {self.reason}"


class CachedName(models.Model):
    """One spelling of a name: its keys for the findable path, each with each year that is right."""

    name_id = models.BigIntegerField(primary_key=True)
    person_id = models.BigIntegerField(db_index=True)
    find_keys = ArrayField(models.TextField())

    class Meta:
        db_table = "published_name"
        indexes = [GinIndex(fields=["find_keys"], name="pub_name_keys")]

    def __str__(self):
        return str(self.name_id)


class NotedPeople(models.Model):
    """Whom one statement wrote about, while a transaction waits with publishing until its end.

    Nobody else ever sees a row: the transaction that wrote it publishes these people and deletes it
    before it commits (``publish_noted``).
    """

    noted_in = models.BigIntegerField()
    person_ids = ArrayField(models.BigIntegerField())

    class Meta:
        db_table = "noted_people"

    def __str__(self):
        return str(self.noted_in)


class ListingChange(models.Model):
    """A transaction that changed who is listed or how they stand; some minutes of them are kept.

    It tells nothing of whom: readers compare which ones there are (``listing_mark``).
    """

    changed_in = models.BigIntegerField(primary_key=True)
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "listing_change"
        indexes = [models.Index(fields=["changed_at"], name="listing_change_at")]

    def __str__(self):
        return str(self.changed_in)
