"""Removal on request: nothing of the name is left, wherever one looks."""

import logging
import tempfile
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, connections
from django.test import Client
from django.urls import reverse

from detainees.history.merging import merge_people
from detainees.history.removed_names import removed_before
from detainees.models import (
    Charge,
    Consent,
    Detention,
    Export,
    Merge,
    NotSame,
    Person,
    PersonName,
    Rally,
    Release,
    Removal,
    Session,
    Source,
)
from detainees.models.session import SessionStore
from tests.makers import (
    make_account,
    make_charge,
    make_consent,
    make_detention,
    make_event,
    make_health,
    make_name,
    make_person,
    make_rally,
    make_release,
    make_source,
    make_trial,
    make_violation,
)

# No other test's name begins so.
SURNAME, GIVEN, OLD = "Құпиясымбаева", "Жұлдызай", "Шынсымбаева"
STEMS = ("Құпиясымбаев", "Жұлдызай", "Шынсымбаев", "құпиясымбаев")
# As others write it: in Russian and Latin letters, in a case.
STEMS += ("Купиясымбаев", "Жулдызай", "upiyasymbaev", "uldyzay")
WRITTEN_FOLDERS = (".state", "staticfiles", "test-results")


def remove(person, *, reason="asked by herself", **options):
    """Run the command; return what it prints."""
    out = StringIO()
    call_command("remove", str(person), reason=reason, no_input=True, stdout=out, **options)
    return out.getvalue()


def make_case(old=OLD, surname=SURNAME, given=GIVEN):
    """A person of whom every kind of row knows something, with a changed name in history."""
    person = make_person(f"{old} {given}", birth_date="1987-05-01", listed=True, phone=surname)
    person.names.update(surname=surname)
    make_name(person, f"{surname} {given[0]}.")
    make_health(person, note=f"{surname} is ill")
    make_consent(person, given_by_name=f"{given}'s mother")
    detention = make_detention(person=person)
    source = make_source(f"sister of {surname}", note=f"{old} {given}")
    make_event(detention=detention, source=source)
    make_violation(detention=detention, note=f"{surname} was beaten")
    trial = make_trial(detention=detention, judge="Judge")
    make_charge(detention=detention, trial=trial)
    make_release(detention=detention).delete()
    return person


def everything(cursor):
    """Yield (table, text of a row) of every table and view in every schema, statistics too."""
    cursor.execute(
        "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables"
        " WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
        " UNION ALL SELECT 'pg_catalog.pg_stats'"
    )
    for (table,) in cursor.fetchall():
        cursor.execute(f"SELECT t::text FROM {table} AS t")  # noqa: S608
        yield from ((table, text) for (text,) in cursor.fetchall())


def places_of_the_name():
    """Where the name still is: tables and files."""
    with connections["owner"].cursor() as cursor:
        found = {table for table, text in everything(cursor) if any(s in text for s in STEMS)}
    for session in Session.objects.all():
        if any(stem in str(session.get_decoded()) for stem in STEMS):
            found.add("detainees_session")
    return found | {
        str(path)
        for path in written_files()
        if any(stem.encode() in path.read_bytes() for stem in STEMS)
    }


def written_files():
    """Yield every file that site, server and commands write, outside PostgreSQL's data folder."""
    for folder in WRITTEN_FOLDERS:
        yield from files_below(Path(settings.BASE_DIR) / folder)
    host = connections["owner"].settings_dict["HOST"]
    if host.startswith("/"):
        for beside in Path(host).parent.iterdir():
            yield from () if beside.name == "data" else files_below(beside)
    yield from Path(settings.FILE_UPLOAD_TEMP_DIR or tempfile.gettempdir()).glob("*.upload*")


def files_below(path):
    """Yield a file, or the files in a folder."""
    yield from (each for each in (path, *path.rglob("*")) if each.is_file())


def look_for(name):
    """Search for a name, as a volunteer and as a visitor do."""
    volunteer = Client()
    volunteer.force_login(make_account())
    for client, address in (
        (volunteer, reverse("admin:detainees_person_changelist")),
        (Client(), "/ru/people/"),
    ):
        assert client.get(address, {"q": name}).status_code == 200


def test_nothing_of_the_name_is_left(committed, caplog):
    caplog.set_level(logging.DEBUG)
    # Tables that are left empty would keep the planner's old statistics: see the README.
    person, other = make_case(), make_case("Иванова", "Петрова", "Анна")
    Person.objects.filter(pk=other.pk).update(note=f"with {SURNAME} Ж. in a cell")
    about_other = make_release(
        detention=other.detentions.get(), note=f"вместе с {GIVEN} {SURNAME[:-1]}ой"
    )
    make_rally(note=f"{GIVEN.upper()} {SURNAME.upper()} spoke")
    heard = make_rally(note="с Купиясымбаевой Жулдызай; Qupiyasymbaeva Zhuldyzay. Купи хлеб")
    look_for(f"{SURNAME} {GIVEN}")
    account = make_account()
    Export.objects.create(
        exported_by=account, exported_by_name="p", reason=f"for {SURNAME} {GIVEN}", form="csv",
        filters={"city": f"{SURNAME} {GIVEN}"}, rows=1, sha256="",
    )  # fmt: skip
    session = SessionStore()
    session["_messages"] = f"{SURNAME} saved"
    session.save()
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")
    assert {"public.detainees_personname", "detainees_session", "public.detainees_export"} <= (
        places_of_the_name()
    )
    caplog.clear()

    printed = remove(person.pk)

    assert places_of_the_name() == set()
    assert not any(stem in printed + caplog.text for stem in STEMS)
    assert list(Person.objects.all()) == [other]
    assert not PersonName.objects.exclude(person=other).exists()
    assert Charge.objects.get().detention.person == other
    other.refresh_from_db()
    about_other.refresh_from_db()
    assert (other.note, about_other.note) == ("with […] Ж. in a cell", "вместе с […] […]")
    assert Export.objects.get().filters == {"city": "[…] […]"}
    assert Rally.objects.earliest("pk").note == "[…] […] spoke"
    heard.refresh_from_db()
    assert heard.note == "с […] […]; […] […]. Купи хлеб"
    assert Release.objects.get() == about_other
    assert not Session.objects.exists()


def test_a_tombstone_and_hashes_stay(committed):
    person = make_case()
    remove(f"#{person.pk}", reason="asked by her lawyer")
    removal = Removal.objects.get()
    assert (removal.number, removal.reason) == (person.pk, "asked by her lawyer")
    counts = {table: removal.counts[table] for table in ("detainees_person", "detainees_trial")}
    assert counts == {"detainees_person": 1, "detainees_trial": 1}
    # Made three times, changed once, the second spelling made, both deleted.
    assert removal.counts["detainees_personnamehistoryevent"] == 5
    assert removal.counts["detainees_releasehistoryevent"] == 2
    assert person.public_id not in str(vars(removal))
    assert removed_before(SURNAME.lower(), GIVEN, "", 1987)
    assert removed_before(GIVEN, SURNAME, "", None)
    assert not removed_before(SURNAME, GIVEN, "", 1990)
    assert not removed_before(OLD, GIVEN, "", 1987)


def test_a_namesake_stays_and_is_only_counted(committed):
    person = make_case()
    namesake = make_person(f"{SURNAME} {GIVEN}", note=f"another {SURNAME}")
    printed = remove(person.public_id)
    assert str(Person.objects.get()) == str(namesake) == f"{SURNAME} {GIVEN}"
    assert Person.objects.get().note == f"another {SURNAME}"
    assert "Look at public.detainees_personname: 1 rows" in printed
    assert "Look at public.detainees_person: 1 rows" in printed


def test_who_was_merged_goes_too_with_what_says_so(committed):
    survivor, merged, other = make_case(), make_person(f"{SURNAME} Ж."), make_person("Иванова Анна")
    NotSame.say(other.pk, merged.pk, by="m")
    merge_people(survivor.pk, merged.pk, by="m")
    printed = remove(merged.pk)
    assert f"#{survivor.pk}" in printed
    assert list(Person.objects.all()) == [other]
    assert list(PersonName.objects.all()) == list(other.names.all())
    for model in (Merge, NotSame):
        assert not model.objects.exists()
        assert not model.history.rel.related_model.objects.exists()


def test_what_belongs_to_others_stays(committed):
    person, other = make_case(), make_person("Иванова Анна")
    shared = make_source("newspaper")
    own = Detention.objects.get(person=person)
    make_event(detention=own, source=shared)
    theirs = make_detention(person=other)
    kept = make_event(detention=theirs, source=shared)
    trial = own.trial_claims.get()
    pointing = make_charge(detention=theirs, trial=trial, source=shared)
    moved = make_detention(person=person)
    Detention.objects.filter(pk=moved.pk).update(person=other)
    remove(person.pk)
    pointing.refresh_from_db()
    assert pointing.trial is None
    assert set(Detention.objects.values_list("pk", flat=True)) == {theirs.pk, moved.pk}
    assert list(Source.objects.all()) == [shared]
    assert kept.entry.entered_at
    events = moved.history.model.objects.filter(pgh_obj_id=moved.pk)
    assert list(events.values_list("person_id", flat=True)) == [other.pk]


def test_a_dry_run_removes_nothing(committed):
    person = make_case()
    assert "Nothing was removed." in remove(person.pk, dry_run=True)
    assert (Person.objects.count(), Removal.objects.count()) == (1, 0)


@pytest.mark.parametrize("reason", [f"{SURNAME} asked", f"asked by {GIVEN.lower()}."])
def test_the_reason_names_nobody(committed, reason):
    person = make_case()
    with pytest.raises(CommandError, match="word of the name"):
        remove(person.pk, reason=reason)
    assert Person.objects.count() == 1


@pytest.mark.parametrize("person", ["1", "#1", "nobody", "999999999999999999999"])
def test_an_unknown_person_is_an_error(committed, person):
    with pytest.raises(CommandError, match="no such person"):
        remove(person)


def test_the_tables_can_be_written_anew(committed):
    remove(make_case().pk, rewrite=True)
    assert Removal.objects.count() == 1


def test_only_the_owner_removes(committed, settings):
    settings.SIDE = "desk"
    with pytest.raises(CommandError, match="SIDE=owner"):
        remove(make_case().pk)
    assert Consent.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO detainees_removal (number) VALUES (1)",
        "DELETE FROM detainees_removedname",
        "UPDATE detainees_removal SET reason = ''",
        "DELETE FROM detainees_personnamehistoryevent",
    ],
)
def test_the_desk_login_cannot_remove(statement):
    with pytest.raises(DatabaseError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(statement)
