"""Every address, every method, every role: exhaustively.

The rows stand in ``access_table``; its docstring says how to write one. An address without a row
fails here, and so does a row without an address. Each is asked by GET and by a direct POST as a
visitor, after half a login, as volunteer, moderator, analyst and administrator; with changed ids;
without a token and with a foreign one. Codes that are used twice: ``test_second_factor``.
"""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLResolver

from detainees.desk.gate import AFTER_THE_PASSWORD, OPEN_TO_ALL
from detainees.desk.limits import PERSON_PAGES
from tests.desk.access_table import ACCESS, NOT_COUNTED, OF_THE_ADMIN
from tests.makers import make_account, make_app

ROLES = {"v": "volunteer", "m": "moderator", "a": "analyst", "d": "administrator"}
REFUSED = (403, 404, 405)
BEFORE_THE_DESK = ("/desk/login/", "/desk/second-step/")


def addresses(patterns, route="", spaces=()):
    """Yield (name, route) of every address below ``patterns``."""
    for pattern in patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from addresses(pattern.url_patterns, here, inner)
        else:
            yield ":".join([*spaces, pattern.name or ""]), here


def all_addresses():
    return list(addresses(get_resolver().url_patterns))


@pytest.fixture
def world(db):
    """Somebody of each role, with the cookies of a login; what rows ask for is made when needed."""
    world = {"another": make_account("volunteer"), "cookies": {"x": {}}}
    for letter, role in {**ROLES, "h": "moderator"}.items():
        account = make_account(role)
        make_app(account)
        client = Client()
        client.force_login(account, half=letter == "h")
        world["cookies"][letter] = {name: each.value for name, each in client.cookies.items()}
    return world


def ask(world, who, method, address, form=None, **kwargs):
    """The answer to one request, of which nothing stays behind."""
    client = Client(**kwargs.pop("client", {}))
    client.cookies.load(world["cookies"][who])
    with transaction.atomic():
        answer = getattr(client, method)(address, form, **kwargs)
        transaction.set_rollback(True)
    return answer


def is_let_in(answer):
    """True when an answer is neither a refusal nor the way to the login."""
    there = answer.get("Location", "")
    is_sent_out = answer.status_code == 302 and there.startswith(BEFORE_THE_DESK)
    has_left = "Clear-Site-Data" in answer
    return answer.status_code not in REFUSED and (has_left or not is_sent_out)


def path_of(world, name):
    row = ACCESS[name]
    return reverse(name, args=row.path(world) if row.path else []) + row.query


def of_the_desk(name):
    """True for the name of a desk address."""
    return name.startswith(("desk:", "records:"))


DESK = {name: row for name, row in ACCESS.items() if of_the_desk(name)}
PUBLIC = {name: row for name, row in ACCESS.items() if not of_the_desk(name)}


def test_every_address_has_a_row_and_every_row_an_address():
    names = {name for name, _route in all_addresses()} - OF_THE_ADMIN
    assert sorted(names - set(ACCESS)) == []
    assert sorted(set(ACCESS) - names) == []


def letters_let_in(world, method, letters):
    """Return {name: those of ``letters`` who are let in}, asking each address once for each."""
    found = {}
    for name, row in DESK.items():
        address, form = path_of(world, name), row.form if method == "post" else None
        found[name] = {who for who in letters if is_let_in(ask(world, who, method, address, form))}
    return found


def differences(found, column, letters):
    """Return {name: (let in, in the table)} where the table says something else."""
    told = {name: set(getattr(row, column)) & set(letters) for name, row in DESK.items()}
    return {name: (found[name], told[name]) for name in DESK if found[name] != told[name]}


@pytest.mark.parametrize(("method", "column"), [("get", "reads"), ("post", "writes")])
def test_before_both_steps_nothing_opens_but_what_must(world, method, column):
    found = letters_let_in(world, method, "xh")
    assert differences(found, column, "xh") == {}
    opened = {name for name, letters in found.items() if letters}
    assert opened <= OPEN_TO_ALL | AFTER_THE_PASSWORD
    assert ask(world, "h", "get", "/desk/records/nothing/").url == "/desk/second-step/"


@pytest.mark.parametrize(("method", "column"), [("get", "reads"), ("post", "writes")])
def test_each_address_answers_the_roles_of_its_row_alone(world, method, column):
    assert differences(letters_let_in(world, method, ROLES), column, ROLES) == {}


def test_a_changed_id_opens_nothing(world):
    for name, row in DESK.items():
        if row.path is None:
            continue
        path = row.path(world)
        address = reverse(name, args=[10**12 if isinstance(path[0], int) else "x" * 12] * len(path))
        args = [10**12 if isinstance(each, int) else "x" * 12 for each in row.path(world)]
        address = reverse(name, args=args)
        who = (row.reads + row.writes or "v")[-1]
        for method in ("get", "post"):
            answer = ask(world, who, method, address)
            opened = is_let_in(answer) and answer.status_code != 302
            assert not opened, (name, who, method, answer.status_code)


def test_a_form_without_our_token_is_refused_everywhere_at_the_desk(world):
    foreign = {"csrfmiddlewaretoken": "a" * 64}
    for name, row in DESK.items():
        if name == "desk:panic":
            continue  # the link itself is the secret
        for who in row.writes[-1:]:
            for data, headers in (({}, {}), (foreign, {"origin": "https://evil.example"})):
                sent = {"headers": headers, "client": {"enforce_csrf_checks": True}}
                answer = ask(world, who, "post", path_of(world, name), data, **sent)
                assert answer.status_code == 403, (name, who)


def test_each_public_address_answers_everybody_and_takes_forms_where_it_says_so(committed):
    client, world = Client(), {}
    for name, row in PUBLIC.items():
        address = reverse(name, args=row.path(world) if row.path else []) + row.query
        assert is_let_in(client.get(address)) == ("x" in row.reads), name
        assert is_let_in(client.post(address)) == ("x" in row.writes), name
        if row.path:
            changed = 10**12 if isinstance(row.path(world)[0], int) else "x" * 12
            assert client.get(reverse(name, args=[changed])).status_code == 404, name


def test_pages_about_a_person_are_counted():
    with_path = {name for name, row in ACCESS.items() if row.path and "v" in row.reads + row.writes}
    of_the_desk = {name for name in with_path if name.startswith("desk:")}
    assert of_the_desk - set(NOT_COUNTED) <= PERSON_PAGES
    for kind in ("person", "detention"):
        assert {
            f"records:detainees_{kind}_{page}" for page in ("change", "history")
        } <= PERSON_PAGES
