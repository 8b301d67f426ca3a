"""The boards of records to accept and of consents that are due."""

from datetime import timedelta

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from detainees.models import Consent, Person
from tests.desk.test_queries import queries
from tests.makers import (
    make_consent,
    make_detention,
    make_event,
    make_person,
    make_release,
    make_source,
)

ACCEPT = reverse("desk:accept")
CONSENTS = reverse("desk:consents")


def told_by(name, sources, **person):
    """Somebody of whom so many sources say that they were seized."""
    detention = make_detention(person=make_person(name, birth_date="1990", **person))
    for number in range(sources):
        make_event(detention=detention, source=make_source(f"S. {number}"))
    return detention.person


def test_one_tap_or_many_ticks_accept_and_the_oldest_stands_first(moderator, volunteer):
    old = told_by("Старая Запись", 1, made_at=timezone.now() - timedelta(hours=5))
    new = told_by("Новая Запись", 1)
    told_by("Второй Источник", 2)
    young = told_by("Юная Дана", 1)
    Person.objects.filter(pk=young.pk).update(birth_date=f"{timezone.localdate().year - 15}")
    page = moderator.get(ACCEPT).content.decode()
    assert page.index("Старая Запись") < page.index("Новая Запись")
    assert "Второй Источник" not in page
    assert "The oldest has waited 5\xa0hours." in page
    assert "Второй Источник" in moderator.get(ACCEPT, {"sources": "two"}).content.decode()
    answer = moderator.post(ACCEPT, {"only": old.pk, "person": [new.pk]}, follow=True)
    assert "1 person is findable now." in answer.content.decode()
    answer = moderator.post(ACCEPT, {"person": [new.pk, young.pk, "x"]}, follow=True)
    assert "stays confidential: under 18" in answer.content.decode()
    levels = dict(Person.objects.values_list("pk", "level"))
    assert [levels[one.pk] for one in (old, new, young)] == ["findable", "findable", "confidential"]
    assert "Старая Запись" not in moderator.get(ACCEPT).content.decode()
    assert volunteer.get(ACCEPT).status_code == 403
    assert volunteer.post(ACCEPT, {"only": young.pk}).status_code == 403


def test_whose_fourteen_days_or_consent_end_soon_is_due(moderator, volunteer):
    now = timezone.now()

    def out(name, days, **person):
        detention = make_detention(person=make_person(name, level="findable", **person))
        at = timezone.localtime(now - timedelta(days=days))
        make_release(detention=detention, released_at=f"{at:%Y-%m-%dT%H:%M}", heard_at=at)
        return detention.person

    out("Скоро Олег", 12)
    out("Спрятан Ержан", 16)
    out("Давно Дана", 60)
    agreed = out("Согласна Алма", 12)
    make_consent(agreed)
    ending = out("Истекает Гүл", 40)
    make_consent(ending, expires_at=now + timedelta(days=3))
    make_person("Внутри Болат", level="findable")
    soon = moderator.get(CONSENTS).content.decode()
    hidden = moderator.get(CONSENTS, {"tab": "hidden"}).content.decode()
    names = ["Скоро", "Спрятан", "Давно", "Согласна", "Истекает", "Внутри"]
    assert [name for name in names if name in soon] == ["Скоро", "Истекает"]
    assert [name for name in names if name in hidden] == ["Спрятан"]
    assert "Found until" in soon
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM attention_cache WHERE reason = 'consent_due' "
            "AND now() > begins_at AND now() <= ends_at"
        )
        assert cursor.fetchone() == (3,)
    Consent.objects.all().delete()
    assert "Истекает" not in moderator.get(CONSENTS).content.decode()
    assert volunteer.get(CONSENTS).status_code == 403


def test_these_boards_ask_as_many_questions_for_many_people(moderator):
    told_by("Первый Олег", 1)
    few = queries(moderator, ACCEPT)
    for number in range(6):
        told_by(f"Номер {number}", 1)
    assert queries(moderator, ACCEPT) == few <= 12
    assert queries(moderator, CONSENTS) <= 8
