"""Listed people as the world sees them: read through the public login, never written.

Each model reads one view of the schema ``public_api``. Places are read by the models of
``stations`` themselves: ``Facility.objects.using(PUBLIC)`` finds the view of the same name.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import connections, models
from django.utils.translation import pgettext_lazy

from detainees.publication.kept import kept
from registry.lib.dates import PartialDateField
from stations.models import City, Facility

PUBLIC = "public"


class Status(models.TextChoices):
    """Where somebody stands, in the words of the public list (PFIF has no word for detained)."""

    HELD = "held", pgettext_lazy("status", "held")
    REMANDED = "remanded", pgettext_lazy("status", "remanded in custody")
    SERVING = "serving", pgettext_lazy("status", "serving an arrest")
    RELEASE_DUE = "release_due", pgettext_lazy("status", "release due, not confirmed")
    WHEREABOUTS_UNKNOWN = "whereabouts_unknown", pgettext_lazy("status", "whereabouts unknown")
    HOSPITAL = "hospital", pgettext_lazy("status", "in hospital")
    HOUSE_ARREST = "house_arrest", pgettext_lazy("status", "under house arrest")
    TRANSFERRED = "transferred", pgettext_lazy("status", "transferred, destination unknown")
    RELEASED = "released", pgettext_lazy("status", "released")
    ESCAPED = "escaped", pgettext_lazy("status", "escaped")
    FREED = "freed", pgettext_lazy("status", "freed by others")
    EXPELLED = "expelled", pgettext_lazy("status", "expelled from the country")
    UNKNOWN = "unknown", pgettext_lazy("status", "not known")


OUT = {Status.RELEASED, Status.ESCAPED, Status.FREED, Status.EXPELLED}


class PublicManager(models.Manager):
    """Reads through the public login, on whatever side this process is."""

    def get_queryset(self):
        return super().get_queryset().using(PUBLIC)


class PublishedPerson(models.Model):
    """One listed person: names, a five-year band of birth, and how the latest detention stands.

    Look people up by ``pk`` or ``public_id``; ``detainees.publication.listing`` finds them by
    anything else, which no index serves here.
    """

    public_id = models.CharField(max_length=12)
    surname = models.CharField(max_length=200)
    given = models.CharField(max_length=200)
    patronymic = models.CharField(max_length=200)
    sort_key = models.TextField()
    other_names = ArrayField(models.TextField())
    birth_band_from = models.IntegerField(null=True)
    is_invented = models.BooleanField()
    detention = models.ForeignKey(
        "PublishedDetention", on_delete=models.DO_NOTHING, related_name="+", null=True
    )
    status = models.CharField(max_length=20, choices=Status)
    facility = models.ForeignKey(Facility, on_delete=models.DO_NOTHING, related_name="+", null=True)
    since = PartialDateField()
    confirmed_at = models.DateTimeField(null=True)

    objects = PublicManager()

    class Meta:
        managed = False
        db_table = "person"

    def __str__(self):
        return self.name

    @property
    def name(self):
        """The main name as it was written: surname, given name, patronymic."""
        return " ".join(part for part in (self.surname, self.given, self.patronymic) if part)

    @property
    def birth_band(self):
        """The five years in which the person was born, as ``1985–1989``; "" when not known."""
        if self.birth_band_from is None:
            return ""
        return f"{self.birth_band_from}–{self.birth_band_from + 4}"


class PublishedDetention(models.Model):
    """One detention of a listed person and where it stands."""

    person = models.ForeignKey(
        PublishedPerson, on_delete=models.DO_NOTHING, related_name="detentions"
    )
    rally_id = models.BigIntegerField(null=True)
    rally_on = models.DateField(null=True)
    city = models.ForeignKey(City, on_delete=models.DO_NOTHING, related_name="+", null=True)
    zone = models.CharField(max_length=40)
    seized_at = PartialDateField()
    seized_first_on = models.DateField(null=True)
    seized_last_on = models.DateField(null=True)
    sentences = ArrayField(models.TextField())
    status = models.CharField(max_length=20, choices=Status)
    facility = models.ForeignKey(Facility, on_delete=models.DO_NOTHING, related_name="+", null=True)
    since = PartialDateField()
    confirmed_at = models.DateTimeField(null=True)
    sources = models.IntegerField()
    contradictions = ArrayField(models.TextField())
    certainty = models.TextField()
    sentence_kind = models.TextField()
    sentence_days = models.IntegerField(null=True)
    release_from = models.DateTimeField(null=True)
    release_at = models.DateTimeField(null=True)
    release_to = models.DateTimeField(null=True)
    release_basis = models.TextField()

    objects = PublicManager()

    class Meta:
        managed = False
        db_table = "detention"

    def __str__(self):
        return f"{self.person_id}: {self.status}"


class PublishedClaim(models.Model):
    """One claim about a detention of a listed person: what, when, where, how certain.

    Neither the source nor who wrote it down; the hour of hearing, not the minute. Rows come from
    the function `claims_of`; there is no view to ask.
    """

    id = models.CharField(max_length=40, primary_key=True)
    person = models.ForeignKey(PublishedPerson, on_delete=models.DO_NOTHING, related_name="claims")
    detention = models.ForeignKey(
        PublishedDetention, on_delete=models.DO_NOTHING, related_name="claims"
    )
    noun = models.CharField(max_length=20)
    kind = models.CharField(max_length=30)
    when = PartialDateField()
    until = PartialDateField()
    facility = models.ForeignKey(Facility, on_delete=models.DO_NOTHING, related_name="+", null=True)
    days = models.IntegerField(null=True)
    minutes = models.IntegerField(null=True)
    amount_mci = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    article = models.CharField(max_length=25)
    inside_station = models.CharField(max_length=7)
    lawyer_present = models.CharField(max_length=7)
    certainty = models.CharField(max_length=10)
    heard_at = models.DateTimeField()

    objects = PublicManager()

    class Meta:
        managed = False
        db_table = "claims_of"

    def __str__(self):
        return self.id


class CountingRule(models.Model):
    """A rule of law by which a term is counted: its article, and whether its text was read."""

    code = models.CharField(max_length=30)
    article = models.CharField(max_length=100)
    status = models.CharField(max_length=6)
    applies_from = models.DateField(null=True)
    applies_to = models.DateField(null=True)

    objects = PublicManager()

    class Meta:
        managed = False
        db_table = "counting_rule"

    def __str__(self):
        return self.code

    @property
    def is_from_memory(self):
        """True when nobody has read the text: a lawyer should check it."""
        return self.status == "MEMORY"


@kept
def counting_rules():
    """Return the CountingRules of an administrative arrest: what counts into it, how it ends."""
    return list(CountingRule.objects.filter(code__in=("ARR-INCL", "ARR-END")).order_by("-code"))


PERSON = """
    SELECT *, appeal_on(detention_id), EXISTS (SELECT FROM printable(ARRAY[id])) AS is_printable
    FROM person WHERE public_id = %s
"""
PEOPLE = "SELECT * FROM person WHERE id = ANY (%s)"
DETENTIONS = "SELECT * FROM detention WHERE id = ANY (%s)"
CLAIMS = "SELECT * FROM claims_of(%s)"


def read(model, query, value):
    """Return an instance of ``model`` for each row; further columns stand beside its own.

    The query gives the model's columns in their order, as the views of ``public_api`` do. Most
    pages ask so: a queryset works longer at the question than the database at the answer.
    """
    fields = [field.attname for field in model._meta.concrete_fields]
    with connections[PUBLIC].cursor() as cursor:
        cursor.execute(query, [value])
        beside = [column.name for column in cursor.description[len(fields) :]]
        rows = cursor.fetchall()
    found = []
    for row in rows:
        one = model.from_db(PUBLIC, fields, row[: len(fields)])
        vars(one).update(zip(beside, row[len(fields) :], strict=True))
        found.append(one)
    return found


def person_of(public_id):
    """Return the PublishedPerson with this id, with the latest detention; None if there is none.

    Beside stand ``appeal_on``, the last safe day to appeal, None when not known, and
    ``is_printable``: whether they agreed to stand on paper.
    """
    people = with_detentions(read(PublishedPerson, PERSON, public_id))
    return people[0] if people else None


def people_of(ids):
    """Return the PublishedPerson of each of these keys, with the latest detention, in no order."""
    return with_detentions(read(PublishedPerson, PEOPLE, list(ids)))


def with_detentions(people):
    """Return PublishedPersons with the latest detention of each, read in one more query."""
    ids = [person.detention_id for person in people if person.detention_id]
    found = read(PublishedDetention, DETENTIONS, ids) if ids else []
    detentions = {detention.pk: detention for detention in found}
    for person in people:
        person.detention = detentions.get(person.detention_id)
    return people


def claims_of(person):
    """Return a PublishedClaim for every published claim about a PublishedPerson."""
    return read(PublishedClaim, CLAIMS, person.pk)


def kept_public_id(public_id):
    """Return the public id of the listed person into whom this one was merged; "" if there is none.

    Who holds an old link learns that two records are one person, and only if that one is listed.
    """
    with connections[PUBLIC].cursor() as cursor:
        cursor.execute("SELECT public_api.kept_person(%s)", [public_id])
        return cursor.fetchone()[0] or ""
