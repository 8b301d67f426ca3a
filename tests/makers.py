"""Makers of records: a test states only what it is about."""

import hashlib
from datetime import date
from itertools import count

from allauth.mfa.totp.internal import auth as totp
from django.conf import settings
from django.contrib.auth.models import Group
from django.utils import timezone

from detainees.models import (
    Account,
    Charge,
    Consent,
    Detention,
    Enquiry,
    Entry,
    Event,
    Follow,
    Health,
    Person,
    PersonName,
    Placement,
    Rally,
    Release,
    Sentence,
    SentenceChange,
    Source,
    Submission,
    Trial,
    Violation,
)
from detainees.publication.sealing import seal
from stations.models import City, CityName, Facility, FacilityName, Region

numbers = count(1)


def make_account(role="volunteer", *, username=None, password=None, language="en", **kwargs):
    """An account of a role (None: without one); without a password nobody can log in with it."""
    account = Account(username=username or f"{role}-{next(numbers)}", language=language, **kwargs)
    account.set_password(password)
    account.save()
    if role:
        account.groups.add(Group.objects.get(name=role))
    return account


def make_app(account):
    """Give an account an authenticator app; return its secret, for ``code_of``."""
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(account, secret)
    return secret


def code_of(secret, *, late=0):
    """The code that an app shows now, or showed ``late`` half minutes ago."""
    counters = list(totp.yield_hotp_counters_from_time())
    return totp.format_hotp_value(totp.hotp_value(secret, counters[len(counters) // 2] - late))


def make_region(**kwargs):
    """A region."""
    return Region.objects.create(**{"code": f"region-{next(numbers)}", **kwargs})


def make_city(code=None, *, name=None, **kwargs):
    """A city in a region of its own, called ``name`` (else by its code) in all languages."""
    region = kwargs.pop("region", None) or make_region()
    code = code or f"city-{next(numbers)}"
    city = City.objects.create(code=code, region=region, **kwargs)
    called = name or code.replace("-", " ").title()
    CityName.objects.create(city=city, name_kk=called, name_ru=called, name_en=called)
    return city


def make_facility(*, name="Station 1", **kwargs):
    """A facility in a region of its own."""
    region = kwargs.pop("region", None) or make_region()
    facility = Facility.objects.create(region=region, **kwargs)
    FacilityName.objects.create(facility=facility, name_kk=name, name_ru=name, name_en=name)
    return facility


def make_rally(*, starts_on=date(2019, 6, 9), **kwargs):
    """A rally on election day."""
    city = kwargs.pop("city", None) or make_city()
    return Rally.objects.create(city=city, starts_on=starts_on, **kwargs)


def make_person(*names, listed=False, **kwargs):
    """A person called ``names`` ("Surname Given Patronymic"); ``listed`` comes with its consent."""
    if listed:
        kwargs.setdefault("level", Person.Level.LISTED)
    person = Person.objects.create(**kwargs)
    for number, name in enumerate(names or ["Testov Test"]):
        make_name(person, name, is_main=number == 0)
    if listed:
        make_consent(person)
    return person


def make_name(person, name, **kwargs):
    """One spelling of a person's name, from "Surname Given Patronymic"."""
    parts = dict(zip(("surname", "given", "patronymic"), name.split(" ", 2), strict=False))
    return PersonName.objects.create(person=person, **parts, **kwargs)


def make_health(person, **kwargs):
    """What excludes a person from arrest."""
    return Health.objects.create(person=person, **kwargs)


def make_consent(person, **kwargs):
    """The person's own consent to find and list, without end."""
    fields = {
        "given_by": Consent.GivenBy.PERSON,
        "scopes": ["find", "list"],
        "entry": kwargs.pop("entry", None) or make_entry(),
        **kwargs,
    }
    return Consent.objects.create(person=person, **fields)


def make_source(label="Sister of A.", **kwargs):
    """A relative who told something."""
    return Source.objects.create(**{"kind": Source.Kind.RELATIVE, "label": label, **kwargs})


def make_submission(kind="question", *, code=None, **kwargs):
    """A visitor's message, to which ``code`` belongs (else one that nobody has)."""
    fields = {
        "kind": kind,
        "language": "ru",
        "code_hash": hash_of(code),
        "received_at": timezone.now().replace(minute=0, second=0, microsecond=0),
        **kwargs,
    }
    return Submission.objects.create(**fields)


def make_follow(person=None, *, code=None, mail_code=None, address=None, **kwargs):
    """A visitor's follow; with ``address`` a confirmed one that gets letters."""
    if address:
        told = {"address": address, "code": code or "", "mail_code": mail_code or ""}
        kwargs = {
            "sealed": seal(told, settings.DESK_KEY),
            "asked_at": timezone.now(),
            "confirmed_at": timezone.now(),
            **kwargs,
        }
    fields = {
        "person": person or make_person(),
        "language": "ru",
        "made_at": timezone.now(),
        "code_hash": hash_of(code),
        "mail_hash": hash_of(mail_code),
        **kwargs,
    }
    return Follow.objects.create(**fields)


def hash_of(code):
    """What is stored of a code; of None something that nobody has."""
    return hashlib.sha256((code or str(next(numbers))).encode()).digest()


def make_entry(account=None, **kwargs):
    """One act of writing."""
    return Entry.begin(account, **kwargs)


def make_detention(**kwargs):
    """A detention of some person; ``rally`` and ``city`` are unknown unless given."""
    person = kwargs.pop("person", None) or make_person()
    return Detention.objects.create(person=person, **kwargs)


def make_claim(model, **kwargs):
    """A claim of any kind, with a detention, source and entry of its own unless given."""
    return model.objects.create(
        detention=kwargs.pop("detention", None) or make_detention(),
        source=kwargs.pop("source", None) or make_source(),
        entry=kwargs.pop("entry", None) or make_entry(),
        heard_at=kwargs.pop("heard_at", None) or timezone.now(),
        **kwargs,
    )


def make_event(**kwargs):
    """Seized, on election day in the evening."""
    return make_claim(Event, **{"kind": Event.Kind.SEIZED, "at": "2019-06-09T18:30", **kwargs})


def make_placement(**kwargs):
    """Held somewhere."""
    return make_claim(Placement, **kwargs)


def make_enquiry(**kwargs):
    """A facility was asked and did not answer."""
    facility = kwargs.pop("facility", None) or make_facility()
    return make_claim(Enquiry, facility=facility, **{"reply": Enquiry.Reply.NO_ANSWER, **kwargs})


def make_trial(**kwargs):
    """A court session."""
    return make_claim(Trial, **kwargs)


def make_charge(**kwargs):
    """Article 488 of the Code of Administrative Offences."""
    return make_claim(Charge, **{"article": "488", **kwargs})


def make_sentence(**kwargs):
    """An administrative arrest."""
    return make_claim(Sentence, **{"kind": Sentence.Kind.ADMINISTRATIVE_ARREST, **kwargs})


def make_sentence_change(**kwargs):
    """A reduction."""
    return make_claim(SentenceChange, **kwargs)


def make_violation(**kwargs):
    """No lawyer."""
    return make_claim(Violation, **{"kind": Violation.Kind.NO_LAWYER, **kwargs})


def make_release(**kwargs):
    """Somebody says that the person is out."""
    return make_claim(Release, **kwargs)
