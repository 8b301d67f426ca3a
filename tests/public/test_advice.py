"""What to do now: the law by stage, helplines, the last day to appeal, releases today, counts."""

from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone, translation

from detainees.models import LawRule, Sentence
from detainees.public.rights import STAGES, article_words, rights_at
from detainees.publication.published import Status
from tests.database import owner_cursor
from tests.makers import make_event, make_sentence
from tests.public.conftest import YEAR

DAY = date(2019, 6, 10)


@pytest.mark.parametrize("status", Status)
def test_every_stage_has_a_right_with_its_article_and_how_sure_we_are(people, status):
    with translation.override("en"):
        rights = rights_at(status, DAY)
    assert len(rights) == len(STAGES[status]) > 0
    for right in rights:
        assert right.words
        assert "%" not in right.words
        assert right.article
        assert right.caveat in (
            "to be checked by a lawyer",
            "we have read the text",
            "we have read another edition of the text",
        )


def test_the_numbers_are_those_of_the_rules_in_force(people):
    with translation.override("en"):
        defender, base, *_others = rights_at(Status.HELD, DAY)
        assert "a defender from the moment of detention" in defender.words
        assert (defender.article, defender.caveat) == ("CAO 748", "to be checked by a lawyer")
        assert "at most 3 hours" in base.words
        assert (base.article, base.caveat) == ("CAO 789(1)", "to be checked by a lawyer")
        assert rights_at(Status.HELD, date(2014, 1, 1))[0].words.startswith("Only a judge")


@pytest.fixture
def new_edition(people):
    """From today on, five hours in place of three."""
    today = timezone.localdate()
    rules = LawRule.objects.using("owner")
    rules.filter(code="DET-BASE").update(applies_to=today - timedelta(days=1))
    old = rules.get(code="DET-BASE")
    new = {**rules.filter(pk=old.pk).values()[0], "id": None, "value": 5}
    new = rules.create(**{**new, "applies_from": today, "applies_to": None})
    yield
    new.delete()
    rules.filter(pk=old.pk).update(applies_to=None)


def test_an_answer_quotes_the_law_of_the_day_of_the_detention(people, new_edition):
    listed = Client().get(f"/en/people/{people['listed'].public_id}/").text
    assert "at most 5 hours" in listed
    assert "at most 3 hours" not in listed
    asked = {"birth_year": YEAR}
    assert (
        "at most 5 hours" in Client().post("/en/find/", {**asked, "name": "Ким Виктор Авич"}).text
    )
    make_event(detention=people["listed"].detentions.get(), at="2019-06-09")
    listed = Client().get(f"/en/people/{people['listed'].public_id}/").text
    assert "at most 3 hours" in listed


def test_an_answer_names_whom_to_call_and_until_when_to_appeal(people):
    page = Client().post("/en/find/", {"name": "Иванова Анна", "birth_year": YEAR}).text
    assert "Линия адвокатов" in page
    assert "Скрытая линия" not in page
    last = timezone.localdate() + timedelta(days=10)
    last -= timedelta(days=max(last.isoweekday() - 5, 0))
    assert f"The last safe day to appeal the ruling: <strong>{last.day} " in page


def test_a_facility_says_whether_a_release_is_expected_today(people):
    address = f"/en/facilities/{people['facility'].pk}/"
    yes, no = ("Releases expected today: yes", "Releases expected today: no")
    assert no in " ".join(Client().get(address).text.split())
    today = timezone.localdate()
    yesterday = f"{today - timedelta(days=1)}T23:00"
    with sentenced(people["listed"], days=1, ruled_at=f"{today}", counted_from=yesterday):
        assert yes in " ".join(Client().get(address).text.split())


@contextmanager
def sentenced(person, **kwargs):
    """A court sentenced the person, for as long as the block lasts."""
    sentence = make_sentence(detention=person.detentions.get(), **kwargs)
    try:
        yield
    finally:
        with owner_cursor() as cursor:
            cursor.execute("DELETE FROM detainees_sentence WHERE id = %s", [sentence.pk])
        assert not Sentence.objects.filter(pk=sentence.pk).exists()


def test_who_is_at_home_is_looked_for_at_no_facility(people):
    """House arrest was ordered after the person was held: no parcel and no call help any more."""
    listed = people["listed"]
    address = f"/en/people/{listed.public_id}/"
    asked = ("/en/find/", {"name": "Нұрланов Ерлан", "birth_year": YEAR})
    facility = people["facility"]
    advice = (
        f'href="/en/facilities/{facility.pk}/"',
        "tel:87272000007",
        "Parcels are taken",
        "<dt>Where</dt>",
        "near the place where the person was last seen",
    )
    shown = [page_of(Client().get(address)), page_of(Client().post(*asked))]
    assert [[words in page for words in advice] for page in shown] == [[True] * 4 + [False]] * 2
    with sentenced(listed, kind="house_arrest", ruled_at=f"{timezone.localdate()}"):
        sheet = page_of(Client().get(f"{address}print/"))
        for page in (page_of(Client().get(address)), page_of(Client().post(*asked)), sheet):
            assert "Is at home, under house arrest." in page
            assert [words for words in advice if words in page] == []
            assert "Линия адвокатов" in page
        listing = page_of(Client().get("/en/people/?status=house_arrest"))
        assert "<dt>Facility</dt> <dd> – </dd>" in listing


def page_of(answer):
    """A page without its header and footer, white space made one."""
    return " ".join(answer.text.split("<main")[1].split("</main>")[0].split())


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("kk", ("ӘҚБтК 50(3), ҚК 405, ҚПК 135", "Конституция 16(3)", "ӘҚБтК 45-тарау")),
        ("ru", ("КоАП 50(3), УК 405, УПК 135", "Конституция 16(3)", "КоАП гл. 45")),
        ("en", ("CAO 50(3), CC 405, CPC 135", "Constitution 16(3)", "CAO Ch. 45")),
    ],
)
def test_codes_of_law_are_called_as_readers_call_them(language, expected):
    stored = ("CAO 50(3), CC 405, CPC 135", "Constitution 16(3)", "CAO Ch. 45")
    with translation.override(language):
        assert tuple(map(article_words, stored)) == expected


def test_statistics_show_no_number_below_five(people):
    assert "Nothing has been counted yet" in Client().get("/en/statistics/").text
    call_command("count_people", verbosity=0)
    page = Client().get("/en/statistics/").text
    assert "<td>8</td>" in page  # of one city
    # One serves, the others are held: each number would tell the other.
    assert "<td>1</td>" not in page
    assert "<td>7</td>" not in page
    assert "<svg" in page
    assert " style=" not in page
