"""What the public functions count: guesses on the findable path, and people a day."""

from django.db import models


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

    Who seizes the server tonight can try guessed names against today's rows, and no earlier day's.
    """

    pk = models.CompositePrimaryKey("day", "key_hash", "birth_year")
    day = models.DateField()
    key_hash = models.BinaryField()
    birth_year = models.IntegerField()

    class Meta:
        db_table = "find_use"

    def __str__(self):
        return str(self.day)


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
