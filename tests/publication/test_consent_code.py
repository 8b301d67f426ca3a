"""The code of a consent: made, checked, and found again by its hash alone."""

import pytest

from detainees.publication.consent_code import grouped, hash_of, is_code, make_code
from tests.makers import make_consent, make_person
from tests.publication.attack import login_rows, refused


def test_a_code_is_forty_digits_in_groups_of_four_and_never_the_same():
    codes = {make_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(len(code) == 40 and code.isdigit() and is_code(code) for code in codes)
    # Every place varies: more than 128 bits are random.
    assert all(len({code[place] for code in codes}) == 10 for place in range(40))
    assert grouped("0123456789") == ["0123", "4567", "89"]


def test_one_wrong_digit_is_noticed():
    code = make_code()
    for place in range(40):
        wrong = code[:place] + str((int(code[place]) + 1) % 10) + code[place + 1 :]
        assert not is_code(wrong)
    assert not is_code(code[:-1])
    assert not is_code("")


def test_it_is_the_same_code_however_it_is_typed():
    code = make_code()
    typed = f" {'-'.join(grouped(code))}.\n"
    assert is_code(typed)
    assert hash_of(typed) == hash_of(code)


@pytest.mark.django_db
def test_the_database_finds_the_consent_of_a_code_and_keeps_its_hash_alone():
    code = make_code()
    consent = make_consent(make_person(), code_hash=hash_of(code))
    make_consent(make_person())
    ask = "SELECT consent_of(%s)"
    assert login_rows("default", ask, [" ".join(grouped(code))]) == [(consent.pk,)]
    for nobodys in (make_code(), "", hash_of(code)):
        assert login_rows("default", ask, [nobodys]) == [(None,)]
    assert consent.history.get().code_hash == consent.code_hash == hash_of(code)


@pytest.mark.django_db(databases=["default", "public"])
@pytest.mark.parametrize("call", ["consent_of('1')", "consent_code_hash('1')"])
def test_the_public_login_asks_only_through_functions_made_for_it(call):
    assert refused("public", f"SELECT public.{call}")
