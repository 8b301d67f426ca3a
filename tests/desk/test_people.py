"""The page of one person."""

from django.urls import reverse

from detainees.models import Person
from tests.desk.forms import send
from tests.makers import make_rally

ADD = reverse("admin:detainees_person_add")


def change(person):
    return reverse("admin:detainees_person_change", args=[person.pk])


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
    assert answer.status_code == 302, answer.content.decode()
    person = Person.objects.get()
    assert (person.level, person.birth_date) == ("confidential", "1987")
    name = person.names.get()
    assert (str(name), name.script, name.is_main) == ("Әлиева Айгүл", "kk", True)
    detention = person.detentions.get()
    assert detention.rally == rally
    assert answer.url == reverse("admin:detainees_detention_change", args=[detention.pk])
    assert volunteer.get(answer.url).status_code == 200
