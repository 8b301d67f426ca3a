"""The columns of the record that an invented case fills, whether in a fixture or in a table.

Nothing here knows Django: relations are left to the caller, who knows the keys.
"""

from detainees.exchange.invented.cases import InventedCase, InventedClaim, InventedConsent
from detainees.exchange.invented.draw import Draw
from detainees.exchange.invented.people import InventedPerson

# The letters of public ids, as `detainees.models.person` has them.
PUBLIC_ID_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
NAME_COLUMNS = ("kind", "script", "surname", "given", "patronymic")


def public_ids(draw: Draw, count: int) -> list[str]:
    """Twelve drawn letters for each; a set seed may draw them, because nobody here exists."""
    ids = ["".join(draw.one_of(PUBLIC_ID_LETTERS) for _ in range(12)) for _ in range(count)]
    if len(set(ids)) != count:
        raise ValueError("two people drew the same public id")
    return ids


def person_columns(case: InventedCase) -> dict:
    """What the person's own row says beside its public id and when it was made."""
    first, last = case.birth_years or (None, None)
    return {
        "level": case.level,
        "sex": case.person.sex if case.person else case.sex,
        "birth_date": case.birth_date,
        "birth_year_from": first,
        "birth_year_to": last,
        "looks_minor": case.looks_minor,
        "description": case.description,
        "is_invented": True,
    }


def name_columns(person: InventedPerson | None) -> list[dict]:
    """The names of a person, the main one first; none of somebody unidentified."""
    if person is None:
        return []
    main = (person.kind, person.alphabet, person.surname, person.given, person.patronymic)
    return [
        dict(zip(NAME_COLUMNS, spelling, strict=True)) | {"is_main": spelling is main}
        for spelling in (main, *person.spellings)
    ]


def consent_columns(consent: InventedConsent) -> dict:
    """Who agreed to what, and how."""
    return {
        "given_by": consent.given_by,
        "given_by_name": consent.given_by_name,
        "scopes": list(consent.scopes),
        "channel": consent.channel,
    }


def belongs_to(claim: InventedClaim) -> str:
    """The column that names the claim which this one is `about`."""
    return "sentence" if claim.noun == "sentencechange" else "trial"
