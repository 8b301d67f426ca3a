"""The board of releases: who is due when, what is written from it, and who has a name on paper."""

import re
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from detainees.models import Enquiry, Entry, Release
from tests.makers import (
    make_consent,
    make_detention,
    make_facility,
    make_person,
    make_placement,
    make_sentence,
    make_source,
)

BOARD = reverse("desk:releases")


def serving(name, *, ends_in, facility=None, **person):
    """Somebody with five days that end, by the day, so many days from today."""
    detention = make_detention(person=make_person(name, **person))
    counted = (timezone.localdate() + timedelta(days=ends_in - 5)).isoformat()
    make_sentence(detention=detention, days=5, ruled_at=counted, counted_from=counted)
    if facility:
        make_placement(detention=detention, facility=facility)
    return detention


def names(client, **query):
    """Who stands on the board, in order."""
    page = client.get(BOARD, query).content.decode()
    return re.findall(r"<bdi>(\w+ \w+)</bdi></strong>", page)


def test_each_day_shows_whose_time_it_is(moderator):
    station = make_facility(name="ИВС Алматы")
    serving("Вчера Олег", ends_in=-3, facility=station)
    serving("Сегодня Ержан", ends_in=0, facility=station)
    serving("Завтра Дана", ends_in=1)
    serving("Потом Болат", ends_in=5)
    out = serving("Вышел Асет", ends_in=0)
    Release.objects.create(
        detention=out, source=make_source(), entry=Entry.begin(None), heard_at=timezone.now()
    )
    assert names(moderator, day="overdue") == ["Вчера Олег"]
    assert names(moderator) == ["Сегодня Ержан"]
    assert names(moderator, day="tomorrow") == ["Завтра Дана"]
    assert names(moderator, day="tomorrow", facility=station.pk) == []
    assert "ИВС Алматы" in moderator.get(BOARD).content.decode()


def test_what_was_heard_of_several_is_one_entry_of_one_source(volunteer):
    station = make_facility()
    here = [serving(f"Номер {number}", ends_in=0, facility=station) for number in range(2)]
    nowhere = serving("Никто Незнает", ends_in=0)
    sent = {
        "detention": [each.pk for each in [*here, nowhere]],
        "outcome": "held",
        "new_source_kind": "volunteer",
        "new_source_label": "at the gate",
        "certainty": "confirmed",
    }
    answer = volunteer.post(BOARD, sent, follow=True)
    assert "2 claims are written down." in answer.content.decode()
    assert "1 person is left out" in answer.content.decode()
    enquiries = list(Enquiry.objects.all())
    assert {each.detention_id for each in enquiries} == {each.pk for each in here}
    assert {(each.reply, each.facility_id, each.certainty) for each in enquiries} == {
        ("held", station.pk, "confirmed")
    }
    assert len({(each.source_id, each.entry_id) for each in enquiries}) == 1
    assert enquiries[0].entry.entered_by == volunteer.account
    released = {
        **sent,
        "detention": [here[0].pk],
        "outcome": "released",
        "released_at": f"{timezone.localdate():%d.%m.%Y}",
        "source": f"at the gate · #{enquiries[0].source_id}",
        "new_source_kind": "",
        "new_source_label": "",
    }
    volunteer.post(f"{BOARD}?day=today", released)
    release = Release.objects.get()
    assert (release.detention_id, release.released_at) == (
        here[0].pk,
        timezone.localdate().isoformat(),
    )
    assert release.source_id == enquiries[0].source_id
    again = volunteer.post(BOARD, released)
    assert again.status_code == 400
    assert Release.objects.count() == 1


def test_nothing_is_written_without_source_person_or_outcome(volunteer, analyst):
    detention = serving("Номер Один", ends_in=0)
    told = {"new_source_kind": "lawyer", "new_source_label": "L.", "outcome": "released"}
    entries = Entry.objects.count()
    for sent in (
        told,
        {**told, "detention": "x"},
        {"detention": detention.pk, "outcome": "released"},
        {**told, "detention": detention.pk, "outcome": ""},
        {**told, "detention": detention.pk, "released_at": "yesterday"},
    ):
        answer = volunteer.post(BOARD, sent)
        assert answer.status_code == 400
    assert 'value="yesterday"' in answer.content.decode()
    assert re.search(r'name="detention"\s+value="\d+"\s+checked', answer.content.decode())
    assert analyst.post(BOARD, {**told, "detention": detention.pk}).status_code == 403
    assert (Release.objects.count(), Entry.objects.count()) == (0, entries)


def test_on_paper_only_those_have_names_who_agreed_to_printed_lists(moderator):
    serving("Тихая Алма", ends_in=0, listed=True)
    agreed = serving("Громкая Гүл", ends_in=0, listed=True)
    make_consent(agreed.person, scopes=["list", "print"])
    page = moderator.get(BOARD).content.decode()
    assert re.search(r'<strong class="off-paper">\s*<bdi>Тихая Алма', page)
    assert re.search(r"<strong>\s*<bdi>Громкая Гүл", page)
    assert "void after 12 hours" in page
