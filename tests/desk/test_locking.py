"""Two editors on one record."""

from django.db import transaction
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from detainees.models import Person
from tests.desk.forms import errors, fields_of, send, send_on
from tests.makers import make_city, make_detention, make_person, make_placement, make_source


def address(person):
    return reverse("admin:detainees_person_change", args=[person.pk])


def test_the_second_of_two_sees_what_the_first_wrote_and_keeps_their_own(volunteer, moderator):
    person = make_person("Касымов", note="old")
    page = volunteer.get(address(person))
    send(moderator, address(person), "person_form", note="first", birth_date="1987")

    answer = send_on(volunteer, page, address(person), "person_form", note="second", sex="male")
    assert answer.status_code == 200
    assert errors(answer) == {
        "page-note": ["Somebody else wrote here meanwhile: first. Save again to keep yours."],
        "page-birth_date": [
            "Somebody else changed this meanwhile to: 1987. Save again if it fits."
        ],
    }
    kept = fields_of(answer, "person_form")
    assert (kept["note"], kept["sex"], kept["birth_date"]) == ("second", "male", "1987")
    assert Person.objects.get().note == "first"

    answer = send_on(volunteer, answer, address(person), "person_form")
    assert answer.status_code == 302, errors(answer)
    person.refresh_from_db()
    assert (person.note, person.sex, person.birth_date) == ("second", "male", "1987")


def test_editors_of_different_fields_are_told_and_lose_nothing(volunteer, moderator):
    person = make_person("Касымов")
    page = volunteer.get(address(person))
    send(moderator, address(person), "person_form", looks_minor="on", occupation="student")
    answer = send_on(volunteer, page, address(person), "person_form", phone="123")
    assert set(errors(answer)) == {"page-looks_minor", "page-occupation"}
    kept = fields_of(answer, "person_form")
    assert (kept["looks_minor"], kept["occupation"], kept["phone"]) == ("on", "student", "123")
    assert send_on(volunteer, answer, address(person), "person_form").status_code == 302
    person.refresh_from_db()
    assert (person.looks_minor, person.occupation, person.phone) == (True, "student", "123")


def test_both_writing_the_same_is_no_conflict(volunteer, moderator):
    person = make_person("Касымов")
    page = volunteer.get(address(person))
    send(moderator, address(person), "person_form", sex="male")
    answer = send_on(volunteer, page, address(person), "person_form", sex="male", phone="123")
    assert answer.status_code == 302, errors(answer)


def test_rows_are_compared_too(volunteer, moderator):
    person = make_person("Касымов")
    page = volunteer.get(address(person))
    send(moderator, address(person), "person_form", names__0__surname="Қасымов")
    boxes = {"names__0__surname": "Касымoв", "names__0__given": "Даурен"}
    answer = send_on(volunteer, page, address(person), "person_form", **boxes)
    assert list(errors(answer)) == ["names-0-surname"]
    assert send_on(volunteer, answer, address(person), "person_form").status_code == 302
    assert str(person.names.get()) == "Касымoв Даурен"


def test_rows_added_by_both_are_both_kept(volunteer, moderator):
    person = make_person("Касымов")
    page = volunteer.get(address(person))
    send(moderator, address(person), "person_form", names__1__surname="Первый")
    answer = send_on(volunteer, page, address(person), "person_form", names__1__surname="Второй")
    assert answer.status_code == 302, errors(answer)
    assert {str(name) for name in person.names.all()} == {"Касымов", "Первый", "Второй"}


def test_choices_and_sources_of_claims_are_compared(volunteer, moderator):
    placement = make_placement(detention=make_detention(city=make_city()), from_at="2019")
    there = reverse("admin:detainees_detention_change", args=[placement.detention_id])
    page = volunteer.get(there)
    lawyer, mother = make_source("Lawyer"), make_source("Mother")
    boxes = {
        "placement_claims__0__source": f"Lawyer · #{lawyer.pk}",
        "placement_claims__0__certainty": "confirmed",
        "placement_claims__0__heard_at": "2019-06-12T10:00",
    }
    answer = send(moderator, there, "detention_form", **boxes)
    assert answer.status_code == 302, errors(answer)
    boxes = {
        "placement_claims__0__source": f"Mother · #{mother.pk}",
        "placement_claims__0__from_at": "2019-06",
    }
    answer = send_on(volunteer, page, there, "detention_form", **boxes)
    assert errors(answer)["placement_claims-0-source"] == [
        f"Somebody else wrote here meanwhile: Lawyer · #{lawyer.pk}. Save again to keep yours."
    ]
    kept = fields_of(answer, "detention_form")
    assert kept["placement_claims-0-certainty"] == "confirmed"
    assert kept["placement_claims-0-heard_at"] == "2019-06-12T10:00"
    assert send_on(volunteer, answer, there, "detention_form").status_code == 302
    placement.refresh_from_db()
    assert (placement.source, placement.certainty) == (mother, "confirmed")
    assert placement.from_at == "2019-06"


def test_consents_are_compared(moderator):
    person = make_person(listed=True)
    page = moderator.get(address(person))
    send(moderator, address(person), "person_form", consents__0__scopes=["list", "un"])
    boxes = {"consents__0__given_by_name": "Sister"}
    answer = send_on(moderator, page, address(person), "person_form", **boxes)
    assert list(errors(answer)) == ["consents-0-scopes"]
    assert fields_of(answer, "person_form")["consents-0-scopes"] == ["list", "un"]
    assert send_on(moderator, answer, address(person), "person_form").status_code == 302
    consent = person.consents.get()
    assert (set(consent.scopes), consent.given_by_name) == ({"list", "un"}, "Sister")


def test_a_row_that_was_removed_meanwhile_is_told(volunteer):
    person = make_person("Касымов", "Қасымов")
    page = volunteer.get(address(person))
    person.names.get(is_main=False).delete()
    answer = send_on(volunteer, page, address(person), "person_form", phone="123")
    assert answer.status_code == 200
    assert "A row was removed meanwhile" in answer.content.decode()
    assert fields_of(answer, "person_form")["phone"] == "123"


FIELDS = ("note", "occupation", "names-0-surname")


class Editor:
    """Somebody with the page of a person open, who types, sends, and reads what comes back."""

    def __init__(self, client, person):
        self.client, self.person, self.seen = client, person, ""
        self.open()

    def open(self):
        self.read(self.client.get(address(self.person)))
        self.typed = {}

    def read(self, page):
        self.page = page
        self.seen += page.content.decode()

    def save(self, changes):
        """Type and send until it is saved; every refusal is read before it is sent again."""
        self.typed |= changes
        for _ in range(4):
            boxes = {name.replace("-", "__"): value for name, value in self.typed.items()}
            answer = send_on(self.client, self.page, address(self.person), "person_form", **boxes)
            if answer.status_code == 302:
                typed = self.typed
                self.open()
                return typed
            self.read(answer)
        raise AssertionError(errors(answer))


def stored(person):
    """What stands in the fields now."""
    person.refresh_from_db()
    return dict(
        zip(FIELDS, (person.note, person.occupation, person.names.get().surname), strict=True)
    )


SAVES = st.lists(
    st.tuples(st.integers(0, 1), st.sets(st.sampled_from(FIELDS), min_size=1)),
    min_size=2,
    max_size=4,
)


@settings(
    max_examples=4,
)
@given(saves=SAVES)
def test_no_order_of_two_editors_loses_a_field(volunteer, moderator, saves):
    """Nobody replaces what they have not read, and what nobody typed into stays as it is."""
    with transaction.atomic():
        person = make_person("Касымов", note="note0", occupation="job0")
        editors = [Editor(client, person) for client in (volunteer, moderator)]
        for number, (who, fields) in enumerate(saves, start=1):
            before = stored(person)
            changes = {name: f"{name.rpartition('-')[2]}by{who}n{number}" for name in fields}
            typed = editors[who].save(changes)
            now = stored(person)
            for name in FIELDS:
                assert now[name] == typed.get(name, before[name])
                assert now[name] == before[name] or before[name] in editors[who].seen
        transaction.set_rollback(True)
