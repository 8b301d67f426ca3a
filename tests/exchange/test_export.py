"""An export shows every claim, nothing confidential, and is in the log before it leaves."""

import hashlib
import io
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, models, transaction
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from detainees.exchange.columns import COLUMNS, Audience, columns_for
from detainees.exchange.export import Order, take_out
from detainees.exchange.rows import count_rows, rows_of
from detainees.models import (
    Charge,
    Consent,
    Enquiry,
    Event,
    Export,
    Health,
    Person,
    Placement,
    Release,
    Sentence,
    SentenceChange,
    Trial,
    Violation,
)
from registry.lib.spreadsheet import read_csv
from tests.makers import (
    make_account,
    make_charge,
    make_city,
    make_consent,
    make_detention,
    make_enquiry,
    make_entry,
    make_event,
    make_facility,
    make_health,
    make_person,
    make_placement,
    make_rally,
    make_release,
    make_sentence,
    make_sentence_change,
    make_source,
    make_trial,
    make_violation,
)

pytestmark = pytest.mark.usefixtures("committed")

EVERYTHING = frozenset({Audience.HEALTH, Audience.VIOLATIONS})
FIRST = datetime(2019, 6, 9, 14, 45, 30, tzinfo=UTC)
LATER = FIRST + timedelta(days=1)


@pytest.fixture
def analyst(committed):
    return make_account("analyst")


def taken_out(account, form="xlsx", **kwargs):
    """Take everybody out; return (content, Export)."""
    order = {"people": Person.objects.all(), "reason": "report", **kwargs}
    taken = take_out(Order(account=account, form=form, **order))
    with taken.file:
        return taken.file.read(), taken.export


def table(account, **kwargs):
    """Take everybody out as XLSX; return one dict a row, by the codes of the columns."""
    content, export = taken_out(account, **kwargs)
    sheet = load_workbook(io.BytesIO(content))["people"]
    rows = sheet.iter_rows(min_row=2, values_only=True)
    return [dict(zip(export.columns, row, strict=True)) for row in rows]


def only_row(account, **kwargs):
    (row,) = table(account, **kwargs)
    return row


def codebook(content):
    return list(load_workbook(io.BytesIO(content))["codebook"].values)


# What a row holds


def test_every_column_shows_its_claim(analyst):
    astana = make_city("nur-sultan", name="Nur-Sultan")
    person = make_person(
        "Сейітов Ержан Болатұлы",
        "Seitov Yerzhan",
        listed=True,
        sex="male",
        birth_date="1987-02-28",
        birth_year_from=1986,
        birth_year_to=1988,
        looks_minor=True,
    )
    rally = make_rally(city=astana, starts_on=date(2019, 6, 10))
    detention = make_detention(person=person, rally=rally, role="journalist")
    about = {"detention": detention, "source": make_source(), "heard_at": FIRST}
    station, centre = make_facility(name="Есіл"), make_facility(name="Centre")
    make_event(**about, at="2019-06-10T18:30")
    make_event(**about, kind=Event.Kind.DELIVERED, at="2019-06-10T19")
    make_placement(**about, facility=station, from_at="2019-06-10", to_at="2019-06-11")
    make_placement(**about, facility=centre, from_at="2019-06-11")
    trial = make_trial(
        **about, held_at="2019-06-11", inside_station="yes", minutes=7, lawyer_present="no"
    )
    make_charge(**about, trial=trial, part="6")
    sentence = make_sentence(
        **about, days=15, ruled_at="2019-06-11", counted_from="2019-06-10T18:30"
    )
    make_sentence_change(**about, sentence=sentence, days=5, decided_at="2019-06")
    make_release(**{**about, "heard_at": LATER}, released_at="2019-06-15")
    row = only_row(analyst)
    assert row == {
        "invented": None,
        "public_id": person.public_id,
        "name": "Сейітов Ержан Болатұлы",
        "other_names": "Seitov Yerzhan",
        "sex": "male",
        "birth_date": datetime(1987, 2, 28),
        "born_from": 1986,
        "born_to": 1988,
        "looks_minor": "yes",
        "level": "listed",
        "consents": "find; list",
        "detention": detention.pk,
        "rally_on": datetime(2019, 6, 10),
        "city": "Nur-Sultan",
        "role": "journalist",
        "seized_at": datetime(2019, 6, 10, 18, 30),
        "delivered_at": "2019-06-10T19",
        "facility_now": None,
        "last_facility": "Centre",
        "last_from": datetime(2019, 6, 11),
        "last_to": None,
        "trial_at": datetime(2019, 6, 11),
        "trial_inside_station": "yes",
        "trial_minutes": 7,
        "trial_lawyer": "no",
        "charges": "CAO 488(6)",
        "sentence": "administrative_arrest",
        "sentence_days": 15,
        "fine_mci": None,
        "ruled_at": datetime(2019, 6, 11),
        "counted_from": datetime(2019, 6, 10, 18, 30),
        "change": "reduced",
        "changed_at": "2019-06",
        "days_now": 5,
        "release": "released",
        "released_at": datetime(2019, 6, 15),
        "sources": 1,
        "first_heard": datetime(2019, 6, 9, 20),
        "last_heard": datetime(2019, 6, 10, 20),
        "differing": 0,
        "differing_in": None,
    }


def test_person_with_two_detentions_has_two_rows_and_one_without_has_one(analyst):
    twice, never = make_person("Twice"), make_person("Never")
    first, second = make_detention(person=twice), make_detention(person=twice)
    rows = table(analyst)
    assert [(row["name"], row["detention"]) for row in rows] == [
        ("Twice", first.pk),
        ("Twice", second.pk),
        ("Never", None),
    ]
    assert rows[2]["public_id"] == never.public_id
    assert rows[2]["sources"] == 0
    assert count_rows(Person.objects.all()) == 3


def test_contradicting_claims_all_stand_in_the_order_of_hearing(analyst):
    detention = make_detention()
    north, south = make_facility(name="North"), make_facility(name="South")
    make_placement(detention=detention, facility=south, from_at="2019-06-09", heard_at=LATER)
    make_placement(detention=detention, facility=north, from_at="2019-06-09", heard_at=FIRST)
    make_sentence(detention=detention, days=15, heard_at=LATER)
    make_sentence(detention=detention, days=10, heard_at=FIRST)
    row = only_row(analyst)
    assert row["facility_now"] == row["last_facility"] == "North; South"
    assert row["sentence_days"] == "10; 15"
    assert row["sentence"] == "administrative_arrest; administrative_arrest"
    assert row["differing"] == 3
    assert row["differing_in"] == "facility_now; last_facility; sentence_days"


def test_two_sources_that_agree_are_one_value_and_two_sources(analyst):
    detention = make_detention()
    make_event(detention=detention, heard_at=FIRST)
    make_event(detention=detention, heard_at=LATER)
    row = only_row(analyst)
    assert row["seized_at"] == datetime(2019, 6, 9, 18, 30)
    assert (row["sources"], row["differing"]) == (2, 0)


def test_columns_of_one_trial_run_in_parallel(analyst):
    detention = make_detention()
    make_trial(detention=detention, held_at="2019-06-09T23", minutes=4, heard_at=FIRST)
    make_trial(detention=detention, held_at="2019-06-12", lawyer_present="yes", heard_at=LATER)
    row = only_row(analyst)
    assert row["trial_at"] == "2019-06-09T23; 2019-06-12"
    assert row["trial_minutes"] == "4; ?"
    assert row["trial_lawyer"] == "unknown; yes"
    assert row["differing_in"] == "trial_at"


def test_less_precise_date_is_shown_and_contradicts_nothing(analyst):
    detention = make_detention()
    make_event(detention=detention, at="2019-06-09", heard_at=FIRST)
    make_event(detention=detention, at="2019-06-09T18:30", heard_at=LATER)
    row = only_row(analyst)
    assert row["seized_at"] == "2019-06-09; 2019-06-09T18:30"
    assert row["differing"] == 0


@pytest.mark.parametrize("text", ["2019", "2019-06", "2019-06-09T18"])
def test_partial_date_is_text_as_it_is_known(analyst, text):
    make_event(at=text)
    assert only_row(analyst)["seized_at"] == text


def test_day_that_no_calendar_has_is_text(analyst):
    event = make_event()
    Event.objects.filter(pk=event.pk).update(at="2019-02-31")
    assert only_row(analyst)["seized_at"] == "2019-02-31"


def test_somebody_held_nobody_knows_where_is_told_from_nothing_known(analyst):
    make_placement(from_at="2019-06-09")
    assert only_row(analyst)["facility_now"] == "unknown"


def test_somebody_seen_held_after_a_release_was_told_is_held(analyst):
    detention = make_detention()
    make_release(detention=detention, heard_at=FIRST)
    make_placement(detention=detention, facility=make_facility(name="North"), heard_at=LATER)
    row = only_row(analyst)
    assert (row["release"], row["facility_now"]) == ("released", "North")


def test_last_placement_is_every_one_that_may_be_the_last(analyst):
    detention = make_detention()
    for name, begun in [("A", "2019-06-09"), ("B", "2019-06-11T10"), ("C", "2019-06-11")]:
        make_placement(detention=detention, facility=make_facility(name=name), from_at=begun)
    row = only_row(analyst)
    assert (row["last_facility"], row["last_from"]) == ("B; C", "2019-06-11T10; 2019-06-11")


def test_only_consents_that_hold_now_count(analyst):
    person = make_person()
    now = datetime.now(UTC)
    day = timedelta(days=1)
    make_consent(person, scopes=["find"])
    make_consent(person, scopes=["un"], withdrawn_at=now - day)
    make_consent(person, scopes=["media"], given_at=now - 2 * day, expires_at=now - day)
    make_consent(person, scopes=["print"], given_at=now + day)
    make_consent(person, scopes=["list"], given_at=now - day, expires_at=now + day)
    assert only_row(analyst)["consents"] == "find; list"


def test_detention_without_a_rally_has_its_own_city(analyst):
    make_detention(city=make_city("aktobe", name="Aktobe"))
    row = only_row(analyst)
    assert (row["city"], row["rally_on"]) == ("Aktobe", None)


# Text that would run, or break the file

FORMULA = '=HYPERLINK("http://example.org";"click")'


@pytest.mark.parametrize("text", [FORMULA, "+7", "-1", "@A1", "#N/A", "_x0041_", "\u202eнимА"])
def test_name_is_read_back_exactly_and_never_runs(analyst, text):
    make_person(text)
    content, _export = taken_out(analyst)
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert book.get_sheet_by_name("people").to_python()[1][2] == text
    assert load_workbook(io.BytesIO(content))["people"]["C2"].data_type == "s"
    content, _export = taken_out(analyst, form="csv")
    assert list(read_csv(io.BytesIO(content)))[1][2] == text


def test_control_characters_do_not_break_the_file(analyst):
    make_person("А\x01\x1fйша\ufffe")
    assert only_row(analyst)["name"] == "Айша"


def test_xlsx_and_csv_say_the_same(analyst):
    make_event(at="2019-06-09")
    make_trial(minutes=5)
    book = CalamineWorkbook.from_filelike(io.BytesIO(taken_out(analyst)[0]))
    cells = book.get_sheet_by_name("people").to_python()
    rows = list(read_csv(io.BytesIO(taken_out(analyst, form="csv")[0])))
    assert len(cells) == len(rows) == 3
    assert [list(map(plain, row)) for row in cells] == rows


def plain(value):
    """What CSV shows of a value that calamine read."""
    if isinstance(value, float):
        return str(int(value))
    return value.isoformat() if isinstance(value, date) else value


# What never leaves

MARK = "PLANTED"


def filled(model, allowed):
    """Return a marker for every text column of ``model`` that no column of an export shows."""
    return {
        field.name: MARK[: field.max_length]
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.URLField)
        and field.name not in allowed
        and not field.choices
        and not isinstance(field, models.GeneratedField)
        and field.editable
    }


SHOWN = {
    Person: {"birth_date"},
    Event: {"at"},
    Placement: {"from_at", "to_at"},
    Enquiry: {"asked_at"},
    Trial: {"held_at"},
    Charge: {"article", "part"},
    Sentence: {"ruled_at", "counted_from"},
    SentenceChange: {"decided_at"},
    Release: {"released_at"},
    Violation: {"at"},
    Health: set(),
    Consent: set(),
}
MAKERS = {
    Event: make_event,
    Placement: make_placement,
    Enquiry: make_enquiry,
    Trial: make_trial,
    Charge: make_charge,
    Sentence: make_sentence,
    SentenceChange: make_sentence_change,
    Release: make_release,
    Violation: make_violation,
}


def plant(author):
    """Make a person about whom every confidential column of every model holds the marker."""
    entry = make_entry(author)
    person = make_person("Сейітов", **filled(Person, SHOWN[Person]))
    make_health(person, **filled(Health, set()))
    make_consent(person, entry=entry, **filled(Consent, set()))
    rally = make_rally(note=MARK, place=MARK)
    detention = make_detention(person=person, rally=rally, note=MARK, authority=MARK)
    source = make_source(label=MARK, contact=MARK, url="https://PLANTED.example", note=MARK)
    for model, make in MAKERS.items():
        make(detention=detention, source=source, entry=entry, **filled(model, SHOWN[model]))


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_marker_in_every_confidential_column_is_in_no_export(analyst, form):
    plant(make_account(username=f"{MARK}-author"))
    content, export = taken_out(analyst, form=form, audiences=EVERYTHING)
    assert export.rows == 1
    if form == "csv":
        assert MARK.lower() not in content.decode().lower()
        return
    book = load_workbook(io.BytesIO(content))
    cells = [str(cell) for sheet in book for row in sheet.values for cell in row]
    assert "Сейітов" in cells
    assert not [cell for cell in cells if MARK.lower() in cell.lower()]


def test_health_and_violations_leave_only_when_asked_for(analyst):
    detention = make_detention()
    make_violation(detention=detention, kind="beaten")
    make_health(detention.person, is_pregnant="yes", disability="2")
    assert not {"violations", "pregnant", "disability"} & set(only_row(analyst))
    row = only_row(analyst, audiences=EVERYTHING)
    assert (row["violations"], row["pregnant"], row["disability"]) == ("beaten", "yes", "2")
    row = only_row(analyst, audiences=frozenset({Audience.VIOLATIONS}))
    assert "violations" in row
    assert "pregnant" not in row


@pytest.mark.parametrize("role", ["volunteer", "moderator", "administrator", None])
def test_nobody_but_an_analyst_takes_anything_out(committed, role):
    make_person()
    with pytest.raises(PermissionDenied):
        taken_out(make_account(role))
    assert not Export.objects.exists()


def test_health_needs_its_permission_even_for_an_analyst(analyst):
    group = analyst.groups.get()
    health = group.permissions.get(codename="view_health")
    group.permissions.remove(health)
    try:
        with pytest.raises(PermissionDenied):
            taken_out(analyst, audiences=frozenset({Audience.HEALTH}))
        assert "pregnant" not in {column.code for column in columns_for(analyst, Audience)}
    finally:
        group.permissions.add(health)


def test_columns_have_their_own_codes():
    codes = [column.code for column in COLUMNS]
    assert len(set(codes)) == len(codes)


# The log


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_log_says_who_why_what_and_the_hash_of_the_very_file(analyst, form):
    make_person()
    make_person()
    filters = {"level": "listed", "search": True}
    content, export = taken_out(analyst, form=form, reason="for the UN", filters=filters)
    export.refresh_from_db()
    assert export.sha256 == hashlib.sha256(content).hexdigest()
    assert (export.exported_by, export.exported_by_name) == (analyst, analyst.username)
    assert (export.reason, export.form, export.rows) == ("for the UN", form, 2)
    assert export.filters == filters
    assert export.columns == [column.code for column in columns_for(analyst, ())]


def test_export_that_fails_is_not_in_the_log_and_leaves_no_transaction(analyst):
    make_person()

    def fail(rows):
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        take_out(
            Order(
                account=analyst,
                people=Person.objects.all(),
                reason="report",
                form="csv",
                tell=fail,
            )
        )
    assert not Export.objects.exists()
    assert not connection.in_atomic_block


def test_progress_is_told_to_the_last_row(analyst):
    make_person()
    told = []
    taken_out(analyst, tell=told.append)
    assert told == [1]


def test_codebook_explains_the_file(analyst):
    make_person()
    content, _export = taken_out(
        analyst, reason="for the UN", filters_in_words=("who may see: listed",)
    )
    lines = codebook(content)
    assert lines[0] == ("part", "column", "code", "meaning")
    about = {line[2]: line[3] for line in lines if line[0] == "this file"}
    assert about["filters"] == "who may see: listed"
    assert about["taken out by"] == analyst.username
    assert about["reason"] == "for the UN"
    assert about["rows"] == "1"
    assert "INVENTED DATA" not in about
    columns = [line[1] for line in lines if line[0] == "column"]
    assert columns == [column.code for column in columns_for(analyst, ())]
    assert ("code", "sentence", "fine", "fine") in lines
    assert ("code", "trial_lawyer", "unknown", "not known") in lines


def test_header_stays_in_sight_and_filters(analyst):
    make_person()
    sheet = load_workbook(io.BytesIO(taken_out(analyst)[0]))["people"]
    assert sheet.freeze_panes == "D2"
    assert sheet.auto_filter.ref == f"A1:{sheet.cell(1, sheet.max_column).column_letter}2"
    assert sheet["B1"].value == "public id"
    assert sheet.oddHeader.center.text is None


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_invented_rows_are_marked_everywhere(analyst, form):
    make_person("Real")
    make_person("Made Up", is_invented=True)
    taken = take_out(
        Order(account=analyst, people=Person.objects.all(), reason="report", form=form)
    )
    with taken.file:
        content = taken.file.read()
    assert taken.name.startswith("people-INVENTED-")
    if form == "csv":
        assert [row[0] for row in read_csv(io.BytesIO(content))] == ["invented", "", "INVENTED"]
        return
    sheet = load_workbook(io.BytesIO(content))["people"]
    assert [sheet["A2"].value, sheet["A3"].value] == [None, "INVENTED"]
    assert sheet.oddHeader.center.text.startswith("1 row of this file is made up")
    assert codebook(content)[1][2] == "INVENTED DATA"


def test_file_speaks_the_language_of_the_account(committed):
    city = make_city("aktobe", name="Aktobe")
    city.names.update(name_ru="Актобе", name_kk="Ақтөбе")
    make_detention(city=city)
    for language, name in [("ru", "Актобе"), ("kk", "Ақтөбе"), ("en", "Aktobe")]:
        assert only_row(make_account("analyst", language=language))["city"] == name


# Size


def queries_of(people):
    """Return how many queries it takes to read all rows of ``people``."""
    with CaptureQueriesContext(connection) as queries, transaction.atomic():
        for row in rows_of(people, health=True, violations=True):
            for column in COLUMNS:
                column.cell(row)
    return len(queries)


def full_person():
    detention = make_detention(person=make_person(), rally=make_rally())
    make_health(detention.person)
    make_consent(detention.person)
    for make in MAKERS.values():
        make(detention=detention)


def test_number_of_queries_does_not_grow_with_the_rows(committed):
    full_person()
    before = queries_of(Person.objects.all())
    for _number in range(9):
        full_person()
    assert queries_of(Person.objects.all()) == before
    assert before <= 22
