"""Partial dates: typed, stored, shown and counted, alike in Python and in SQL."""

import re
from datetime import datetime, timedelta

import pghistory.models
import pytest
from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from detainees.models import Person
from registry.lib.dates import (
    LENGTHS,
    PRECISIONS,
    STORED,
    PartialDateField,
    PartialDateFormField,
    display_partial,
    is_partial,
    parse_partial,
    partial_span,
    typed_partial,
    validate_partial,
)

TYPED = [
    ("2019", "2019"),
    (" 2019 ", "2019"),
    ("06.2019", "2019-06"),
    ("6.2019", "2019-06"),
    ("06/2019", "2019-06"),
    ("2019-06", "2019-06"),
    ("9.6.2019", "2019-06-09"),
    ("09.06.2019", "2019-06-09"),
    ("09/06/2019", "2019-06-09"),
    ("2019-6-9", "2019-06-09"),
    ("2019-06-09", "2019-06-09"),
    ("29.02.2020", "2020-02-29"),
    ("09.06.2019 18", "2019-06-09T18"),
    ("09.06.2019 8", "2019-06-09T08"),
    ("09.06.2019 18:30", "2019-06-09T18:30"),
    ("09.06.2019, 18:30", "2019-06-09T18:30"),
    ("09.06.2019\xa018:30", "2019-06-09T18:30"),
    ("2019-06-09 18:30", "2019-06-09T18:30"),
    ("2019-06-09T18:30", "2019-06-09T18:30"),
    ("31.12.2099 23:59", "2099-12-31T23:59"),
    ("٠٩.٠٦.٢٠١٩", "2019-06-09"),
]
GARBAGE = [
    "\x00",
    "2019\x00",
    "9" * 10_000,
    "1." * 5_000,
    " , " * 5_000 + "9",
    "09.06.2019" + " " * 10_000 + "x",
    "31.02.2019",
    "29.02.2019",
    "2019-02-31",
    "31.04.2019",
    "00.06.2019",
    "2019-13",
    "13.2019",
    "2019-00",
    "2019-06-09T24",
    "09.06.2019 18:60",
    "06.2019 18:30",
    "2019 18:30",
    "1899",
    "2100",
    "0000",
    "²019",
    "Ⅻ.2019",
    "9.6.19",
    "9 июня 2019",
    "вчера",
    "-2019",
    "\u202e2019",
    "<b>2019</b>",
    "'; DROP TABLE person; --",
    "NaN",
    "1e3",
]
MINUTES = st.datetimes(datetime(1900, 1, 1), datetime(2099, 12, 31, 23, 59))
STORED_DATES = st.builds(lambda at, style: at.strftime(style), MINUTES, st.sampled_from(PRECISIONS))


def spans_in_sql(values):
    """Return (start, end) of each value as PostgreSQL counts them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT partial_start(value), partial_end(value)"
            " FROM unnest(%s::text[]) WITH ORDINALITY AS given (value, place) ORDER BY place",
            [values],
        )
        return cursor.fetchall()


@pytest.mark.parametrize(("typed", "stored"), TYPED)
def test_what_people_type_is_understood(typed, stored):
    assert parse_partial(typed) == stored


@pytest.mark.parametrize("typed", GARBAGE)
def test_garbage_is_refused_as_a_value_error(typed):
    with pytest.raises(ValueError, match=r"not a partial date|out of range|must be in"):
        parse_partial(typed)


@given(st.text())
def test_any_text_is_a_stored_date_or_a_value_error(text):
    try:
        stored = parse_partial(text)
    except ValueError:
        return
    assert is_partial(stored)


@given(STORED_DATES)
def test_a_stored_date_survives_being_shown_in_a_form(stored):
    assert parse_partial(typed_partial(stored)) == stored
    assert parse_partial(stored) == stored


@given(STORED_DATES, STORED_DATES)
def test_stored_dates_sort_as_their_beginnings(one, other):
    if len(one) == len(other):
        assert (one < other) == (partial_span(one)[0] < partial_span(other)[0])


@pytest.mark.parametrize(
    ("stored", "start", "end"),
    [
        ("2019", datetime(2019, 1, 1), datetime(2020, 1, 1)),
        ("2099", datetime(2099, 1, 1), datetime(2100, 1, 1)),
        ("2019-01", datetime(2019, 1, 1), datetime(2019, 2, 1)),
        ("2019-02", datetime(2019, 2, 1), datetime(2019, 3, 1)),
        ("2020-02", datetime(2020, 2, 1), datetime(2020, 3, 1)),
        ("2019-12", datetime(2019, 12, 1), datetime(2020, 1, 1)),
        ("2019-06-09", datetime(2019, 6, 9), datetime(2019, 6, 10)),
        ("2019-12-31", datetime(2019, 12, 31), datetime(2020, 1, 1)),
        ("2019-06-09T18", datetime(2019, 6, 9, 18), datetime(2019, 6, 9, 19)),
        ("2019-06-09T23", datetime(2019, 6, 9, 23), datetime(2019, 6, 10)),
        ("2019-06-09T18:30", datetime(2019, 6, 9, 18, 30), datetime(2019, 6, 9, 18, 31)),
        ("2019-02-31", datetime(2019, 3, 3), datetime(2019, 3, 4)),
    ],
)
def test_span_of_each_precision(stored, start, end):
    assert partial_span(stored) == (start, end)


@pytest.mark.parametrize("value", ["", "garbage", "2019-13", "9.6.2019", "2019-06-09T", "2019\n"])
def test_nothing_else_has_a_span(value):
    with pytest.raises(ValueError, match="not a stored partial date"):
        partial_span(value)


@pytest.mark.django_db
def test_sql_counts_spans_as_python_does():
    hours = [datetime(1999, 12, 1) + timedelta(hours=7 * step) for step in range(5_200)]
    values = sorted({at.strftime(style) for at in hours for style in PRECISIONS})
    values += [
        "1900",
        "2099",
        "2099-12-31T23:59",
        "2019-02-31",
        "2019-04-31T10",
        "2019-02-29T23:59",
    ]

    assert {len(value) for value in values} == set(LENGTHS)
    assert spans_in_sql(values) == [partial_span(value) for value in values]


@pytest.mark.django_db
def test_sql_knows_nothing_of_what_is_no_partial_date():
    values = [text for text in GARBAGE if "\x00" not in text and not re.fullmatch(STORED, text)] + [
        "",
        None,
        "2019\n",
        "\n2019",
        "20١٩",
        "2019-6",
        "2019-06-09 18",
        "2019-06-09T18:3",
    ]

    assert set(spans_in_sql(values)) == {(None, None)}


@pytest.mark.django_db
def test_sql_counts_for_a_login_that_sees_another_schema():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL search_path TO pg_catalog")
        cursor.execute("SELECT public.partial_start('2019-06'), public.partial_end('2019-06')")
        assert cursor.fetchone() == (datetime(2019, 6, 1), datetime(2019, 7, 1))


@pytest.mark.django_db
def test_the_pattern_means_the_same_in_sql_and_python():
    values = [text for text, _stored in TYPED] + [text for text in GARBAGE if "\x00" not in text]
    values += ["2019\n", "\n2019", "20١٩", "2019-06-0٩", "20190609", "2019-06-09T18:30:00", ""]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT value ~ %s FROM unnest(%s::text[]) WITH ORDINALITY AS given (value, place)"
            " ORDER BY place",
            [STORED, values],
        )
        matches = [matched for (matched,) in cursor.fetchall()]

    assert matches == [bool(re.fullmatch(STORED, value)) for value in values]


@pytest.mark.parametrize(
    ("language", "stored", "shown"),
    [
        ("kk", "2019-06-09", "2019 жылғы 9 маусым"),
        ("kk", "2019-06", "2019 жылғы маусым"),
        ("kk", "2019-06-09T18:30", "2019 жылғы 9 маусым, 18:30"),
        ("ru", "2019-06-09", "9 июня 2019"),
        ("ru", "2019-06", "июнь 2019"),
        ("ru", "2019-06-09T08:05", "9 июня 2019, 08:05"),
        ("en", "2019-06-09", "9 June 2019"),
        ("en", "2019-06", "June 2019"),
        ("en", "2019-06-09T18", "9 June 2019, about 18:00"),
        ("en", "2019-06-09T08", "9 June 2019, about 08:00"),
        ("en", "2019-06-09T18:30", "9 June 2019, 18:30"),
        ("en", "2019", "2019"),
        ("en", "", ""),
        ("en", "2019-02-31", "2019-02-31"),
        ("en", "whatever psql wrote", "whatever psql wrote"),
    ],
)
def test_a_date_is_shown_in_the_words_of_the_language(language, stored, shown):
    with translation.override(language):
        assert display_partial(stored) == shown


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_month_has_its_name(language):
    with translation.override(language):
        months = {display_partial(f"2019-{month:02}") for month in range(1, 13)}
    assert len(months) == 12
    assert not any(re.search("[A-Za-z]", month) for month in months)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_typed_day_comes_first_in_every_language(language):
    with translation.override(language):
        assert f"{forms.DateField().clean('09.06.2019'):%Y-%m-%d}" == "2019-06-09"
        with pytest.raises(ValidationError):
            forms.DateField().clean("06/09/2019")


class DateForm(forms.Form):
    """A form with one partial date."""

    at = PartialDateFormField(required=False)


@pytest.mark.parametrize("typed", GARBAGE)
def test_the_form_keeps_what_was_typed_and_shows_an_example(typed):
    form = DateForm({"at": typed})

    with translation.override("en"):
        assert not form.is_valid()
        assert "09.06.2019 18:30" in form.errors["at"][0]
    assert form["at"].value() == typed
    assert form.has_changed()


def test_the_form_shows_a_stored_date_day_first():
    assert DateForm(initial={"at": "2019-06-09T18:30"})["at"].value() == "09.06.2019 18:30"
    assert DateForm(initial={"at": "2019-06"})["at"].value() == "06.2019"
    assert DateForm({"at": "завтра"})["at"].value() == "завтра"


@pytest.mark.parametrize(
    ("initial", "typed", "changed"),
    [
        ("2019-06-09", "09.06.2019", False),
        ("2019-06-09", "9.6.2019", False),
        ("2019-06-09", "09.06.2019 18:30", True),
        ("2019-06-09", "", True),
        ("", "", False),
        (None, "", False),
        ("", "2019", True),
    ],
)
def test_an_untouched_box_is_no_change(initial, typed, changed):
    assert PartialDateFormField(required=False).has_changed(initial, typed) is changed


def test_an_empty_box_is_empty_text():
    assert PartialDateFormField(required=False).clean("  ") == ""
    with pytest.raises(ValidationError):
        PartialDateFormField().clean("")


def test_the_box_of_a_model_cuts_nothing_off():
    box = PartialDateField("when", help_text="Local time.").formfield()

    assert isinstance(box, PartialDateFormField)
    assert (box.max_length, box.required, box.help_text) == (None, False, "Local time.")
    assert "maxlength" not in box.widget_attrs(box.widget)


def test_a_field_is_rebuilt_from_its_migration():
    _name, path, args, kwargs = PartialDateField("when").deconstruct()

    assert path == "registry.lib.dates.PartialDateField"
    assert PartialDateField(*args, **kwargs).deconstruct()[1:] == (path, args, kwargs)


@pytest.mark.parametrize("value", ["2019-02-31", "9.6.2019", "20١٩", "2019\n", "garbage"])
def test_only_stored_dates_of_the_calendar_are_valid(value):
    with pytest.raises(ValidationError, match=re.escape("09.06.2019")):
        validate_partial(value)
    assert not is_partial(value)


@pytest.mark.django_db
def test_a_person_with_a_wrong_date_gets_a_message_beside_the_field():
    with pytest.raises(ValidationError) as refusal:
        Person(birth_date="31.02.1987").full_clean()

    assert list(refusal.value.message_dict) == ["birth_date"]


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["1987-13", "31.02.1987", "19٨٧", "soon"])
def test_the_database_refuses_what_is_no_partial_date(value):
    with (
        pytest.raises(IntegrityError, match="person_birth_date_is_partial_date"),
        transaction.atomic(),
    ):
        Person.objects.create(birth_date=value)


def record_dates():
    """Return (model, field name) of every partial date that is written; history and views copy."""
    return [
        (model, field.name)
        for model in apps.get_models()
        if model._meta.managed and not issubclass(model, pghistory.models.Event)
        for field in model._meta.get_fields()
        if isinstance(field, PartialDateField)
    ]


@pytest.mark.parametrize(
    ("model", "field"),
    [pytest.param(*pair, id=f"{pair[0].__name__}.{pair[1]}") for pair in record_dates()],
)
def test_every_partial_date_is_guarded_by_the_database(model, field):
    rules = [
        rule for rule in model._meta.constraints if rule.name.endswith(f"_{field}_is_partial_date")
    ]

    assert [type(rule) for rule in rules] == [models.CheckConstraint]
