"""Nothing confidential stands on any page that the world can open."""

import json
import re
from itertools import product

import pytest
from django.apps import apps
from django.db import connections
from django.db.models import TextField
from django.db.models.functions import Cast
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.publication.planted import (
    BIRTH_DATE,
    CONFIDENTIAL,
    HIDDEN,
    MARK,
    PUBLIC,
    SHOWN,
    classified,
    texts_of_the_models,
)

LANGUAGES = ("kk", "ru", "en")
INSTANT = "timestamp with time zone"
# The beginning only: pages repeat what was searched for.
QUERIES = (
    "",
    "?q=zqh",
    "?q=zqs",
    "?q=find",
    "?city=almaty",
    "?city=atlantis",
    "?city=almaty&detained_from=2019-06-09&detained_to=2019&sentence=administrative_arrest",
    "?detained_from=1",
    "?status=released",
    "?status=serving",
    "?status=release_due",
    "?facility={facility}",
    "?sentence=administrative_arrest",
    "?sort=confirmed",
    "?sort=since",
    "?page=2",
    "?page=99999",
    "?limit=100",
)
# Below a language, by the name of the address; {person} and {facility} stand for each of them.
PAGES = {
    "public:home": [""],
    "public:find": ["find/"],
    "public:people": [f"people/{query}" for query in QUERIES],
    "public:person": ["people/{person}/", "people/{person}"],
    "public:person_sheet": ["people/{person}/print/"],
    "public:facility_sheet": ["facilities/{facility}/print/"],
    "public:facility_code": ["facilities/{facility}/qr.png"],
    "public:statistics": ["statistics/"],
    "public:facilities": ["facilities/", "facilities/?city=almaty", "facilities/?kind=unknown"],
    "public:facility": ["facilities/{facility}/", "facilities/0/"],
    "public:tell": ["tell/"],
    "public:tell_question": ["tell/question/"],
    "public:tell_information": ["tell/information/"],
    "public:tell_correction": ["tell/correction/"],
    "public:tell_removal": ["tell/removal/"],
    "public:tell_out": ["tell/out/"],
    "public:tell_answer": ["tell/answer/"],
    "public:follow_begin": ["follow/"],
    "public:follow": ["follow/0/", f"follow/{'0' * 40}/"],
    "public:follow_confirm": ["follow/confirm/0/"],
    "public:follow_end": ["follow/end/0/"],
}
OTHERS = {
    "root": ["/"],
    "robots": ["/robots.txt"],
    "healthz": ["/healthz"],
    "api:people": [f"/api/people{query}" for query in QUERIES] + ["/api/people?limit=x"],
    "api:person": ["/api/people/{person}", "/api/people/nobody"],
    "api:nothing": ["/api/", "/api/nowhere"],
}
ERRORS = ["/nowhere", "/ru/nowhere/", "/static/nowhere", "/de/people/", "/%00"]

# The instant of the answer, and a form's random token: neither tells of anybody.
OF_THE_MOMENT = re.compile(r"^Expires: .*$|(?<=name=\"token\" value=\")[^\"]*", re.MULTILINE)


@pytest.fixture(scope="module")
def answers(planted):
    """Everything that a visitor can make the site say, by method and address.

    But for what is of the moment.
    """
    client = Client(raise_request_exception=False)
    said = {}
    for address in addresses(planted):
        for method in ("get", "post"):
            answer = getattr(client, method)(address)
            headers = "\n".join(f"{name}: {value}" for name, value in answer.items())
            whole = f"{answer.status_code}\n{headers}\n\n{body_of(answer)}"
            said[method, address] = OF_THE_MOMENT.sub("", whole)
    return said


def body_of(answer):
    """The body as somebody reads it, whatever letters JSON escapes."""
    if "json" in answer.get("Content-Type", ""):
        return json.dumps(answer.json(), ensure_ascii=False)
    letters = "latin-1" if answer.get("Content-Type") == "image/png" else "utf-8"
    return b"".join(answer).decode(letters)


def addresses(planted):
    """Every address of the public side, with each person's id and the facility's."""
    below = [page for pages in PAGES.values() for page in pages]
    patterns = [f"/{language}/{page}" for language, page in product(LANGUAGES, below)]
    patterns += [page for pages in OTHERS.values() for page in pages] + ERRORS
    people = [person.public_id for person in (*planted.shown, *planted.hidden)]
    people.append("0" * len(people[0]))
    return sorted(
        {
            pattern.replace("{person}", public_id).replace("{facility}", str(planted.facility.pk))
            for pattern, public_id in product(patterns, people)
        }
    )


def names_of_addresses(patterns, namespace=""):
    """Yield the name of every address of the public side."""
    for pattern in patterns:
        if str(pattern.pattern) == "desk/":
            continue
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from names_of_addresses(pattern.url_patterns, namespace + inner)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"


def test_every_address_of_the_public_side_is_fetched_here():
    assert set(names_of_addresses(get_resolver().url_patterns)) == {*PAGES, *OTHERS}


def test_of_every_text_it_is_decided_whether_it_may_be_public():
    public, confidential = classified(PUBLIC), classified(CONFIDENTIAL)
    assert texts_of_the_models() == public | confidential
    assert not public & confidential


@pytest.mark.parametrize(("label", "field"), sorted(classified(CONFIDENTIAL)))
def test_the_marker_stands_in_every_confidential_field(planted, label, field):
    rows = (
        apps.get_model(label).objects.using("owner").annotate(stored_text=Cast(field, TextField()))
    )
    assert rows.filter(stored_text__contains=MARK).exists()


def test_pages_show_whom_they_may(planted, answers):
    (person,) = planted.shown
    page = answers["get", f"/en/people/{person.public_id}/"]
    assert page.startswith("200")
    assert f"{SHOWN} Adult" in page
    assert f"{SHOWN} Adult Again" in page
    assert "1985–1989" in page
    assert "Station 7" in page
    assert json.loads(answers["get", "/api/people?q=zqs"].partition("\n\n")[2])["count"] == 1
    assert json.loads(answers["get", "/api/people"].partition("\n\n")[2])["count"] == 1


def test_no_answer_holds_a_confidential_text(answers):
    assert [address for address, said in answers.items() if MARK in said.lower()] == []


def test_no_answer_names_anybody_who_is_not_listed(planted, answers):
    assert [address for address, said in answers.items() if HIDDEN.lower() in said.lower()] == []
    for person in planted.hidden:
        for address in (f"/ru/people/{person.public_id}/", f"/api/people/{person.public_id}"):
            assert answers["get", address].startswith("404")


def test_who_is_hidden_and_who_does_not_exist_get_one_answer(planted, answers):
    nobody = "0" * len(planted.hidden[0].public_id)
    for pattern in ("/api/people/{}", "/kk/people/{}/"):
        for person in planted.hidden:
            said = answers["get", pattern.format(person.public_id)]
            unknown = answers["get", pattern.format(nobody)].replace(nobody, person.public_id)
            assert said == unknown


def test_no_answer_tells_more_of_the_birth_than_its_five_years(answers):
    year = BIRTH_DATE[:4]
    assert [address for address, said in answers.items() if year in said] == []


def test_no_answer_tells_the_minute_at_which_something_was_heard(answers):
    assert [address for address, said in answers.items() if ":37" in said] == []
    assert any("2019-06-20T03:00:00" in said for said in answers.values())


def test_nothing_breaks_and_nothing_is_left_at_the_visitor(answers):
    broken = [address for address, said in answers.items() if said.startswith("5")]
    assert broken == []
    assert not any("\nset-cookie:" in said.lower() for said in answers.values())


@pytest.mark.parametrize("zone", ["UTC", "Asia/Almaty", "<x>-00:07", "<x>+00:38", "<x>-05:37"])
def test_the_public_login_reads_no_more_than_the_pages(planted, zone):
    with connections["public"].cursor() as cursor:
        cursor.execute("SET TimeZone = %s", [zone])
        try:
            told = {view: rows_of(cursor, view) for view in views(cursor)}
            ids = [person.pk for person in (*planted.shown, *planted.hidden)]
            told["claim"] = rows_of(cursor, "claims_of", ids)
        finally:
            cursor.execute("RESET TimeZone")
    for secret in (MARK, HIDDEN.lower(), BIRTH_DATE[:4]):
        assert [view for view, text in told.items() if secret in text] == []
    assert SHOWN.lower() in told["person"]
    for view in ("claim", "detention", "person"):
        hours = re.findall(r"2019-06-20 0[34]:([^\"]+)", told[view])
        assert set(hours) == {"00:00"}


def views(cursor):
    """The names of all views that the public login may read."""
    cursor.execute("SELECT relname FROM pg_class WHERE relnamespace = 'public_api'::regnamespace")
    return [name for (name,) in cursor.fetchall()]


def rows_of(cursor, view, ids=None):
    """All rows of a view (of a function, for ids) as one text, instants in UTC in every zone."""
    cursor.execute(
        "SELECT array_agg(name || '=' || kind::regtype) FROM ("
        " SELECT attname::text, atttypid FROM pg_attribute"
        " WHERE attrelid = to_regclass(%(relation)s) AND attnum > 0"
        " UNION ALL SELECT argument, kind FROM pg_proc"
        " CROSS JOIN unnest(proargnames, proallargtypes, proargmodes) AS of (argument, kind, mode)"
        " WHERE pg_proc.oid = to_regproc(%(relation)s) AND mode = 't') AS told (name, kind)",
        {"relation": f"public_api.{view}"},
    )
    columns = [column.split("=") for column in cursor.fetchone()[0]]
    told = ", ".join(
        f"\"{name}\" AT TIME ZONE 'UTC'" if kind == INSTANT else f'"{name}"'
        for name, kind in columns
    )
    source = f'public_api."{view}"' + ("" if ids is None else "(person)")
    people = "" if ids is None else "unnest(%s) AS person CROSS JOIN LATERAL "
    cursor.execute(f"SELECT ROW({told})::text FROM {people}{source}", ids and [ids])  # noqa: S608
    return "\n".join(row for (row,) in cursor.fetchall()).lower()
