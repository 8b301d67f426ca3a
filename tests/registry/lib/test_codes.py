"""Codes: random, repeatable from a secret, and forgiving to whoever types them."""

import pytest

from registry.lib.codes import LENGTH, LETTERS, derive_code, grouped, make_code, read_code


def test_codes_are_long_random_and_in_the_alphabet():
    codes = {make_code() for _number in range(100)}
    assert len(codes) == 100
    assert {len(code) for code in codes} == {LENGTH}
    assert set("".join(codes)) == set(LETTERS)
    assert len(LETTERS) ** LENGTH >= 2**128


def test_a_derived_code_belongs_to_its_parts_and_secret_alone():
    code = derive_code(b"secret", b"a", b"bc")
    assert code == derive_code(b"secret", b"a", b"bc")
    others = [derive_code(b"secret", b"ab", b"c"), derive_code(b"Secret", b"a", b"bc")]
    assert len({code, *others}) == 3
    assert read_code(code) == code


@pytest.mark.parametrize(
    "typed",
    [
        "abc0 1e3k mh0p ctxy 0000 1111 zzzz",
        "ABC0-1E3K-MH0P-CTXY-0000-1111-ZZZZ\n",
        "abcO Le3k mhop ctxy oooo IiLl zzzz",
        "АВС0 1Е3К МНоР стху ОООО 1111 zzzz",
    ],
)
def test_case_groups_look_alikes_and_the_keyboard_do_not_matter(typed):
    assert read_code(typed) == "ABC01E3KMH0PCTXY00001111ZZZZ"


@pytest.mark.parametrize("typed", ["", "ABC", "A" * 27, "A" * 29, "U" * 28, "\x00" * 28, "я" * 28])
def test_what_can_be_no_code_is_none(typed):
    assert read_code(typed) == ""


def test_groups_are_of_four():
    assert grouped("ABCDEFGH") == "ABCD EFGH"
