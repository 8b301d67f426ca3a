"""A record in which every confidential field holds a marker, for people whom the world may not see.

``PUBLIC`` is the list of what may be public; a text that stands in neither list fails a test, so
whoever adds a field decides who sees it.
"""

from datetime import UTC, date, datetime

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models

from detainees.models import (
    Account,
    BulkChange,
    Call,
    Delay,
    Draft,
    DuplicateCandidate,
    Entry,
    Export,
    Figure,
    File,
    Follow,
    Handling,
    Import,
    Invitation,
    Letter,
    Merge,
    NotSame,
    Person,
    Rally,
    Removal,
    RemovedName,
    Session,
    Source,
    Submission,
    Trial,
)
from registry.lib.dates import PartialDateField
from tests.makers import (
    make_charge,
    make_city,
    make_consent,
    make_detention,
    make_enquiry,
    make_entry,
    make_event,
    make_facility,
    make_follow,
    make_health,
    make_name,
    make_person,
    make_placement,
    make_rally,
    make_release,
    make_sentence,
    make_sentence_change,
    make_submission,
    make_trial,
    make_violation,
)

MARK = "zqzqzq"
# How the names of people begin whom no page may name, and of those whom every page may.
HIDDEN, SHOWN = "Zqhidden", "Zqshown"
BIRTH_DATE = "1987-04-23"
HEARD_AT = datetime(2019, 6, 20, 3, 37, 41, tzinfo=UTC)

NAMES = "name_kk name_ru name_en"
PUBLIC = {
    "stations.Region": "code time_zone",
    "stations.RegionName": NAMES,
    "stations.City": "code time_zone",
    "stations.CityName": NAMES,
    "stations.Facility": "address phone visiting_hours parcel_hours verified_by",
    "stations.FacilityName": NAMES,
    "detainees.Person": "public_id",
    "detainees.PersonName": "surname given patronymic find_keys keyed_name sort_key",
    "detainees.Rally": "place",
    "detainees.Helpline": f"{NAMES} phone about_kk about_ru about_en",
    "detainees.Charge": "article part",
    # The law is everybody's.
    "detainees.LawRule": "code country condition article charge_code charge_article"
    " charge_part source note",
}
CONFIDENTIAL = {
    "detainees.Account": "username password panic_hash",
    "detainees.Session": "session_key session_data",
    "detainees.Invitation": "token_hash role suggestion",
    "detainees.Delay": "key",
    "detainees.Source": "label contact url note",
    "detainees.Submission": "likeness name text answer",
    "detainees.DuplicateCandidate": "reasons",
    "detainees.Follow": "seen told",
    "detainees.Letter": "message_id",
    "detainees.Entry": "entered_by_name",
    "detainees.Person": "description occupation citizenship identity_number home_address phone"
    " note external_id",
    "detainees.Import": "sha256",
    "detainees.Health": "note",
    "detainees.Consent": "given_by_name code_hash",
    "detainees.Merge": "merged_by_name steps there later taken_apart_by_name",
    "detainees.NotSame": "said_by_name",
    "detainees.Rally": "note",
    "detainees.Detention": "authority note",
    "detainees.Event": "note",
    "detainees.Placement": "note",
    "detainees.Enquiry": "note",
    "detainees.Trial": "judge prosecutor note",
    "detainees.Charge": "note",
    "detainees.Sentence": "note",
    "detainees.SentenceChange": "note",
    "detainees.Violation": "note",
    "detainees.Release": "note",
    "detainees.Draft": "key",
    "detainees.Call": "answered_by_name",
    "detainees.Figure": "metric place claimed_by section footnote note",
    "detainees.Export": "exported_by_name reason filters columns sha256",
    "detainees.Removal": "reason counts",
    "detainees.BulkChange": "undone_by_name",
    "detainees.File": "sha256",
    "detainees.Handling": "reason detail taken_by_name closed_by_name note",
    "detainees.RemovedName": "digest",
}
# Copies of the record, which the database fills.
CACHES = {
    "published_person", "custody_cache", "attention_cache", "published_name", "listed_person",
    "listed_detention", "listed_word", "daily_count", "find_salt", "find_use", "listing_change",
    "noted_people",
}  # fmt: skip


def texts_of_the_models():
    """Return {(model label, field)} of every field in which somebody can write what they like."""
    return {
        (model._meta.label, field.name)
        for app in ("stations", "detainees")
        for model in apps.get_app_config(app).get_models()
        if model._meta.managed and not is_copy(model)
        for field in model._meta.concrete_fields
        if is_free_text(field)
    }


def is_copy(model):
    """True for the cache and for history, whose rows are copies."""
    return model._meta.db_table in CACHES or any(
        field.name == "pgh_id" for field in model._meta.fields
    )


def is_free_text(field):
    """True when a field takes any text: neither a choice nor a partial date."""
    if isinstance(field, ArrayField):
        return is_free_text(field.base_field)
    if isinstance(field, models.GeneratedField):
        return is_free_text(field.output_field)
    if field.choices or isinstance(field, PartialDateField):
        return False
    return isinstance(field, models.CharField | models.TextField | models.JSONField)


def classified(fields):
    """Return {(model label, field)} of one of the lists above."""
    return {(label, name) for label, names in fields.items() for name in names.split()}


def marked(model):
    """Return a value with the marker for each confidential field of ``model``."""
    values = {}
    for name in CONFIDENTIAL[model._meta.label].split():
        field = model._meta.get_field(name)
        told = f"{MARK} {name}"[: field.max_length]
        values[name] = {"key": told, MARK: told} if isinstance(field, models.JSONField) else told
    return values


class Planted:
    """Places, and people at all levels of whom everything is recorded."""

    def __init__(self):
        self.city = make_city("almaty", name="Almaty")
        self.facility = make_facility(
            name="Station 7", region=self.city.region, city=self.city, address="Abay 1"
        )
        self.rally = make_rally(city=self.city, place="Square", **marked(Rally))
        self.account = Account.objects.create(**marked(Account))
        self.entry = Entry.objects.create(entered_by=self.account, **marked(Entry))
        self.source = Source.objects.create(kind=Source.Kind.RELATIVE, **marked(Source))
        self.shown = [self.person(f"{SHOWN} Adult", level="listed", agreed="find list")]
        self.hidden = self.hidden_people()
        self.plant_the_rest()

    def hidden_people(self):
        """One person for each reason not to be listed."""
        confidential = self.person(f"{HIDDEN}a Kept", level="confidential")
        findable = self.person(f"{HIDDEN}b Findable", level="findable", agreed="find list")
        withdrawn = self.person(f"{HIDDEN}c Withdrawn", level="listed", agreed="list")
        withdrawn.consents.update(withdrawn_at=HEARD_AT)
        expired = self.person(f"{HIDDEN}d Expired", level="listed", agreed="list")
        expired.consents.update(given_at=datetime(2019, 1, 1, tzinfo=UTC), expires_at=HEARD_AT)
        find_only = self.person(f"{HIDDEN}e Findonly", level="listed", agreed="find")
        minor = self.person(f"{HIDDEN}f Minor", level="listed", agreed="find list")
        minor.birth_date = f"{date.today().year - 12}-04-23"
        minor.save()
        merged = self.person(f"{HIDDEN}g Merged", level="listed", agreed="find list")
        merged.merged_into = confidential
        merged.save()
        Merge.objects.create(kept=confidential, merged=merged, **marked(Merge))
        NotSame.objects.create(first=confidential, second=findable, **marked(NotSame))
        return [confidential, findable, withdrawn, expired, find_only, minor, merged]

    def person(self, name, *, level, agreed=""):
        """A person, detained at the rally and out again, with a row in every table."""
        person = make_person(name, level=level, birth_date=BIRTH_DATE, **marked(Person))
        make_name(person, f"{name} Again")
        make_health(person, **self.told("Health"))
        if agreed:
            told = self.told("Consent") | {"code_hash": f"{MARK} {person.pk}"}
            make_consent(person, entry=self.entry, scopes=agreed.split(), **told)
        detention = make_detention(person=person, rally=self.rally, **self.told("Detention"))
        self.claim(detention)
        Handling.objects.create(detention=detention, **marked(Handling))
        File.objects.create(
            detention=detention,
            source=self.source,
            entry=self.entry,
            media_type=File.MediaType.JPEG,
            size=1,
            original=MARK.encode(),
            copy=MARK.encode(),
            **marked(File),
        )
        return person

    def told(self, name):
        """The marked fields of the model called ``name``."""
        return marked(apps.get_model("detainees", name))

    def claim(self, detention):
        """A claim of every kind."""
        told = {
            "detention": detention,
            "source": self.source,
            "entry": self.entry,
            "heard_at": HEARD_AT,
        }
        make_event(facility=self.facility, **told, **self.told("Event"))
        make_placement(
            facility=self.facility, from_at="2019-06-09T20:00", **told, **self.told("Placement")
        )
        make_enquiry(facility=self.facility, **told, **self.told("Enquiry"))
        trial = make_trial(facility=self.facility, minutes=6, **told, **marked(Trial))
        make_charge(trial=trial, part="1", **told, **self.told("Charge"))
        sentence = make_sentence(
            trial=trial, days=10, ruled_at="2019-06-10", **told, **self.told("Sentence")
        )
        make_sentence_change(sentence=sentence, days=7, **told, **self.told("SentenceChange"))
        make_violation(**told, **self.told("Violation"))
        make_release(released_at="2019-06-16", **told, **self.told("Release"))

    def plant_the_rest(self):
        """A row in each table that hangs on no person."""
        Figure.objects.create(
            date_from=date(2019, 6, 9),
            date_to=date(2019, 6, 9),
            value=3,
            qualifier=Figure.Qualifier.EXACT,
            claimant_kind=Figure.ClaimantKind.OFFICIAL,
            **marked(Figure),
        )
        Call.objects.create(told=Call.Told.NOTHING, **marked(Call))
        Session.objects.create(account=self.account, expire_date=HEARD_AT, **marked(Session))
        Invitation.objects.create(expires_at=HEARD_AT, **marked(Invitation))
        Delay.objects.create(failures=1, failed_at=HEARD_AT, **marked(Delay))
        Draft.objects.create(account=self.account, sealed=b"", **marked(Draft))
        Export.objects.create(exported_by=self.account, form="csv", rows=1, **marked(Export))
        BulkChange.objects.create(entry=make_entry(), changed=1, **marked(BulkChange))
        Import.objects.create(entry=make_entry(), **marked(Import))
        make_submission(**marked(Submission))
        first, second = sorted(person.pk for person in self.hidden[:2])
        DuplicateCandidate.objects.create(
            first_id=first, second_id=second, score=1, **marked(DuplicateCandidate)
        )
        follow = make_follow(self.hidden[0], **marked(Follow))
        follow.letters.create(kind="news", made_at=HEARD_AT, next_at=HEARD_AT, **marked(Letter))
        Removal.objects.using("owner").create(number=77, **marked(Removal))
        RemovedName.objects.using("owner").create(**marked(RemovedName))
