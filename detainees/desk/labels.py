"""What to call people, places and detentions in lists: read in the same query as the rows."""

from django.db.models import F, Func, OuterRef, Prefetch, Subquery, TextField, Value
from django.db.models.functions import Coalesce, Concat, Now, Trim, TruncDate
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


class OfficialName(Func):
    """A place's official name on a day, in the language that was active when it was asked for.

    Written as SQL, not as a Subquery: Django takes milliseconds to put one together, and every list
    at the desk has some.
    """

    output_field = TextField()

    def __init__(self, names, place, day):
        super().__init__(place, day)
        self._names = names
        self._columns = (f"name_{get_language()[:2]}", "name_ru", "name_kk")

    def as_sql(self, compiler, connection, **_context):
        """Return the SQL of a scalar subquery and its parameters."""
        (place, place_params), (day, day_params) = map(compiler.compile, self.source_expressions)
        owner = self._names._meta.model_name.removesuffix("name")
        shown = ", ".join(f"nullif(named.{column}, '')" for column in self._columns)
        statement = f"""(
            SELECT coalesce({shown}) FROM {self._names._meta.db_table} AS named
            WHERE named.{owner}_id = {place} AND named.kind = '{DatedName.Kind.OFFICIAL}'
                AND (named.valid_from IS NULL OR named.valid_from <= {day})
                AND (named.valid_to IS NULL OR named.valid_to >= {day})
            ORDER BY named.valid_from DESC LIMIT 1
        )"""  # noqa: S608 - names of our own tables and columns
        return statement, (*place_params, *day_params, *day_params)


def official_name(names, place, day=None):
    """Return the SQL expression for a place's official name on a day, in the active language.

    ``names`` is the model of dated names (CityName, ...), ``place`` and ``day`` are the query's
    columns with the place's key and the day (None: today).
    """
    today = TruncDate(Now())
    return OfficialName(names, F(place), Coalesce(F(day), today) if day else today)


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
