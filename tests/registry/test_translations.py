"""Every text a person sees is translated into Kazakh and Russian, and no translation is stale."""

import re

import polib
import pytest

from tests.messages import ROOT, all_messages

LANGUAGES = ("kk", "ru")
PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sd]")


@pytest.fixture(scope="module")
def messages():
    """Every Message of the project."""
    return all_messages()


@pytest.fixture(params=LANGUAGES)
def catalogue(request):
    """Our catalogue of one language."""
    folder = ROOT / "registry" / "locale" / request.param / "LC_MESSAGES"
    return polib.pofile(folder / "django.po")


def keys(catalogue):
    """Return the (text, plural, context) of each entry."""
    return {(entry.msgid, entry.msgid_plural, entry.msgctxt or "") for entry in catalogue}


def test_messages_are_found_in_code_and_templates(messages):
    places = {str(place) for place in messages.values()}
    assert "detainees/models/person.py" in places
    assert "templates/public/person_detail.html" in places
    assert len(messages) > 300


def test_nothing_is_untranslated(messages, catalogue):
    missing = {f"{message.text} ({messages[message]})" for message in messages} - {
        f"{message.text} ({messages[message]})"
        for message in messages
        if message in keys(catalogue)
    }
    assert sorted(missing) == []


def test_every_entry_is_filled_and_sure(catalogue):
    assert [entry.msgid for entry in catalogue.untranslated_entries()] == []
    assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []


def test_placeholders_survive_translation(catalogue):
    for entry in catalogue:
        wanted = set(PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
        for text in filter(None, [entry.msgstr, *entry.msgstr_plural.values()]):
            found = set(PLACEHOLDER.findall(text))
            assert found <= wanted, entry.msgid
            assert found == wanted or entry.msgid_plural, entry.msgid
