"""Two records that may be merged, with random rows, and what stands of both."""

from detainees.history.record import record_of
from detainees.models import Person
from detainees.publication.cache import CachedCustody, CachedName, CachedPerson


def state(*people):
    """The records of people, what is published of them, and where they point, as plain values."""
    ids = [person.pk for person in people]
    rows = [
        (row.model.__name__, row.row, {one.field.name: one.after for one in row.differences})
        for pk in ids
        for row in record_of(pk)
    ]
    published = [
        list(cache.objects.filter(person_id__in=ids).order_by("pk").values())
        for cache in (CachedPerson, CachedCustody, CachedName)
    ]
    return rows, published, list(Person.objects.filter(pk__in=ids).order_by("pk").values())
