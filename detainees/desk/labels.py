"""What to call people, places and detentions in lists: read in the same query as the rows."""

from django.db.models import F, OuterRef, Prefetch, Q, Subquery, TextField, Value
from django.db.models.functions import Coalesce, Concat, Now, NullIf, Trim, TruncDate
from django.utils.translation import get_language

from detainees.models import Detention, PersonName
from registry.lib.dates import display_partial
from stations.models import CityName, DatedName


def with_main_name(people):
    """Annotate people with ``main_name``: the name shown first, or None."""
    spelled = Trim(
        Concat(
            Trim(Concat("surname", Value(" "), "given")),
            Value(" "),
            "patronymic",
            output_field=TextField(),
        )
    )
    names = PersonName.objects.filter(person=OuterRef("pk")).order_by("-is_main", "id")
    return people.annotate(main_name=Subquery(names.values(_spelled=spelled)[:1]))


def official_name(names, place, day=None):
    """Return the SQL expression for a place's official name on a day, in the active language.

    ``names`` is the model of dated names (CityName, ...), ``place`` and ``day`` are the outer
    query's columns with the place's key and the day (None: today).
    """
    ours = f"name_{get_language()[:2]}"
    named = Coalesce(*(NullIf(F(name), Value("")) for name in (ours, "name_ru", "name_kk")))
    day = Coalesce(OuterRef(day), TruncDate(Now())) if day else TruncDate(Now())
    owner = names._meta.model_name.removesuffix("name")
    found = names.objects.filter(
        Q(valid_from=None) | Q(valid_from__lte=day),
        Q(valid_to=None) | Q(valid_to__gte=day),
        kind=DatedName.Kind.OFFICIAL,
        **{owner: OuterRef(place)},
    )
    return Subquery(found.order_by("-valid_from").values(_name=named)[:1])


def labelled_detentions():
    """Return the prefetch of people's detentions with what ``detention_label`` needs."""
    return Prefetch(
        "detentions",
        Detention.objects.annotate(
            rally_on=F("rally__starts_on"),
            city_named=Coalesce(
                official_name(CityName, "rally__city", "rally__starts_on"),
                official_name(CityName, "city"),
            ),
        ).order_by("id"),
    )


def detention_label(detention):
    """Where and when, of a detention fetched by ``labelled_detentions``; "#7" if unknown."""
    day = display_partial(detention.rally_on.isoformat()) if detention.rally_on else ""
    return ", ".join(part for part in (detention.city_named, day) if part) or f"#{detention.pk}"
