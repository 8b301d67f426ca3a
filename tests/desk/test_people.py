"""The list of people and the page of one person."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from detainees.models import Consent, Person
from tests.desk.forms import errors, fields_of, send, send_on, warned
from tests.makers import make_city, make_consent, make_detention, make_person, make_rally

ADD = reverse("admin:detainees_person_add")
LIST = reverse("admin:detainees_person_changelist")


def address(person):
    return reverse("admin:detainees_person_change", args=[person.pk])


def write(client, person, **boxes):
    """Send the person's page with some boxes filled in."""
    return send(client, address(person), "person_form", **boxes)


def test_a_new_person_leads_to_the_page_of_the_detention(volunteer):
    rally = make_rally()
    answer = send(
        volunteer,
        ADD,
        "person_form",
        names__0__surname="Әлиева",
        names__0__given="Айгүл",
        birth_date="1987",
        detentions__0__rally=str(rally.pk),
    )
    assert answer.status_code == 302, errors(answer)
    person = Person.objects.get()
    assert (person.level, person.birth_date) == ("confidential", "1987")
    name = person.names.get()
    assert (str(name), name.script, name.is_main) == ("Әлиева Айгүл", "kk", True)
    detention = person.detentions.get()
    assert detention.rally == rally
    assert answer.url == reverse("admin:detainees_detention_change", args=[detention.pk])
    page = volunteer.get(answer.url).content.decode()
    assert "Saved." in page
    assert "<title>Detention | Desk</title>" in page.replace("\n", "").replace("  ", "")


def test_somebody_unidentified_is_written_down_with_a_detention_of_which_nothing_is_known(
    volunteer,
):
    answer = send(volunteer, ADD, "person_form", description="woman about 30, red jacket, bus 4")
    assert answer.status_code == 302, errors(answer)
    person = Person.objects.get()
    assert (person.names.count(), person.detentions.count()) == (0, 1)


def test_neither_name_nor_description_is_warned_about_and_saved_over(volunteer):
    answer = send(volunteer, ADD, "person_form")
    assert list(warned(answer)) == ["description"]
    answer = send_on(volunteer, answer, ADD, "person_form", save_anyway="on")
    assert answer.status_code == 302
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "kept", "script"),
    [
        ("  Қасымов ", "Қасымов", "kk"),
        ("Касымов", "Касымов", "ru"),
        ("Kasymov", "Kasymov", "la"),
        ("قاسىموۆ", "قاسىموۆ", "other"),
        ("Ка\u202eсым\u200bов\u2066", "Касымов", "ru"),
        ("Ка\x00сым\x07ов", "Касымов", "ru"),
        ("О'Нил-Қыз   Қара", "О'Нил-Қыз Қара", "kk"),
        ("<b>Касымов</b>", "<b>Касымов</b>", "ru"),
        ("И\u0306ванов", "Йванов", "ru"),
    ],
)
def test_names_lose_invisible_characters_and_nothing_else(volunteer, typed, kept, script):
    answer = send(volunteer, ADD, "person_form", names__0__surname=typed)
    assert answer.status_code == 302, errors(answer)
    name = Person.objects.get().names.get()
    assert (name.surname, name.script) == (kept, script)
    page = volunteer.get(address(name.person)).content.decode()
    assert "<b>Касымов" not in page


def test_a_name_of_ten_thousand_letters_is_refused_and_kept(volunteer):
    long = "ғ" * 10_000
    answer = send(volunteer, ADD, "person_form", names__0__surname=long)
    assert list(errors(answer)) == ["names-0-surname"]
    assert fields_of(answer, "person_form")["names-0-surname"] == long
    assert Person.objects.count() == 0


def test_the_first_name_is_shown_first_until_another_is_ticked(volunteer):
    person = make_person("Касымов Даурен", "Qasymov Dauren")
    first, second = person.names.order_by("id")
    assert write(volunteer, person, names__1__is_main="on").status_code == 302
    assert [name.is_main for name in person.names.order_by("id")] == [False, True]
    assert first.history.count() == second.history.count() == 2
    answer = write(volunteer, person, names__2__surname="Қасымов", names__2__is_main="on")
    assert answer.status_code == 302, errors(answer)
    assert person.names.get(is_main=True).surname == "Қасымов"


def test_two_names_ticked_at_once_are_refused(volunteer):
    person = make_person("Касымов", "Qasymov", "Қасымов")
    main = person.names.get(is_main=True)
    answer = write(volunteer, person, names__1__is_main="on", names__2__is_main="on")
    assert answer.status_code == 200
    assert "Only one name can be shown first." in answer.content.decode()
    assert person.names.get(is_main=True) == main


def test_a_name_without_letters_is_refused(volunteer):
    person = make_person("Касымов")
    answer = write(volunteer, person, names__0__surname="\u200b \u202e")
    assert "Write at least one part of the name." in answer.content.decode()


def test_listing_needs_a_consent_that_holds(moderator):
    person = make_person()
    answer = write(moderator, person, level="listed")
    assert list(errors(answer)) == ["page-level"]
    now = timezone.now()
    make_consent(person, scopes=["find"])
    make_consent(person, withdrawn_at=now)
    make_consent(person, given_at=now - timedelta(days=9), expires_at=now - timedelta(days=1))
    assert list(errors(write(moderator, person, level="listed"))) == ["page-level"]
    make_consent(person)
    assert write(moderator, person, level="listed").status_code == 302
    assert Person.objects.get().level == "listed"


def test_a_consent_that_is_written_down_with_the_level_is_enough(moderator):
    person = make_person()
    answer = write(
        moderator,
        person,
        level="listed",
        consents__0__given_by="person",
        consents__0__scopes=["find", "list"],
    )
    assert answer.status_code == 302, errors(answer)
    consent = Consent.objects.get()
    assert consent.scopes == ["find", "list"]
    assert consent.entry.entered_by == moderator.account
    assert abs(consent.given_at - timezone.now()) < timedelta(minutes=1)


def test_a_consent_to_nothing_is_refused_beside_the_scopes(moderator):
    answer = write(moderator, make_person(), consents__0__given_by="person")
    assert list(errors(answer)) == ["consents-0-scopes"]


def test_a_withdrawn_consent_ends_the_listing(moderator):
    person = make_person(listed=True)
    withdrawn = f"{timezone.localtime() + timedelta(minutes=1):%Y-%m-%dT%H:%M}"
    Consent.objects.update(given_at=timezone.now() - timedelta(days=2))
    answer = write(moderator, person, consents__0__withdrawn_at="2019-06-09T18:00")
    assert list(warned(answer)) == ["consents-0-withdrawn_at"]
    assert "page-level" in errors(answer)
    answer = write(moderator, person, consents__0__withdrawn_at=withdrawn, level="confidential")
    assert answer.status_code == 302, errors(answer)


def test_a_minor_is_listed_with_a_guardian_or_after_a_warning(moderator):
    person = make_person(birth_date="2003")
    make_detention(person=person, rally=make_rally())
    consent = make_consent(person)
    assert list(warned(write(moderator, person, level="listed"))) == ["level"]
    Consent.objects.filter(pk=consent.pk).update(given_by="guardian")
    assert write(moderator, person, level="listed").status_code == 302


def test_setting_the_level_accepts_the_record(moderator):
    person = make_person()
    assert write(moderator, person, sex="male").status_code == 302
    person.refresh_from_db()
    assert person.accepted_at is None
    assert write(moderator, person, level="findable").status_code == 302
    person.refresh_from_db()
    assert (person.level, person.accepted_at is None) == ("findable", False)


def test_a_volunteer_sees_the_level_and_cannot_set_it(volunteer):
    person = make_person()
    page = volunteer.get(address(person))
    assert "level" not in fields_of(page, "person_form")
    assert "confidential: stays at the desk" in page.content.decode()
    assert write(volunteer, person, level="listed", sex="male").status_code == 302
    person.refresh_from_db()
    assert (person.level, person.sex) == ("confidential", "male")


@pytest.mark.parametrize(
    ("boxes", "field"),
    [
        ({"birth_date": "1850"}, None),
        ({"birth_date": "1901"}, "birth_date"),
        ({"birth_date": "2018"}, "birth_date"),
        ({"birth_year_from": "1900"}, "birth_year_from"),
        ({"birth_date": "1987", "birth_year_from": "1990"}, "birth_date"),
        ({"birth_date": "1987", "looks_minor": "on"}, "looks_minor"),
    ],
)
def test_unlikely_ages_are_warned_about(moderator, boxes, field):
    person = make_person()
    make_detention(person=person, rally=make_rally())
    answer = write(moderator, person, **boxes)
    if field is None:
        assert list(errors(answer)) == ["page-birth_date"]
    else:
        assert list(warned(answer)) == [field]


def test_an_estimate_that_ends_before_it_begins_is_refused_beside_the_field(moderator):
    answer = write(moderator, make_person(), birth_year_from="1990", birth_year_to="1980")
    assert list(errors(answer)) == ["page-birth_year_to"]


def test_the_list_shows_names_and_detentions_newest_first(volunteer):
    rally = make_rally(city=make_city("almaty", name="Almaty"))
    make_detention(person=make_person("Касымов Даурен", "Qasymov"), rally=rally)
    make_detention(person=make_person("Әлиева Айгүл"), rally=rally)
    page = volunteer.get(LIST).content.decode()
    assert page.index("Әлиева Айгүл") < page.index("Касымов Даурен")
    assert "Qasymov" not in page
    assert "Almaty, June 9, 2019" in page or "Almaty, 9 June 2019" in page


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("касым", {"Касымов"}),
        ("КАСЫМ даур", {"Касымов"}),
        ("айгүл", {"Әлиева"}),
        ("ӘЛИ", {"Әлиева"}),
        ("qasym", {"Касымов"}),
        ("nobody", set()),
        ("\x00", {"Касымов", "Әлиева"}),
        ("%_\\'\"", set()),
        ("й" * 10_000, set()),
    ],
)
def test_search_finds_parts_of_all_names(volunteer, words, found):
    make_person("Касымов Даурен", "Qasymov Dauren")
    make_person("Әлиева Айгүл")
    answer = volunteer.get(LIST, {"q": words})
    assert answer.status_code == 200
    page = answer.content.decode().replace(words, "")
    assert {name for name in ("Касымов", "Әлиева") if name in page} == found


def test_search_finds_public_ids_and_numbers(volunteer):
    person = make_person("Касымов")
    make_person("Әлиева")
    for words in (person.public_id, person.public_id.upper(), f"#{person.pk}"):
        page = volunteer.get(LIST, {"q": words}).content.decode()
        assert "Касымов" in page
        assert "Әлиева" not in page


def test_filters_match_and_miss(volunteer):
    almaty, aktobe = make_city("almaty"), make_city("aktobe")
    listed = make_person("Listed", listed=True)
    make_detention(person=listed, rally=make_rally(city=almaty), city=aktobe)
    hidden = make_person("Hidden")
    make_detention(person=hidden, city=aktobe)
    nameless = Person.objects.create(description="red jacket")

    def shown(**query):
        page = volunteer.get(LIST, query).content.decode()
        words = {"Listed": listed, "Hidden": hidden, nameless.public_id: nameless}
        return {person for word, person in words.items() if f">{word}<" in page or word in page}

    assert shown() == {listed, hidden, nameless}
    assert shown(level="listed") == {listed}
    assert shown(city="almaty") == {listed}
    assert shown(city="aktobe") == {hidden}
    assert shown(name="unknown") == {nameless}
    assert shown(city="aktobe", q="hid") == {hidden}


GARBAGE = [
    {"p": "99999"},
    {"p": "-3"},
    {"p": "x"},
    {"p": "9" * 30},
    {"level": "nonsense"},
    {"level": "\x00"},
    {"city": "' OR 1=1"},
    {"birth_date__regex": "((("},
    {"names__surname__startswith": "a"},
    {"nothing": "1"},
    {"o": "x.9.-"},
    {"e": "1"},
    {"all": ""},
    {"_popup": "1", "_to_field": "id"},
]


@pytest.mark.parametrize("query", GARBAGE, ids=lambda query: next(iter(query)))
def test_garbage_in_the_address_of_the_list_gives_a_list(volunteer, query):
    make_person("Касымов")
    answer = volunteer.get(LIST, query)
    assert answer.status_code == 200
    assert "Касымов" in answer.content.decode()


@pytest.mark.parametrize("key", ["0", "999999999999999999999", "x", "1_0027"])
def test_a_person_that_is_not_there_leads_back_with_a_message(volunteer, key):
    answer = volunteer.get(reverse("admin:detainees_person_change", args=[key]), follow=True)
    assert answer.status_code == 200
    assert volunteer.get(reverse("admin:detainees_person_history", args=[key])).status_code == 404


def test_garbage_instead_of_a_form_gives_a_form(volunteer):
    person = make_person("Касымов")
    for sent in (
        {},
        {"names-TOTAL_FORMS": "x", "names-INITIAL_FORMS": "1"},
        {"names-TOTAL_FORMS": "999999", "names-INITIAL_FORMS": "0"},
        {"names-TOTAL_FORMS": "1", "names-INITIAL_FORMS": "1", "names-0-id": "999"},
        {"names-TOTAL_FORMS": "1", "names-INITIAL_FORMS": "1", "names-0-id": "x\x00"},
    ):
        answer = volunteer.post(address(person), {**sent, "seen": "\x00", "warned": "\x00"})
        assert answer.status_code == 200, sent
    assert str(person.names.get()) == "Касымов"


def test_rows_of_another_person_are_not_changed(volunteer):
    person, other = make_person("Касымов"), make_person("Әлиева")
    page = volunteer.get(address(person))
    stolen = str(other.names.get().pk)
    boxes = {"names-0-id": stolen, "names-0-surname": "Stolen"}
    answer = send_on(volunteer, page, address(person), "person_form", **boxes)
    assert answer.status_code == 200
    assert str(other.names.get()) == "Әлиева"


def test_the_history_shows_what_was_changed_by_whom(volunteer):
    person = make_person("Касымов", made_at=datetime(2019, 6, 9, tzinfo=UTC))
    write(volunteer, person, sex="male", names__0__surname="Қасымов")
    page = volunteer.get(reverse("admin:detainees_person_history", args=[person.pk]))
    text = page.content.decode()
    assert volunteer.account.username in text
    for words in ("<del><bdi>Касымов</bdi></del>", "<ins><bdi>Қасымов</bdi></ins>", "male"):
        assert words in text


def test_no_name_reaches_a_message_or_the_admins_log(volunteer):
    answer = send(volunteer, ADD, "person_form", names__0__surname="Marker")
    page = volunteer.get(answer.url)
    assert [str(message) for message in page.context["messages"]] == ["Saved."]
    title = page.content.decode().partition("</title>")[0]
    assert "Marker" not in title
