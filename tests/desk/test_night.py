"""A night of arrests on four phones, in Kazakh and Russian: everything the desk does, at once.

Small in the suite; ``make night`` runs it whole, and prints what each job took.
"""

import io
import os
from dataclasses import dataclass
from datetime import timedelta

import pyrage
import pytest
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from detainees.desk.navigation import BOARDS, count_waiting
from detainees.models import (
    BulkChange,
    Call,
    Enquiry,
    File,
    Merge,
    Person,
    Placement,
    Release,
    SentenceChange,
    Submission,
)
from detainees.publication.publish import differences
from tests.desk.entering import enter
from tests.desk.hands import Hand, Tallies
from tests.desk.test_accounts_browser import PHONE, SERIOUS
from tests.desk.test_releases import serving
from tests.makers import (
    make_detention,
    make_facility,
    make_person,
    make_placement,
    make_submission,
)

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Size:
    """How much happens."""

    people: int
    twice: int
    asked: int
    stations: int
    sentences: int


WHOLE = Size(people=18, twice=12, asked=15, stations=5, sentences=60)
SMALL = Size(people=2, twice=2, asked=1, stations=1, sentences=3)
SIZE = WHOLE if os.environ.get("WHOLE_NIGHT") else SMALL
# As heard, and as somebody else hears the same name.
HEARD = [
    ("Қасымов Дәурен Серікұлы", "Касымов Даурен"),
    ("Жұмабаева Айгүл", "Жумабаева Айгуль"),
    ("Сейітқали Ерлан", "Сеиткали Ерлан"),
    ("Өтегенов Нұрлан", "Утегенов Нурлан"),
    ("Байқоңыров Сәкен", "Байконыров Сакен"),
    ("Әлімжанова Гүлнәр", "Алимжанова Гульнар"),
    ("Тілеубеков Шыңғыс", "Тлеубеков Чингиз"),
    ("Ысқақова Мәншүк", "Искакова Маншук"),
    ("Есенғалиев Бауыржан", "Есенгалиев Бауржан"),
    ("Қожахметова Ләззат", "Кожахметова Лаззат"),
    ("Мұқанов Әділ", "Муканов Адиль"),
    ("Шаймерденова Жібек", "Шаймерденова Жибек"),
    ("Романенко Виктор", ""),
    ("Ли Станислав", ""),
    ("Гаврилова Полина", ""),
    ("Досмағамбетов Қуаныш", ""),
    ("Назарбек Іңкәр", ""),
    ("Цой Валерия", ""),
]


@pytest.fixture
def hands(browser, site):
    """Three volunteers and a moderator with a phone each; complaints fail the test."""
    contexts, complaints, tallies = [], [], Tallies()

    def hand(role, name, language):
        context = browser.new_context(**PHONE, base_url=site)
        context.set_default_timeout(20_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda told: told.type in SERIOUS and complaints.append(told.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        enter(page, role, username=name, language=language)
        return Hand(page, tallies)

    volunteers = [
        hand("volunteer", name, language)
        for name, language in (("aru", "kk"), ("boris", "ru"), ("dana", "kk"))
    ]
    yield volunteers, hand("moderator", "vera", "ru"), tallies
    for context in contexts:
        context.close()
    assert complaints == []


def write_down(hand, name, year, station, told_by):
    """One quick entry; whoever is offered as the same is taken for somebody else."""
    with hand.at("quick entry"):
        hand.go(reverse("desk:enter"))
        hand.write("name", f"{name} {year}")
        hand.choose("facility", str(station.pk))
        hand.write("seized_at", f"{timezone.localdate():%d.%m.%Y}")
        hand.tick("told_by", told_by)
        hand.write("source_label", "туысы")
        hand.press("[name=_save]")
        if hand.sees("[name=same_as]"):
            hand.tick("same_as", "new")
            hand.press("[name=_save]")
        assert hand.sees(".messagelist .success"), hand.page.text_content("main")


def everybody_is_written_down(volunteers, stations):
    """Three volunteers in turn; some of the names come twice, in another spelling."""
    for number, (heard, _again) in enumerate(HEARD[: SIZE.people]):
        place = stations[number % len(stations)]
        write_down(volunteers[number % 3], heard, 1980 + number, place, "relative")
    for number, (_heard, again) in enumerate(HEARD[: SIZE.twice]):
        place = stations[number % len(stations)]
        write_down(volunteers[(number + 1) % 3], again, 1980 + number, place, "witness")
    assert Person.objects.filter(names__surname__in=["Қасымов", "Касымов"]).count() == 2


def twins_are_merged(moderator):
    """Each pair of the queue: compare, merge; the last one is taken apart again."""
    for number in range(SIZE.twice):
        with moderator.at("duplicate: compare, merge"):
            moderator.go(reverse("desk:duplicates"))
            moderator.press(".pairs a.button")
            moderator.press("main .sides a.button")
            moderator.press("#merge button[type=submit]")
        assert Merge.objects.count() == number + 1
    with moderator.at("take a merge apart"):
        moderator.press(f"main a[href='{reverse('desk:take_apart', args=[last(Merge)])}']")
        moderator.press("main form button[type=submit]")


def last(model):
    """The key of the newest row."""
    return model.objects.latest("pk").pk


def calls_are_answered_and_made(volunteers, stations):
    """Families call and hear what may be said; facilities are called."""
    for number in range(SIZE.asked):
        hand = volunteers[number % 3]
        with hand.at("call of a family"):
            hand.go(reverse("desk:answer"))
            hand.write("name", HEARD[number % SIZE.people][0])
            hand.write("birth_year", str(1980 + number % SIZE.people))
            hand.press("#asked button")
            hand.press(".match button")
        assert hand.sees(".messagelist .success")
    for number, station in enumerate(stations):
        hand = volunteers[number % 3]
        with hand.at("call to a facility"):
            hand.go(reverse("desk:calls"))
            hand.press(f"form[action='{reverse('desk:call_take', args=[station.pk])}'] button")
            hand.tick("for_all", "no_answer")
            hand.press("#answers > button")
        assert hand.sees(".messagelist .success")


def sentences_are_reduced_and_restored(moderator, but):
    """As a lawyer tells: five days become two, for all but one; then it was a mistake."""
    with moderator.at("reduce many sentences"):
        moderator.go(reverse("desk:bulk") + "?days=5")
        moderator.untick("detention", but.pk)
        moderator.tick("change", "to")
        moderator.write("days", "2")
        moderator.write("decided_at", f"{timezone.localdate():%d.%m.%Y}")
        told_by_a_lawyer(moderator)
        moderator.press("main form.record button[type=submit], main form[method=post] button")
        moderator.press("main form[method=post] button")
    assert SentenceChange.objects.count() == SIZE.sentences
    assert BulkChange.objects.get().changed == SIZE.sentences
    with moderator.at("undo all of them"):
        moderator.press("main form[method=post] button")
    assert SentenceChange.objects.count() == 0


def told_by_a_lawyer(hand):
    """Say who told this."""
    hand.choose("new_source_kind", "lawyer")
    hand.write("new_source_label", "Адвокат Л.")


def ruling_is_handed_in(hand, detention, picture):
    """A ruling is photographed and attached."""
    sent = io.BytesIO()
    Image.effect_noise((1200, 1600), 40).convert("RGB").save(sent, "JPEG")
    picture.write_bytes(sent.getvalue())
    with hand.at("photo of a ruling"):
        hand.go(reverse("desk:files", args=[detention.pk]))
        hand.page.set_input_files("[name=file]", picture)
        told_by_a_lawyer(hand)
        hand.press("main form.record button[type=submit]")
    assert File.objects.get().detention == detention


def released_are_written_down(hand, due):
    """Who was to come out today is out."""
    with hand.at("release of the day"):
        hand.go(reverse("desk:releases"))
        hand.tick("detention", due.pk)
        hand.tick("outcome", "released")
        told_by_a_lawyer(hand)
        hand.press("main form[method=post] button[type=submit]")
    assert Release.objects.get().detention == due


def messages_are_sorted(moderator):
    """One comes into the record, one is answered, one refused."""
    known = Person.objects.filter(merged_into=None, names__surname="Романенко").first()
    known = known or Person.objects.filter(merged_into=None).earliest("pk")
    told = [
        make_submission("information", text="Видела его в ИВС", person=known),
        make_submission("correction", text="Имя пишется иначе"),
        make_submission("information", text="купите у нас"),
    ]
    with moderator.at("message into the record"):
        moderator.go(reverse("desk:submission", args=[told[0].pk]))
        moderator.press(f"main a[href='{reverse('desk:submission_entry', args=[told[0].pk])}']")
        moderator.press("[name=_show]")
        moderator.press("[name=_write]")
        moderator.press("[name=act][value=close]")
    with moderator.at("message answered and closed"):
        moderator.go(reverse("desk:submission", args=[told[1].pk]))
        moderator.write("answer", "Спасибо, исправили.")
        moderator.press("[name=act][value=answer]")
        moderator.press("[name=act][value=close]")
    with moderator.at("messages refused from the board"):
        moderator.go(reverse("desk:submissions"))
        moderator.tick("ticked", told[2].pk)
        moderator.press("[name=act][value=refuse]")
    assert list(Submission.objects.order_by("pk").values_list("outcome", flat=True)) == [
        "accepted",
        "",
        "refused",
    ]


def boards_are_emptied(moderator):
    """Everybody new is accepted, everything that needs attention closed."""
    moderator.job = "accept a page of new records"
    moderator.go(reverse("desk:accept"))
    while moderator.sees("[name=person]"):
        with moderator.at("accept a page of new records"):
            for box in moderator.page.locator("[name=person]").all():
                box.check()
                moderator.tallies[moderator.job].taps += 1
            moderator.press("main form > button[type=submit]")
    moderator.job = "close a reason for attention"
    moderator.go(reverse("desk:attention"))
    while moderator.sees(".cards .acts a"):
        with moderator.at("close a reason for attention"):
            moderator.press(".cards .acts a")
            moderator.write("note", "Позвонили.")
            moderator.press("[name=act][value=close]")


def waiting():
    """{board: how many wait there}."""
    return count_waiting(BOARDS, can_see_health=True)


def test_a_night_of_arrests(hands, settings, tmp_path):
    settings.FILES_KEY = str(pyrage.x25519.Identity.generate().to_public())
    volunteers, moderator, tallies = hands
    stations = [make_facility(name=f"ИВС № {n + 1}") for n in range(SIZE.stations)]
    many = [
        serving(f"Список {n}", ends_in=3, facility=stations[0], level="findable")
        for n in range(SIZE.sentences)
    ]
    due = serving("Сегодня Выходит", ends_in=0, facility=stations[0], level="findable")
    silent = make_detention(person=make_person("Давно Молчат", level="findable"))
    two_days_ago = timezone.now() - timedelta(days=2)
    make_placement(detention=silent, facility=stations[0], heard_at=two_days_ago)
    everybody_is_written_down(volunteers, stations)
    twins_are_merged(moderator)
    calls_are_answered_and_made(volunteers, stations)
    sentences_are_reduced_and_restored(moderator, but=due)
    ruling_is_handed_in(volunteers[0], many[0], tmp_path / "ruling.jpg")
    released_are_written_down(volunteers[1], due)
    messages_are_sorted(moderator)
    boards_are_emptied(moderator)
    print(f"\n{tallies.report()}")

    entered = Person.objects.filter(Q(names__isnull=False), merged_into=None).distinct()
    assert entered.count() == SIZE.people + 1 + SIZE.sentences + 2
    assert Merge.objects.filter(taken_apart_at=None).count() == SIZE.twice - 1
    twins = Person.objects.filter(merged_from__isnull=False)
    assert {person.names.count() for person in twins} == {2}
    assert all(Placement.objects.filter(detention__person=person).count() >= 2 for person in twins)
    assert Call.objects.filter(told="status").count() <= Call.objects.count() == SIZE.asked
    assert set(Enquiry.objects.values_list("facility", flat=True)) == {s.pk for s in stations}
    assert not Person.objects.filter(merged_into=None, accepted_at=None, level="confidential")
    assert waiting() == dict.fromkeys(waiting(), "0")
    assert differences() == []
