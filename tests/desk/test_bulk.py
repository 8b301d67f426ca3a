"""Sentences of many people changed at once: preview, one act, taking back, what came in between."""

from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from detainees.desk.bulk import Order, change_many, preview, take_back
from detainees.models import BulkChange, Person, SentenceChange
from detainees.publication.publish import differences
from tests.desk.test_releases import serving
from tests.history.record import snapshot
from tests.killing import kill_at
from tests.makers import make_account, make_release, make_sentence, make_source

BULK = reverse("desk:bulk")
CACHES = ("custody_cache", "published_person", "published_name", "attention_cache")


def told_by(source):
    """What each claim of an entry carries."""
    return lambda entry: {
        "source": source,
        "certainty": "confirmed",
        "heard_at": timezone.now(),
        "entry": entry,
    }


def state():
    """The records of all people and what is published of them, as plain values."""
    found = {person.pk: snapshot(person) for person in Person.objects.all()}
    with connection.cursor() as cursor:
        for table in CACHES:
            # Their own numbers and the transaction that wrote them are no part of what is said.
            told = "to_jsonb(row_of) - 'id' - 'published_in'"
            cursor.execute(f"SELECT {told} FROM {table} AS row_of ORDER BY 1")  # noqa: S608
            found[table] = [row for (row,) in cursor.fetchall()]
    return found


def people(number=3):
    """So many people with fifteen days, seized in the last days."""
    return [
        serving(f"Номер {n}", ends_in=10 + n, level="findable", birth_date="1990")
        for n in range(number)
    ]


def today():
    return timezone.localdate().isoformat()


@pytest.fixture
def sent():
    """What a moderator fills in: five days less, as a lawyer says."""
    return {
        "change": "to",
        "days": "2",
        "decided_at": f"{timezone.localdate():%d.%m.%Y}",
        "new_source_kind": "lawyer",
        "new_source_label": "Lawyer L.",
    }


NEAR = st.dates(date(2019, 6, 1), date(2030, 1, 1))
ORDERS = st.one_of(
    st.builds(Order, kind=st.just("reduced"), to_days=st.integers(0, 6), decided_at=st.just("")),
    st.builds(Order, kind=st.just("reduced"), by_days=st.integers(0, 6), decided_at=st.just("")),
    st.builds(Order, kind=st.just("early_end"), decided_at=NEAR.map(str)),
)


@given(order=ORDERS, chosen=st.sets(st.integers(0, 2)), extra=st.sampled_from(["", "out", "told"]))
@settings(
    max_examples=6,
    phases=[Phase.generate],
)
def test_changed_and_taken_back_is_exactly_as_before(db, order, chosen, extra):
    with transaction.atomic():
        cases, source, account = people(3), make_source(), make_account("moderator")
        if extra == "out":
            make_release(detention=cases[0], released_at=today())
        if extra == "told":
            make_sentence(detention=cases[1], days=9, ruled_at=today())
        keys = [cases[number].pk for number in chosen]
        before = state()
        plan = preview(keys, order, told_by(source))
        assert state() == before
        assert len(plan.changed) + len(plan.left_out) == len(keys)
        act = change_many(keys, order, told_by(source), account, seen=plan.seen)
        assert SentenceChange.objects.filter(entry=act.entry).count() == len(plan.changed)
        assert differences() == []
        assert take_back(act, account) == 0
        assert state() == before
        transaction.set_rollback(True)


def test_preview_write_and_taking_back_by_pages(moderator, volunteer, sent):
    cases = people()
    make_release(detention=cases[2], released_at=today())
    sent["detention"] = [each.pk for each in cases]
    listed = moderator.get(BULK, {"days": "5"}).content.decode()
    assert "Номер 0" in listed
    assert "Номер 2" not in listed
    assert moderator.get(BULK, {"days": "4"}).context["rows"] == []
    page = moderator.post(BULK, sent)
    text = page.content.decode()
    assert "2 sentences change" in text
    assert "released already" in text
    assert not SentenceChange.objects.exists()
    page = moderator.post(BULK, {**sent, "seen": page.context["seen"]}, follow=True)
    assert "2 sentences are changed." in page.content.decode()
    changes = SentenceChange.objects.all()
    assert {change.detention_id for change in changes} == {cases[0].pk, cases[1].pk}
    assert len({(change.entry_id, change.source_id) for change in changes}) == 1
    act = BulkChange.objects.get()
    address = reverse("desk:bulk_change", args=[act.pk])
    assert volunteer.get(BULK).status_code == volunteer.post(address).status_code == 403
    moderator.post(address)
    act.refresh_from_db()
    assert act.undone_by_name == moderator.account.username
    assert not SentenceChange.objects.exists()
    assert "taken back" in moderator.get(BULK).content.decode()


def test_what_is_typed_stays_when_something_is_missing(moderator, sent):
    case = people(1)[0]
    for change in (
        {"detention": []},
        {"days": ""},
        {"decided_at": "soon"},
        {"new_source_kind": ""},
    ):
        answer = moderator.post(
            BULK, {**sent, "detention": [case.pk], "listed": f"{case.pk},", **change}
        )
        assert answer.status_code == 400
        assert "Номер 0" in answer.content.decode()
        assert 'value="Lawyer L."' in answer.content.decode()
    assert not SentenceChange.objects.exists()


def test_a_record_that_changed_since_the_preview_is_shown_again(moderator, sent):
    cases = people(2)
    sent["detention"] = [each.pk for each in cases]
    seen = moderator.post(BULK, sent).context["seen"]
    make_release(detention=cases[0], released_at=today())
    answer = moderator.post(BULK, {**sent, "seen": seen})
    assert answer.status_code == 409
    assert "somebody wrote about these people meanwhile" in answer.content.decode()
    assert not SentenceChange.objects.exists()
    assert not BulkChange.objects.exists()
    answer = moderator.post(BULK, {**sent, "seen": answer.context["seen"]})
    assert answer.status_code == 302


def test_what_came_in_between_stays_and_is_listed(moderator, sent):
    cases = people(3)
    sent["detention"] = [each.pk for each in cases]
    seen = moderator.post(BULK, sent).context["seen"]
    moderator.post(BULK, {**sent, "seen": seen})
    act = BulkChange.objects.get()
    edited = SentenceChange.objects.get(detention=cases[0])
    edited.days = 1
    edited.save()
    later = make_release(detention=cases[1], released_at=today())
    later.entry.entered_at = timezone.now() + timedelta(seconds=1)
    later.entry.save()
    address = reverse("desk:bulk_change", args=[act.pk])
    page = moderator.get(address).content.decode()
    assert page.index("Written since") < page.index("Номер 1") < page.index("Whose sentences")
    page = moderator.post(address, follow=True).content.decode()
    assert "1 change stays" in page
    assert list(SentenceChange.objects.all()) == [edited]
    assert type(later).objects.get() == later


# Where a process is killed: the table whose lock stops it there.
POINTS = {
    "before anything is written": "detainees_entry",
    "between entry and changes": "detainees_sentencechange",
    "when all is written but the act": "detainees_bulkchange",
}


@pytest.mark.parametrize("point", POINTS)
def test_a_killed_process_leaves_the_state_of_before(committed, point):
    keys = [each.pk for each in people(2)]
    source, account = make_source(), make_account("moderator")
    order = Order(kind="reduced", to_days=2, decided_at=today())
    seen = preview(keys, order, told_by(source)).seen
    before = state()
    kill_at(
        POINTS[point],
        lambda: change_many(keys, order, told_by(source), account, seen=seen),
    )
    assert state() == before
    assert not BulkChange.objects.exists()
    act = change_many(keys, order, told_by(source), account, seen=seen)
    assert act.changed == 2
