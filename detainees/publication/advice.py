"""What pages say beside a person: the law's rules and whom to call.

Who is harmed if the police read it: nobody; both are everybody's.
"""

from datetime import date, timedelta

from django.db import connections, models

from detainees.publication.kept import kept
from detainees.publication.published import PUBLIC, PublicManager
from detainees.publication.vocabulary import HelplineKind, LawStatus, in_language
from stations.models import City


class PublishedRule(models.Model):
    """One edition of one rule of law."""

    code = models.CharField(max_length=30)
    article = models.CharField(max_length=100)
    applies_from = models.DateField(null=True)
    applies_to = models.DateField(null=True)
    value = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    unit = models.CharField(max_length=15)
    confidence = models.CharField(max_length=1)
    status = models.CharField(max_length=6, choices=LawStatus)

    objects = PublicManager()

    class Meta:
        managed = False
        db_table = "law_rule"

    def __str__(self):
        return self.code


class PublishedHelpline(models.Model):
    """A line that relatives can call."""

    kind = models.CharField(max_length=20, choices=HelplineKind)
    name_kk = models.CharField(max_length=200)
    name_ru = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    phone = models.CharField(max_length=100)
    about_kk = models.CharField(max_length=300)
    about_ru = models.CharField(max_length=300)
    about_en = models.CharField(max_length=300)
    city = models.ForeignKey(City, on_delete=models.DO_NOTHING, related_name="+", null=True)
    place = models.IntegerField()
    is_invented = models.BooleanField()

    objects = PublicManager()

    class Meta:
        managed = False
        db_table = "helpline"
        ordering = ["place", "id"]

    def __str__(self):
        return in_language(self, "name")

    @property
    def about(self):
        """What for, when, in which languages, in the active language."""
        return in_language(self, "about")


@kept
def rules():
    """Return every edition of every rule."""
    return list(PublishedRule.objects.all())


def rules_on(day):
    """Return {code: PublishedRule} of the editions in force on ``day`` (a date)."""
    return {
        rule.code: rule
        for rule in rules()
        if (rule.applies_from or day) <= day <= (rule.applies_to or day)
    }


def law_since(day):
    """Return the day from which the law stood as on ``day``: all the days until it changes are one.

    date.min before the first change that we know.
    """
    begun = [rule.applies_from for rule in rules() if rule.applies_from]
    ended = [rule.applies_to + timedelta(days=1) for rule in rules() if rule.applies_to]
    return max((change for change in begun + ended if change <= day), default=date.min)


@kept
def helplines():
    """Return the lines that are shown, in their order."""
    return list(PublishedHelpline.objects.all())


def appeal_day(detention_id):
    """Return the last safe day to appeal in a listed person's detention, None when not known."""
    with connections[PUBLIC].cursor() as cursor:
        cursor.execute("SELECT appeal_on(%s)", [detention_id])
        return cursor.fetchone()[0]


def printable(people):
    """Return the keys of those listed people among ``people`` who may stand on a printed list."""
    with connections[PUBLIC].cursor() as cursor:
        cursor.execute("SELECT printable(%s)", [list(people)])
        return {key for (key,) in cursor.fetchall()}


def release_expected(facility_id, start, end):
    """True when the arrest of somebody listed at a facility may end between two instants."""
    with connections[PUBLIC].cursor() as cursor:
        cursor.execute("SELECT release_expected(%s, %s, %s)", [facility_id, start, end])
        return cursor.fetchone()[0]
