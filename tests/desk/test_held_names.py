"""A name that was removed on request is written again by a moderator alone; nothing is lost."""

from django.urls import reverse

from detainees.models import Event, Person, PersonName, Submission
from tests.desk.conftest import logged_in
from tests.desk.forms import send
from tests.desk.test_quick_entry import ENTER, TOLD, enter
from tests.desk.test_submissions import entry, page, told, write
from tests.history.test_removed_names import keep
from tests.makers import make_facility, make_person

TYPED = {"name": "Иванова Алёна Петровна", "birth_date": "1987", **TOLD}
ADD = reverse("admin:detainees_person_add")


def removed():
    """Somebody was removed on request."""
    keep("Иванова", "Алёна", "Петровна", [1987])


def test_an_entry_under_such_a_name_waits_outside_the_record(at_the_desk):
    removed()
    station = make_facility(name="Station 7")
    answer = enter(logged_in("volunteer"), **TYPED, facility=station.pk)
    assert answer.url == ENTER
    assert not Person.objects.exists()
    held = Submission.objects.get()
    assert (held.kind, held.tray, held.name) == ("held", "new", TYPED["name"])
    assert held.birth_year == 1987
    for words in ("Station 7", "relative", "Sister of D."):
        assert words in held.text
    shown = at_the_desk.get(page(held)).text
    assert "removed on request" in shown
    warned = at_the_desk.post(entry(held), told(name=TYPED["name"]))
    assert "rows" not in warned.context
    form = told(
        name=TYPED["name"], save_anyway="on", warned=warned.context["form"]["warned"].value()
    )
    write(at_the_desk, held, form)
    assert Person.objects.get().names.get().surname == "Иванова"


def test_another_year_and_a_known_person_are_not_held(committed):
    removed()
    volunteer, known = logged_in("volunteer"), make_person("Иванова Алёна")
    new = {"same_as": "new", "shown": known.pk}
    enter(volunteer, **TYPED | {"birth_date": "1990"}, **new)
    assert Person.objects.count() == 2
    enter(volunteer, **TYPED | {"birth_date": ""}, same_as=known.pk)
    assert Event.objects.filter(detention__person=known).exists()
    assert not Submission.objects.exists()
    enter(volunteer, **TYPED | {"birth_date": ""}, same_as=known.pk, add_spelling="on")
    assert Submission.objects.get().person == known
    assert known.names.count() == 1


def test_a_moderator_is_warned_and_may_save_over_it(at_the_desk):
    removed()
    warned = enter(at_the_desk, **TYPED)
    assert "removed on request" in warned.text
    mark = warned.context["form"]["warned"].value()
    enter(at_the_desk, **TYPED, save_anyway="on", warned=mark)
    assert Person.objects.get().birth_date == "1987"


def test_a_name_given_to_somebody_unidentified_is_held_too(committed):
    removed()
    unknown = make_person("x")
    unknown.names.all().delete()
    address = reverse("desk:identify", args=[unknown.pk])
    send(logged_in("volunteer"), address, "entry", **TYPED)
    assert not PersonName.objects.exists()
    assert Submission.objects.get().person == unknown


def test_the_form_of_a_person_takes_such_a_name_from_a_moderator_alone(at_the_desk):
    removed()
    typed = {"names__0__surname": "Иванова", "names__0__given": "Алёна"}
    refused = send(logged_in("volunteer"), ADD, "person_form", **typed)
    assert "only a moderator" in refused.text
    assert 'value="Алёна"' in refused.text
    warned = send(at_the_desk, ADD, "person_form", **typed)
    assert "only if this is a namesake" in warned.text
    assert not Person.objects.exists()
    mark = warned.context["adminform"].form["warned"].value()
    send(at_the_desk, ADD, "person_form", **typed, save_anyway="on", warned=mark)
    assert PersonName.objects.get().given == "Алёна"
