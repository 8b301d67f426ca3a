"""Writing invented cases as rows, in bulk: what ``make_people`` and ``load_night`` share.

Only invented people pass here, and each is marked as such. If the police read what it writes they
learn nothing about anybody.
"""

from collections.abc import Iterable, Mapping

from django.db import connection, transaction

from detainees.exchange.invented.cases import InventedCase, InventedClaim, InventedRally
from detainees.exchange.invented.columns import (
    belongs_to,
    consent_columns,
    name_columns,
    person_columns,
)
from detainees.models import Consent, Detention, Entry, Health, Person, PersonName, Rally, Source
from detainees.models.claims import CLAIMS
from stations.models import City

# People last: what is told of somebody who is not there yet need not be published each time.
MODELS = (Source, PersonName, Health, Consent, Detention, *CLAIMS, Person)
CLAIM_BY_NOUN = {model._meta.model_name: model for model in CLAIMS}


class Writer:
    """Writes cases chunk by chunk, all under one entry; rallies are shared between chunks.

    ``facilities`` gives the id of a facility for the code that a claim names; None: codes are ids.
    """

    def __init__(self, entry: Entry, facilities: Mapping | None = None):
        self.entry = entry
        self.facilities = facilities
        self.rallies = {}
        self.cities = dict(City.objects.values_list("code", "pk"))

    @transaction.atomic
    def write(self, cases: Iterable[InventedCase]) -> int:
        """Write the cases, all or none; return how many.

        Raises IntegrityError when somebody with the same public id is there already. Every column
        that ``save()`` would set is set.
        """
        rows = Rows(self)
        for case in cases:
            rows.add(case)
        rows.number_people()
        for model in MODELS:
            model._default_manager.bulk_create(rows.by_model[model])
        return len(rows.by_model[Person])

    def rally_of(self, case: InventedCase) -> Rally:
        """The invented rally of a case, made when it is first met."""
        rally = case.rally
        if rally.code not in self.rallies:
            self.rallies[rally.code] = self.find_or_make(rally)
        return self.rallies[rally.code]

    def find_or_make(self, rally: InventedRally) -> Rally:
        """The row of an invented rally; another run may have made it."""
        known = {
            "city_id": self.cities[rally.city],
            "starts_on": rally.starts_on,
            "ends_on": rally.ends_on,
            "place": rally.place,
            "is_invented": True,
        }
        return Rally.objects.filter(**known).first() or Rally.objects.create(**known)


class Rows:
    """The rows of one chunk while they gather, by model."""

    def __init__(self, writer: Writer):
        self.writer = writer
        self.entry_id = writer.entry.pk
        self.sources = {}
        self.by_model = {model: [] for model in MODELS}

    def number_people(self) -> None:
        """Give each person the next key now, and tell the rows that refer to it."""
        people = self.by_model[Person]
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [Person._meta.db_table, len(people)],
            )
            for person, (key,) in zip(people, cursor.fetchall(), strict=True):
                person.pk = key
        for model in (PersonName, Health, Consent, Detention):
            for row in self.by_model[model]:
                row.person_id = row.person.pk

    def make(self, model, **columns):
        """Add a row that is not written yet; return it."""
        row = model(**columns)
        self.by_model[model].append(row)
        return row

    def add(self, case: InventedCase) -> None:
        """Add the rows of one case."""
        made_at = min(claim.heard_at for claim in case.claims)
        person = self.make(
            Person,
            public_id=case.public_id,
            made_at=made_at,
            accepted_at=None if case.level == Person.Level.CONFIDENTIAL else made_at,
            **person_columns(case),
        )
        for columns in name_columns(case.person):
            self.make(PersonName, person=person, **columns).write_keys()
        if case.health:
            self.make(Health, person=person, **case.health)
        if case.consent:
            columns = consent_columns(case.consent)
            given_at = case.consent.given_at
            self.make(Consent, person=person, given_at=given_at, entry_id=self.entry_id, **columns)
        rally = self.writer.rally_of(case)
        detention = self.make(
            Detention, person=person, rally=rally, role=case.role, authority=case.authority
        )
        self.add_claims(case, detention)

    def add_claims(self, case: InventedCase, detention: Detention) -> None:
        """Add the claims of a case, each with its source, and with its trial or sentence."""
        rows = []
        for claim in case.claims:
            row = self.make(
                CLAIM_BY_NOUN[claim.noun],
                detention=detention,
                source=self.source_of(claim),
                heard_at=claim.heard_at,
                certainty=claim.certainty,
                entry_id=self.entry_id,
                **self.own_columns(claim, rows),
            )
            rows.append(row)

    def source_of(self, claim: InventedClaim) -> Source:
        """The row of the claim's source; those who speak in one chunk alike are one."""
        source = claim.source
        if source not in self.sources:
            self.sources[source] = self.make(
                Source, kind=source.kind, label=source.label, reliability=source.reliability
            )
        return self.sources[source]

    def own_columns(self, claim: InventedClaim, rows: list) -> dict:
        """The columns that this kind of claim has beside the common ones."""
        columns = dict(claim.fields)
        if "facility" in columns:
            code = columns.pop("facility")
            facilities = self.writer.facilities
            columns["facility_id"] = facilities[code] if code and facilities else code
        if claim.about is not None:
            columns[belongs_to(claim)] = rows[claim.about]
        return columns
