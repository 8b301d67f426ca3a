"""Drafts: kept sealed, read by their author alone, gone after a day or on save."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from detainees.desk import drafts
from detainees.history.retention import old_drafts
from detainees.models import Draft, Person
from tests.desk.forms import fields_of
from tests.makers import make_account

ENTER, KEEP = reverse("desk:enter"), reverse("desk:enter_draft")


def keep(client, **boxes):
    """Type into a fresh page; the page's script keeps it. Return the draft's key."""
    sent = fields_of(client.get(ENTER), "entry") | boxes
    assert (
        client.post(KEEP, {name: value for name, value in sent.items() if value}).status_code == 200
    )
    return sent["draft"]


def test_a_draft_comes_back_to_its_author_alone(volunteer, moderator):
    key = keep(volunteer, name="Касымов Даурен", seized_at="вчера", told_by="lawyer")
    stored = Draft.objects.get()
    assert stored.account == volunteer.account
    assert "Касымов".encode() not in bytes(stored.sealed)
    assert "Касымов" in volunteer.get(ENTER).content.decode()
    shown = fields_of(volunteer.get(ENTER, {"draft": key}), "entry")
    assert (shown["name"], shown["seized_at"], shown["told_by"]) == (
        "Касымов Даурен",
        "вчера",
        "lawyer",
    )
    theirs = moderator.get(ENTER, {"draft": key})
    assert "Касымов" not in theirs.content.decode()
    assert fields_of(theirs, "entry")["draft"] != key
    # Nor may anybody else write over it, delete it, or unseal it by taking the row over.
    moderator.post(KEEP, {"draft": key, "name": "Другой"})
    moderator.post(reverse("desk:enter_draft_delete"), {"draft": key})
    assert drafts.read(volunteer.account, key) is not None
    Draft.objects.update(account=moderator.account)
    assert drafts.read(moderator.account, key) is None


def test_a_draft_is_gone_on_save(volunteer):
    key = keep(volunteer, name="Касымов Даурен")
    page = volunteer.get(ENTER, {"draft": key})
    sent = {**fields_of(page, "entry"), "told_by": "lawyer", "source_label": "L.", "_save": "1"}
    assert volunteer.post(ENTER, {n: v for n, v in sent.items() if v}).status_code == 302
    assert Person.objects.count() == 1
    assert not Draft.objects.exists()


def test_a_draft_is_gone_after_a_day(volunteer):
    key = keep(volunteer, name="Касымов Даурен")
    day_ago = timezone.now() - Draft.LASTS
    Draft.objects.update(saved_at=day_ago)
    assert drafts.read(volunteer.account, key) is None
    assert "Касымов" not in volunteer.get(ENTER).content.decode()
    assert list(old_drafts(timezone.now(), "default")) == [Draft.objects.get()]
    assert not old_drafts(timezone.now() - timedelta(minutes=1), "default")


def test_without_a_script_a_button_keeps_the_draft(volunteer):
    sent = fields_of(volunteer.get(ENTER), "entry") | {"name": "Касымов", "_draft": "1"}
    answer = volunteer.post(ENTER, {name: value for name, value in sent.items() if value})
    assert "Касымов" not in answer.url
    page = volunteer.get(answer.url)
    assert fields_of(page, "entry")["name"] == "Касымов"
    assert not Person.objects.exists()
    volunteer.post(reverse("desk:enter_draft_delete"), {"draft": sent["draft"]})
    assert not Draft.objects.exists()


def test_too_much_is_refused_and_said(volunteer):
    boxes = {"name": "Касымов", "note": "x" * drafts.LARGEST, "draft": "a" * 32}
    assert volunteer.post(KEEP, boxes).status_code == 413
    answer = volunteer.post(ENTER, boxes | {"_draft": "1"})
    assert answer.status_code == 413
    assert fields_of(answer, "entry")["note"] == boxes["note"]
    assert not Draft.objects.exists()


def test_an_account_keeps_its_newest_drafts_only(db):
    account = make_account()
    for number in range(drafts.MOST + 2):
        drafts.keep(account, f"{number:032}", [("name", str(number))])
    assert account.drafts.count() == drafts.MOST
    assert drafts.read(account, f"{0:032}") is None
