"""What the public login can do to the database, tried as somebody who holds its password.

Who holds the public server reads what its pages show, and changes nothing but the counters of
guesses.
"""
# ruff: noqa: S608 - the names of tables come from the database

import pytest
from django.db import transaction

from detainees.names.keys import find_keys
from detainees.publication import finding
from tests.database import owner_cursor
from tests.publication.attack import (
    OUTSIDE,
    WRITES,
    functions,
    login_rows,
    owner_rows,
    refused,
    relations,
    unchanged,
)
from tests.publication.planted import HIDDEN, SHOWN

(SHOWN_KEY,) = find_keys(f"{SHOWN} Adult")
(HIDDEN_KEY,) = find_keys(f"{HIDDEN}a Kept")
# What the public login may read, column by column. Adding a line here shows it to the world.
PUBLISHED = {
    "applied_migration": "app name",
    "stations_region": "id code time_zone",
    "stations_regionname": "id region_id kind name_kk name_ru name_en valid_from valid_to",
    "stations_city": "id region_id code time_zone",
    "stations_cityname": "id city_id kind name_kk name_ru name_en valid_from valid_to",
    "stations_facility": "id kind region_id city_id address phone latitude longitude capacity"
    " visiting_hours parcel_hours verified_on verified_by is_invented",
    "stations_facilityname": "id facility_id kind name_kk name_ru name_en valid_from valid_to",
    "person": "id public_id surname given patronymic sort_key other_names birth_band_from"
    " is_invented detention_id status facility_id since confirmed_at",
    "detention": "id person_id rally_id rally_on city_id zone seized_at seized_first_on"
    " seized_last_on sentences status facility_id since confirmed_at sources contradictions"
    " certainty sentence_kind sentence_days release_from release_at release_to release_basis",
    "counting_rule": "id code article status applies_from applies_to",
    "daily_count": "day subject value people",
    "law_rule": "id code article applies_from applies_to value unit confidence status",
    "helpline": "id kind name_kk name_ru name_en phone about_kk about_ru about_en city_id place"
    " is_invented",
}
ANYBODY = "NULL, NULL, NULL, NULL, NULL, NULL, NULL"
# What the public login may call: the tables that a call may write, and arguments to try.
CALLABLE = {
    "public_api.claims_of(bigint)": (set(), ["1", "2", "NULL"]),
    "public_api.appeal_on(bigint)": (set(), ["1", "2", "NULL"]),
    "public_api.printable(bigint[])": (set(), ["ARRAY[1, 2, 3]", "NULL"]),
    "public_api.release_expected(bigint,timestamp with time zone,timestamp with time zone)": (
        set(),
        ["1, '-infinity', 'infinity'", "NULL, NULL, NULL"],
    ),
    "public_api.count_listed(text[],text,date,date,text[],bigint,text,bigint[])": (
        set(),
        [
            "'{zqhidden}', 'almaty', NULL, NULL, '{released}', 1, 'fine'",
            "'{\"\"}', 'atlantis', '-infinity', 'infinity', '{}', -1, ''",
        ],
    ),
    "public_api.list_people"
    "(text[],text,date,date,text[],bigint,text,text,integer,integer,bigint[])": (
        set(),
        [
            f"{ANYBODY}, 'name', 0, 25",
            f"{ANYBODY}, 'since', -1, 999999",
            f"'{{zqhidden}}', {ANYBODY[6:]}, 'match', 0, 25, ARRAY(SELECT generate_series(1, 99))",
        ],
    ),
    "public_api.listed_names(bigint,timestamp with time zone)": (
        set(),
        ["NULL, NULL", "0, now()", "NULL, '-infinity'"],
    ),
    "public_api.count_find(text[],integer)": (
        {"find_use", "find_salt", "asked_person"},
        [f"ARRAY['{SHOWN_KEY}'], 1987", f"ARRAY['{HIDDEN_KEY}'], 1987", "'{}', 1"],
    ),
    "public_api.find(text[],integer,text)": (
        set(),
        [
            f"ARRAY['{SHOWN_KEY}'], 1987, ''",
            f"ARRAY['{HIDDEN_KEY}'], 1987, 'almaty'",
            "'{}', 1, ''",
        ],
    ),
    "public_api.kept_person(text)": (set(), ["'zq'", "NULL"]),
    "public_api.listing_mark()": (set(), [""]),
    "public_api.person_mark(text)": (set(), ["(SELECT public_id FROM public_api.person)", "''"]),
    "public_api.submit(bytea,text,text,text,text,integer,text,text[],text,boolean,integer,text)": (
        {"detainees_submission", "detainees_submission_id_seq", "form_use"},
        ["'a', 'CODE', 'question', 'ru', 'Zqhiddena Kept', 1987, 'text', '{}', '', true, 0, ''"],
    ),
    "public_api.follow(bytea,text,text,text,text[],integer,text,integer)": (
        {"detainees_follow", "detainees_follow_id_seq", "form_use"},
        [
            "'b', 'FOLLOWED', 'ru', (SELECT public_id FROM public_api.person), '{}', 1, '', 1",
            f"'c', 'NOBODY', 'ru', '', ARRAY['{HIDDEN_KEY}'], 1987, '', 1",
        ],
    ),
    "public_api.open_follow(text,integer,boolean)": (
        {"detainees_follow"},
        ["'FOLLOWED', NULL, false", "'FOLLOWED', 1900, true", "'NOBODY', 1987, true"],
    ),
    "public_api.follow_by_mail(text,bytea,text,text,bytea)": (
        {
            "detainees_follow",
            "detainees_letter",
            "detainees_letter_id_seq",
            "address_use",
            "find_salt",
        },
        ["'FOLLOWED', 'sealed', 'MAIL', 'daily', 'a'", "'NOBODY', 'sealed', 'X', 'daily', 'a'"],
    ),
    "public_api.knows_letters(text)": (set(), ["'MAIL'", "''", "NULL"]),
    "public_api.confirm_letters(text)": ({"detainees_follow"}, ["'MAIL'", "''", "NULL"]),
    "public_api.end_letters(text)": ({"detainees_follow", "detainees_letter"}, ["'MAIL'", "NULL"]),
    "public_api.end_follow(text)": ({"detainees_follow", "detainees_letter"}, ["'FOLLOWED'", "''"]),
    "public_api.read_answer(text)": (set(), ["'CODE'", "''", "NULL"]),
    # Called by the views; its schema is closed to the login.
    "public.custody_status(text,timestamp with time zone,timestamp with time zone)": (set(), []),
}


def test_the_public_login_reads_the_named_views_and_no_other_relation(planted):
    open_to_it = set()
    for schema, name, _column in relations():
        relation = f'{schema}."{name}"'
        if not refused("public", f"SELECT count(*) FROM {relation}"):
            open_to_it.add((schema, name))
        assert refused("public", f"SELECT * FROM {relation}") is ((schema, name) not in open_to_it)
    assert open_to_it == {("public_api", name) for name in PUBLISHED}


def test_the_public_login_changes_no_relation(planted):
    with unchanged():
        for schema, name, column in relations():
            for write in WRITES:
                statement = write.format(f'{schema}."{name}"', column=f'"{column}"')
                assert refused("public", statement), statement


@pytest.mark.parametrize("name", PUBLISHED)
def test_each_view_has_the_named_columns_alone(planted, name):
    columns = owner_rows(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0",
        [f"public_api.{name}"],
    )
    assert {column for (column,) in columns} == set(PUBLISHED[name].split())


def test_each_view_of_people_is_a_security_barrier(planted):
    barriers = owner_rows(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public_api'::regnamespace"
        " AND 'security_barrier=true' = ANY (reloptions)"
    )
    assert {name for (name,) in barriers} == {"person", "detention", "daily_count"}


def test_no_right_on_any_column_is_left_over(planted):
    """Rights that a closed schema hides today would open with it tomorrow."""
    held = owner_rows(
        "SELECT DISTINCT nspname, relname, privilege FROM pg_class"
        " JOIN pg_namespace ON pg_namespace.oid = relnamespace"
        " CROSS JOIN unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'REFERENCES']) AS privilege"
        f" WHERE {OUTSIDE} AND relkind IN ('r', 'v', 'm', 'p', 'f', 't')"
        " AND has_any_column_privilege('registry_public', pg_class.oid, privilege)"
    )
    assert set(held) == {("public_api", name, "SELECT") for name in PUBLISHED}
    sequences = owner_rows(
        "SELECT relname FROM pg_class WHERE CASE WHEN relkind = 'S'"
        " THEN has_sequence_privilege('registry_public', oid, 'USAGE, SELECT, UPDATE') END"
    )
    assert sequences == []


def test_the_public_login_calls_the_named_functions_and_no_other(planted):
    with unchanged():
        for signature, arguments in functions():
            if signature.startswith("public_api."):
                assert signature in CALLABLE
                continue
            values = ", ".join(["NULL"] * arguments)
            statement = f"SELECT {signature.partition('(')[0]}({values})"
            assert refused("public", statement), statement
    executable = owner_rows(
        "SELECT format('%s.%s', nspname, replace(pg_proc.oid::regprocedure::text,"
        " nspname || '.', '')) FROM pg_proc JOIN pg_namespace ON pg_namespace.oid = pronamespace"
        f" WHERE {OUTSIDE} AND proowner = 'registry_owner'::regrole"
        " AND has_function_privilege('registry_public', pg_proc.oid, 'EXECUTE')"
    )
    assert {signature for (signature,) in executable} == set(CALLABLE)


@pytest.mark.parametrize("signature", [name for name in CALLABLE if "public_api" in name])
def test_a_function_changes_what_its_comment_promises(planted, signature):
    written, attempts = CALLABLE[signature]
    comment = owner_rows("SELECT obj_description(%s::regprocedure)", [signature])[0][0]
    assert ("changes nothing" in comment) is (not written)
    for arguments in attempts:
        with unchanged(but=written):
            login_rows("public", f"SELECT * FROM {signature.partition('(')[0]}({arguments})")


GARBAGE = [
    "",
    " ",
    "a' | 'zqhidden",
    "!zqhidden",
    "%",
    "\\",
    "zz\\",
    "'",
    ":*",
    "&|!()",
    "\n\t",
    "ә'",
]


def test_a_search_for_names_finds_listed_people_alone(planted):
    listed = {person.pk for person in planted.shown}
    assert named("zqsh") == named("adult zqshown", "again") == listed
    for text in (*GARBAGE, "zqhidden", "kept", "zqhiddenf minor"):
        assert named(text) == set(), text
    assert login_rows("public", f"SELECT list_people('{{{{zqs}}}}', {ANYBODY[6:]}, '', 0, 9)")
    assert not login_rows("public", f"SELECT list_people('{{}}', {ANYBODY[6:]}, '', 0, 9)")
    assert not login_rows("public", f"SELECT list_people('{{NULL}}', {ANYBODY[6:]}, '', 0, 9)")


def named(*beginnings):
    """The ids of those whom the list finds by beginnings of their names."""
    query = f"SELECT list_people(%s, {ANYBODY[6:]}, 'name', 0, 25)"
    return {key for (key,) in login_rows("public", query, [list(beginnings)])}


def test_no_claim_is_told_but_of_listed_people(planted):
    (person,) = planted.shown
    told = login_rows("public", "SELECT noun FROM claims_of(%s)", [person.pk])
    assert {noun for (noun,) in told} == {
        "event", "placement", "enquiry", "trial", "charge", "sentence", "sentence_change",
        "release",
    }  # fmt: skip
    for hidden in planted.hidden:
        assert login_rows("public", "SELECT * FROM claims_of(%s)", [hidden.pk]) == []


def test_names_for_searching_are_those_of_listed_people(planted):
    rows = login_rows("public", "SELECT * FROM listed_names(NULL, NULL)")
    assert SHOWN in str(rows)
    assert HIDDEN.lower() not in str(rows).lower()
    assert login_rows("public", "SELECT person_id FROM listed_names(%s, now())", [2**60]) == [
        (None,)
    ]


# Whatever tells of one listed person, who is number {0} and detained under number {1}.
TELLS_OF = (
    "SELECT id FROM person",
    "SELECT id FROM detention",
    f"SELECT list_people({ANYBODY}, 'name', 0, 25)",
    f"SELECT list_people('{{{{zqsh}}}}', {ANYBODY[6:]}, 'match', 0, 25, '{{{{{{0}}}}}}')",
    f"SELECT 1 WHERE count_listed({ANYBODY}) > 0",
    f"SELECT 1 WHERE count_listed('{{{{zqsh}}}}', {ANYBODY[6:]}, '{{{{{{0}}}}}}') > 0",
    f"SELECT 1 WHERE count_listed('{{{{zqsh}}}}', {ANYBODY[6:]}) > 0",
    f"SELECT 1 WHERE count_listed({ANYBODY[:-4]}'administrative_arrest') > 0",
    "SELECT 1 FROM claims_of({0})",
    "SELECT 1 FROM listed_names(NULL, NULL) WHERE person_id = {0}",
)


def test_nothing_tells_of_whose_time_on_the_list_is_over(planted):
    """The clock alone hides them; what is left in the tables waits for the nightly command."""
    (person,) = planted.shown
    ((detention, before),) = owner_rows("SELECT detention_id, listed_until FROM listed_person")
    queries = [query.format(person.pk, detention) for query in TELLS_OF]
    assert all(login_rows("public", query) for query in queries)
    change = "UPDATE {} SET listed_until = %s WHERE person_id = %s RETURNING 1"
    tables = ("listed_person", "listed_detention", "listed_word", "published_person")
    for table in tables:
        owner_rows(change.format(table), ["-infinity", person.pk])
    try:
        assert [login_rows("public", query) for query in queries] == [[]] * len(queries)
    finally:
        for table in tables:
            owner_rows(change.format(table), [before, person.pk])
        with owner_cursor() as cursor:
            # EXPLAIN counts the dead rows in an index, too.
            cursor.execute("VACUUM listed_person, listed_detention, listed_word")


def test_an_answer_on_the_findable_path_names_nobody(planted):
    (answer,) = finding.find(find_keys(f"Adult {SHOWN}"), 1987)
    assert answer.status == "released"
    assert SHOWN.lower() not in str(answer).lower()
    assert finding.find(find_keys(f"Kept {HIDDEN}a"), 1987) == []


# What a plan can be made to show: every way of reading a table, whatever the planner prefers.
WAYS = ("enable_seqscan", "enable_indexscan", "enable_indexonlyscan", "enable_bitmapscan")


def plans(condition, view):
    """EXPLAIN's words for a query, by every way of reading: rows, and nothing of costs or times."""
    told = []
    for way in (None, *WAYS):
        with transaction.atomic(using="public"):
            for off in WAYS if way else ():
                login_rows("public", "SELECT set_config(%s, %s, true)", [off, str(off == way)])
            ((words,),) = login_rows(
                "public",
                "EXPLAIN (ANALYZE, BUFFERS OFF, TIMING OFF, SUMMARY OFF, FORMAT JSON)"
                f" SELECT * FROM {view} WHERE {condition}",
            )
        told.append(words)
    return told


def counts(node):
    """Yield every number of rows in a plan, those of its parts too."""
    if isinstance(node, list):
        for part in node:
            yield from counts(part)
    elif isinstance(node, dict):
        for name, value in node.items():
            if name in ("Actual Rows", "Plan Rows") or name.startswith("Rows Removed"):
                yield name, value
            else:
                yield from counts(value)


HIDDEN_FACTS = {
    "person": ["surname >= 'Zqhidden' AND surname < 'Zqhiddenz'", "status = 'released'",
        "facility_id IS NOT NULL", "since <> ''", "public_id <> ''", "id > 0",
        "confirmed_at IS NOT NULL"],
    "detention": ["city_id IS NOT NULL", "facility_id IS NOT NULL", "sentence_days = 7",
        "sentences @> '{administrative_arrest}'", "seized_last_on >= '2019-01-01'",
        "seized_first_on <= '2030-01-01'", "id > 0", "person_id > 0", "sources > 0"],
}  # fmt: skip


@pytest.mark.parametrize("view", HIDDEN_FACTS)
def test_a_plan_counts_listed_people_alone(planted, view):
    """EXPLAIN counts the rows that met a condition before a barrier let them through."""
    analyze()
    for condition in HIDDEN_FACTS[view]:
        for told in plans(condition, view):
            rows = {value for name, value in counts(told) if name != "Plan Rows"}
            assert rows <= {0, 1}, (condition, told)


def analyze():
    """Gather what the planner knows."""
    with owner_cursor() as cursor:
        cursor.execute("ANALYZE")


@pytest.mark.parametrize("column", ["surname", "given", "patronymic", "sort_key"])
def test_a_plan_tells_no_name_of_whose_time_on_the_list_is_over(planted, column):
    """Until the nightly command takes them out their rows are there, and hidden."""
    ((before, listed),) = owner_rows("SELECT listed_until, person_id FROM listed_person")
    owner_rows("UPDATE listed_person SET listed_until = now() RETURNING 1")
    analyze()
    try:
        (name,) = owner_rows(f"SELECT {column} FROM listed_person")[0]
        right, wrong = (
            plans(f"{column} >= '{text}' AND {column} <= '{text}'", "person")
            for text in (name, name[::-1])
        )
        assert list(counts(right)) == list(counts(wrong))
    finally:
        owner_rows("UPDATE listed_person SET listed_until = %s RETURNING 1", [before])
    assert listed == planted.shown[0].pk


@pytest.mark.parametrize("call", ["list_people({}, 'name', 0, 25)", "count_listed({})"])
def test_a_plan_tells_nothing_of_what_a_function_read(planted, call):
    for words in ("zqshown", "zqhidden"):
        arguments = ANYBODY.replace("NULL", f"'{{{words}}}'", 1)
        ((told,),) = login_rows(
            "public",
            "EXPLAIN (ANALYZE, BUFFERS OFF, TIMING OFF, SUMMARY OFF, FORMAT JSON)"
            f" SELECT * FROM {call.format(arguments)}",
        )
        assert [node["Plan"].get("Plans") for node in told] == [None]
        assert told[0]["Plan"]["Node Type"] == "Function Scan"


# Rights in the system's own schemas beyond what initdb gave. The information schema is
# made after initdb notes what it gave, and everybody may read it.
SYSTEM_RIGHTS = """
    WITH object (class, oid, sub, schema, owner, acl, kind) AS (
        SELECT 'pg_class'::regclass, oid, 0, relnamespace, relowner, relacl,
            CASE relkind WHEN 'S' THEN 's' ELSE 'r' END FROM pg_class
        UNION ALL SELECT 'pg_class'::regclass, attrelid, attnum, relnamespace, relowner, attacl,
            'c' FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
        UNION ALL SELECT 'pg_proc'::regclass, oid, 0, pronamespace, proowner, proacl, 'f'
            FROM pg_proc
        UNION ALL SELECT 'pg_namespace'::regclass, oid, 0, oid, nspowner, nspacl, 'n'
            FROM pg_namespace
        UNION ALL SELECT 'pg_language'::regclass, oid, 0, 'pg_catalog'::regnamespace, lanowner,
            lanacl, 'l' FROM pg_language
        UNION ALL SELECT 'pg_type'::regclass, oid, 0, typnamespace, typowner, typacl, 'T'
            FROM pg_type
    )
    SELECT class::text, pg_describe_object(class, object.oid, sub), has.grantee, has.privilege_type
    FROM object
    LEFT JOIN pg_init_privs AS first
        ON first.objoid = object.oid AND first.classoid = class AND first.objsubid = sub
    CROSS JOIN LATERAL aclexplode(coalesce(acl, acldefault(kind::"char", owner))) AS has
    WHERE schema IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
        AND has.grantee <> object.owner
        AND NOT (schema = 'information_schema'::regnamespace AND has.grantee = 0
            AND (class::text, has.privilege_type)
                IN (('pg_class', 'SELECT'), ('pg_namespace', 'USAGE')))
        AND NOT EXISTS (
            SELECT FROM aclexplode(coalesce(initprivs, acldefault(kind::"char", owner))) AS had
            -- What everybody had one login may keep.
            WHERE had.grantee IN (has.grantee, 0) AND had.privilege_type = has.privilege_type
        )
"""


def test_rights_in_the_systems_schemas_are_the_defaults_or_fewer(planted):
    assert owner_rows(SYSTEM_RIGHTS) == []


def test_the_logins_are_members_of_nothing_and_have_no_power(planted):
    powers = owner_rows(
        "SELECT rolname FROM pg_roles WHERE rolname LIKE 'registry\\_%%' AND (rolsuper"
        " OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls"
        " OR EXISTS (SELECT FROM pg_auth_members WHERE member = pg_roles.oid))",
        [],
    )
    assert powers == []


def test_a_right_too_many_would_be_seen(planted):
    """The attack finds what it looks for when the protection is gone."""
    with owner_cursor() as cursor:
        cursor.execute("GRANT USAGE ON SCHEMA public TO registry_public")
        cursor.execute("GRANT SELECT (surname) ON detainees_personname TO registry_public")
    try:
        assert not refused("public", "SELECT surname FROM public.detainees_personname")
        with pytest.raises(AssertionError):
            test_no_right_on_any_column_is_left_over(planted)
        with pytest.raises(AssertionError):
            test_the_public_login_reads_the_named_views_and_no_other_relation(planted)
    finally:
        with owner_cursor() as cursor:
            cursor.execute("REVOKE SELECT (surname) ON detainees_personname FROM registry_public")
            cursor.execute("REVOKE USAGE ON SCHEMA public FROM registry_public")
