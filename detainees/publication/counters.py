"""What the public functions count: guesses on the findable path, and people a day."""

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models


class FindSalt(models.Model):
    """The random salt under which one day's guesses are counted; gone the next day."""

    day = models.DateField(primary_key=True)
    salt = models.BinaryField()

    class Meta:
        db_table = "find_salt"

    def __str__(self):
        return str(self.day)


class FindUse(models.Model):
    """That a key was tried with a year today. No name, no address, no instant.

    The database adds ``written_in``, the transaction that counted: ``find`` answers for those only
    that were committed. ``without_year`` are the people of this name whose year of birth nobody
    knows. Who seizes the server tonight can try guessed names against today's rows, and no earlier
    day's.
    """

    pk = models.CompositePrimaryKey("day", "key_hash", "birth_year")
    day = models.DateField()
    key_hash = models.BinaryField()
    birth_year = models.IntegerField()
    without_year = ArrayField(models.BigIntegerField())

    class Meta:
        db_table = "find_use"

    def __str__(self):
        return str(self.day)


class AskedPerson(models.Model):
    """How often somebody asked for a person whose year of birth nobody knows, before today.

    Each different year a day counts once; of whoever asked nothing is kept. Who reads it learns
    that this person is looked for; the desk reads the view ``person_asked_for``, which adds today.
    """

    person_id = models.BigIntegerField(primary_key=True)
    times = models.IntegerField()
    last_asked_on = models.DateField()

    class Meta:
        db_table = "asked_person"

    def __str__(self):
        return f"{self.person_id}: {self.times}"


def asked_for(person_id):
    """Return (times, last day) that visitors asked for somebody without a year; None for never."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT times, last_asked_on FROM person_asked_for WHERE person_id = %s", [person_id]
        )
        return cursor.fetchone()


class DailyCount(models.Model):
    """How many people a day, by city or by status, at every level; small cells are hidden."""

    pk = models.CompositePrimaryKey("day", "subject", "value")
    day = models.DateField()
    subject = models.CharField(max_length=10)
    value = models.CharField(max_length=50)
    people = models.IntegerField()
    is_hidden = models.BooleanField()

    class Meta:
        db_table = "daily_count"

    def __str__(self):
        return f"{self.day} {self.subject} {self.value}"
